internal import Outbound
internal import Postgres
internal import Web

extension CalendarDesk {
    /// Compares every calendar of the accounts that work with what the house thinks of it. Nothing is changed on either side.
    public func check() throws -> CalendarCheck {
        let rows = CheckRows(tenant: tenant, database: database)
        var check = CalendarCheck()
        check.brokenAccounts = try rows.broken()
        for calendar in try rows.calendars() {
            do {
                try CalendarChecking(self, rows, calendar).check(into: &check)
            } catch let failure as GoogleFailure {
                check.unseen.append((calendar.id, failure.code))
            }
        }
        return check
    }
}

/// One calendar's turn.
private struct CalendarChecking {
    private let desk: CalendarDesk
    private let rows: CheckRows
    private let calendar: CheckedCalendar

    /// More pages than any calendar has.
    private static let mostPages = 1_000
    private static let fields = "nextPageToken,items(\(event))"
    private static let event =
        "id,status,etag,updated,start,end,transparency,eventType,attendees(self,responseStatus),extendedProperties(private)"

    init(_ desk: CalendarDesk, _ rows: CheckRows, _ calendar: CheckedCalendar) {
        (self.desk, self.rows, self.calendar) = (desk, rows, calendar)
    }

    /// The house is looked at before and after Google is: what changed in between is on its way.
    func check(into check: inout CalendarCheck) throws {
        let before = try rows.entries(of: calendar)
        var found = try list()
        let entries = try rows.entries(of: calendar)
        try find(entries, &found)
        let known = try rows.events(of: calendar, around: Self.day)
        let now = try rows.calendars().first { $0.id == calendar.id }
        let comparing = Reconciling(
            tenant: desk.tenant, calendar: calendar, entries: entries, known: known, found: found,
            changed: Set(entries.filter { !before.contains($0) }.map(\.booking)), wasRead: now?.reads != calendar.reads)
        check.calendars += 1
        check.bookings += entries.filter(\.isWanted).count
        check.events += found.filter(\.stands).count
        check.differences += comparing.differences
    }

    private static let day: Int64 = 86_400_000_000

    /// All events between the days around what can be booked, deleted ones too, since they say when that was. In a calendar that serves
    /// nobody any more only ours count.
    private func list() throws -> [FoundEvent] {
        var query = [
            ("singleEvents", "true"), ("showDeleted", "true"), ("maxResults", "1000"), ("fields", Self.fields),
            ("timeMin", calendar.from.advanced(by: -Self.day).description), ("timeMax", calendar.until.advanced(by: Self.day).description),
        ]
        if !calendar.isUsed { query.append(("privateExtendedProperty", "\(EventMark.tenantKey)=\(desk.tenant)")) }
        var found: [FoundEvent] = [], page: String?
        for _ in 1...Self.mostPages {
            let answer = try ask("", query + (page.map { [("pageToken", $0)] } ?? []))
            found += (answer["items"]?.asItems ?? []).compactMap { FoundEvent($0, at: calendar.from) }
            page = answer["nextPageToken"]?.asText
            if page == nil { break }
        }
        return found
    }

    /// Lists lag, and somebody may have moved an event far away: one that should stand is asked for by its id.
    private func find(_ entries: [CheckedEntry], _ found: inout [FoundEvent]) throws {
        let standing = Set(found.filter(\.stands).map(\.id))
        for case let id? in entries.filter(\.isWanted).map(\.event) where !standing.contains(id) {
            do {
                guard let event = FoundEvent(try ask("/\(id)", [("fields", Self.event)]), at: calendar.from) else { continue }
                found.removeAll { $0.id == id }
                found.append(event)
            } catch GoogleFailure.notFound, GoogleFailure.gone {}
        }
    }
}

extension CalendarChecking {
    private static let patience = Duration.seconds(30)

    /// Nobody waits for it but who asked for it: a moment of trouble is waited out.
    private func ask(_ path: String, _ query: [(String, String)]) throws -> JSON {
        let began = ContinuousClock.now
        while true {
            do {
                let path = "/calendars/\(Percent.encode(calendar.remoteID))/events" + path
                return try desk.calendar(of: calendar.account).ask("GET", path, query: query)
            } catch let failure as GoogleFailure {
                guard let rest = failure.shortRest, ContinuousClock.now - began + rest < Self.patience else { throw failure }
                HTTPClient.wait(rest)
            }
        }
    }
}

extension GoogleFailure {
    /// How soon the same may go well; nil where that is a matter of more than a moment.
    fileprivate var shortRest: Duration? {
        switch self {
        case .resting(let rest): rest
        case .limited(let rest): rest ?? .seconds(1)
        case .unreachable, .unanswered, .trouble: .seconds(1)
        default: nil
        }
    }
}

extension FoundEvent {
    init?(_ json: JSON, at now: Instant) {
        guard let event = ReadEvent(json) else { return nil }
        self.event = event
        mark = EventMark(json)
        isTentative = json["status"]?.asText == "tentative"
        age = json["updated"]?.asText.flatMap { Instant($0) }.map { Double(now.microseconds - $0.microseconds) / 1_000_000 }
    }
}

extension Instant {
    fileprivate func advanced(by microseconds: Int64) -> Instant { Instant(microseconds: self.microseconds + microseconds) }
}

// MARK: - Rows

struct CheckRows {
    let tenant: Int64
    let database: Database

    func calendars() throws(DatabaseError) -> [CheckedCalendar] { try database.call(Statements.calendars, tenant: tenant, tenant) }
    func broken() throws(DatabaseError) -> [Int64] { try database.call(Statements.broken, tenant: tenant, tenant) }

    func entries(of calendar: CheckedCalendar) throws(DatabaseError) -> [CheckedEntry] {
        try database.call(Statements.entries, tenant: tenant, tenant, calendar.id)
    }

    func events(of calendar: CheckedCalendar, around margin: Int64) throws(DatabaseError) -> [KnownEvent] {
        let (from, until) = (calendar.from.advanced(by: -margin), calendar.until.advanced(by: margin))
        return try database.call(Statements.events, tenant: tenant, tenant, calendar.id, from, until)
    }
}

private enum Statements {
    static let calendars = Statement<CheckedCalendar, Int64>(SQL.calendarsToCheck) { row throws(DatabaseError) in
        CheckedCalendar(
            id: try row.read("calendar_id"), account: try row.read("account_id"), remoteID: try row.read("remote_id"),
            isUsed: try row.read("is_used"), from: try row.read("from_at"), until: try row.read("until_at"), reads: try row.read("reads"),
            unread: try row.read("unread_seconds"), isOnTheWay: try row.read("on_the_way"))
    }
    static let broken = Statement<Int64, Int64>(SQL.accountsNotChecked) { row throws(DatabaseError) in try row.read("id") }
    static let entries = Statement<CheckedEntry, Int64, Int64>(SQL.entriesToCheck) { row throws(DatabaseError) in
        CheckedEntry(
            booking: try row.read("booking_id"), isWanted: try row.read("is_wanted"), isOver: try row.read("is_over"),
            version: try row.read("version"), isPending: try row.read("is_pending"), start: try row.read("start_at"),
            end: try row.read("end_at"), event: try row.read("event_id"), state: try row.read("entry_state"),
            entryVersion: try row.read("entry_version"), isOnTheWay: try row.read("on_the_way"))
    }
    static let events = Statement<KnownEvent, Int64, Int64, Instant, Instant>(SQL.eventsToCheck) { row throws(DatabaseError) in
        var time = ReadEvent.Time.none
        if let start = try row.read("start_at", as: Instant?.self), let end = try row.read("end_at", as: Instant?.self) {
            time = .instants(start, end)
        }
        if let first = try row.read("first_day", as: CivilDate?.self), let end = try row.read("end_day", as: CivilDate?.self) {
            time = .days(first, end)
        }
        return KnownEvent(
            id: try row.read("event_id"), time: time, isBusy: try row.read("is_busy"), isTentative: try row.read("is_tentative"),
            isBlockedRight: try row.read("is_blocked_right"))
    }
}
