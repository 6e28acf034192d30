internal import Outbound
internal import Web

/// Brings a booking's events up to date with the booking.
///
/// An event's id is written down before anything is sent, so an insertion that is sent again finds the first one. Each step ends with a row
/// that says what stands; whoever comes after one that died in between begins with that row.
public struct EntryWriting {
    private let desk: CalendarDesk
    private let entries: Entries
    /// More than any booking has calendars and any event has surprises.
    private static let mostSteps = 30

    public init(_ desk: CalendarDesk) {
        self.desk = desk
        entries = Entries(tenant: desk.tenant, database: desk.database)
    }

    public func write(booking: Int64) throws -> CalendarEnding {
        try CalendarEnding.of {
            for _ in 1...Self.mostSteps {
                guard let entry = try entries.next(of: booking) else { return .done }
                switch entry.step {
                case .insert: try insert(entry)
                case .patch: try patch(entry)
                case .remove: try remove(entry)
                }
            }
            return .retry("steps", after: nil)
        }
    }

    private func insert(_ entry: DueEntry) throws {
        let body = body(entry)
        do {
            let query = [("conferenceDataVersion", "1"), ("sendUpdates", body.updates)]
            let event = try ask(entry, "POST", to: events(of: entry), query, body.inserted(as: entry.event))
            try entries.note(entry, version: entry.content.version, etag: event["etag"]?.asText)
        } catch GoogleFailure.taken {
            try adopt(entry)
        }
    }

    /// The id stands there: from an answer that was lost, else it is nobody's to use again.
    private func adopt(_ entry: DueEntry) throws {
        let event = try look(at: entry)
        guard let event, let mark = EventMark(event), mark.tenant == desk.tenant, mark.booking == entry.content.booking else {
            return try entries.renew(entry)
        }
        try entries.note(entry, version: mark.version, etag: event["etag"]?.asText)
    }

    /// Where somebody wrote in it meanwhile, what they added stays and what the booking says is put right.
    private func patch(_ entry: DueEntry) throws {
        do {
            try put(entry, match: entry.etag)
        } catch GoogleFailure.changed {
            guard let event = try look(at: entry) else { return try entries.renew(entry) }
            try put(entry, match: event["etag"]?.asText)
        } catch let failure as GoogleFailure where failure.mayMeanDeleted {
            guard try look(at: entry) == nil else { throw failure }
            try entries.renew(entry)
        }
    }

    private func put(_ entry: DueEntry, match: String?) throws {
        let body = body(entry)
        let event = try ask(entry, "PATCH", to: place(of: entry), [("sendUpdates", body.updates)], body.patched, match: match)
        try entries.note(entry, version: entry.content.version, etag: event["etag"]?.asText)
    }

    /// One that isn't there is gone as well. Where an insertion may yet arrive, it finds its id used up.
    private func remove(_ entry: DueEntry) throws {
        do {
            try delete(entry)
        } catch GoogleFailure.notFound where entry.mayBeLate {
            try useUp(entry)
        } catch GoogleFailure.gone, GoogleFailure.notFound {}
        try entries.note(entry, version: nil, etag: nil)
    }

    /// No wait is long enough for a request that may be anywhere on its way; an id that was used once is refused for ever.
    private func useUp(_ entry: DueEntry) throws {
        do {
            _ = try ask(entry, "POST", to: events(of: entry), [("sendUpdates", "none")], body(entry).placeholder(as: entry.event))
        } catch GoogleFailure.taken {
        } catch GoogleFailure.notFound {
            return
        }
        do { try delete(entry) } catch GoogleFailure.gone {}
    }

    private func delete(_ entry: DueEntry) throws {
        _ = try ask(entry, "DELETE", to: place(of: entry), [("sendUpdates", body(entry).updates)], nil)
    }

    /// The event as it stands; nil where it was deleted: then a look still finds it, and a change is forbidden.
    private func look(at entry: DueEntry) throws -> JSON? {
        do {
            let event = try ask(entry, "GET", to: place(of: entry), [], nil)
            return event["status"]?.asText == "cancelled" ? nil : event
        } catch GoogleFailure.gone, GoogleFailure.notFound {
            return nil
        }
    }
}

extension EntryWriting {
    private func body(_ entry: DueEntry) -> EventBody {
        EventBody(content: entry.content, tenant: desk.tenant, link: "\(desk.app.publicURL)/admin/bookings/\(entry.content.booking)")
    }

    private func events(of entry: DueEntry) -> String { "/calendars/\(Percent.encode(entry.remoteID))/events" }
    private func place(of entry: DueEntry) -> String { "\(events(of: entry))/\(entry.event)" }

    private func ask(
        _ entry: DueEntry, _ method: String, to path: String, _ query: [(String, String)], _ body: JSON?, match: String? = nil
    ) throws -> JSON {
        try desk.calendar(of: entry.account).ask(method, path, query: query, body: body, match: match)
    }
}

extension GoogleFailure {
    /// What a change of a deleted event is answered with; Google isn't of one mind.
    fileprivate var mayMeanDeleted: Bool {
        switch self {
        case .gone, .notFound, .refused(status: 403, _): true
        default: false
        }
    }
}
