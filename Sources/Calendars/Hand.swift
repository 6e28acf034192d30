internal import Booking
internal import Postgres
internal import Sealing
internal import Web

/// Somebody's hand in an event of ours: it was deleted or moved in the calendar, or merely touched.
///
/// What the calendar says now counts, not what a list said: lists lag, and a booking is somebody's appointment.
struct Hand {
    private let found: FoundHand
    private let task: ReadTask
    private let desk: CalendarDesk
    private let rows: ReadRows

    init(_ found: FoundHand, _ task: ReadTask, _ desk: CalendarDesk) {
        (self.found, self.task, self.desk) = (found, task, desk)
        rows = ReadRows(tenant: desk.tenant, database: desk.database)
    }

    /// A deleted event cancels the booking, a moved one moves it. The booking follows where the rules of the business allow it; else the event is put back.
    func heed() throws {
        guard let json = try look() else { return try rows.putBack(found, in: task.calendar) }
        guard let event = ReadEvent(json), event.time != .none else { return try follow(cancel) }
        switch event.span {
        case (found.start, found.end)?: try rows.acknowledge(found, in: task.calendar, etag: event.etag)
        case (let start, let end)? where end.microseconds - start.microseconds == found.end.microseconds - found.start.microseconds:
            try follow { diary throws(DiaryError) in try move(diary, to: start, etag: event.etag ?? "") }
        default: try rows.putBack(found, in: task.calendar)
        }
    }

    private func follow(_ verb: (Diary) throws(DiaryError) -> Void) throws {
        do throws(DiaryError) {
            guard let tenant = try Diary.tenant(slug: task.slug, in: desk.database) else { return }
            try verb(Diary(tenant: tenant, database: desk.database))
        } catch {
            guard case .refused = error else { throw error }
            try rows.putBack(found, in: task.calendar)
        }
    }

    private func cancel(_ diary: Diary) throws(DiaryError) {
        guard let reference = Reference(found.reference) else { return }
        _ = try diary.cancel(reference, proof: .owner, reason: "", once: key("cancel", ""))
    }

    private func move(_ diary: Diary, to start: Instant, etag: String) throws(DiaryError) {
        guard let reference = Reference(found.reference) else { return }
        let question = SlotQuestion(
            service: Service.ID(found.service), duration: found.minutes, resource: Resource.ID(found.resource),
            moving: Moving(reference: reference, proof: .owner))
        let hold = try diary.hold(question, start: start, by: Holder(client: nil, address: "calendar"), once: key("hold", etag))
        _ = try diary.reschedule(reference, proof: .owner, to: hold.id, once: key("move", etag))
    }

    /// The same for the same change, so that it is followed once.
    private func key(_ verb: String, _ etag: String) -> RequestKey {
        let digest = SHA256.digest("\(found.event)/\(found.version)/\(etag)")
        return RequestKey(route: "calendar/\(verb)", key: Hexadecimal.encode(digest), bodyHash: digest)
    }

    /// nil where the calendar doesn't know it, or not yet everywhere. One that somebody deleted is still known, as cancelled.
    private func look() throws -> JSON? {
        do {
            let path = "/calendars/\(Percent.encode(task.remoteID))/events/\(found.event)"
            return try desk.calendar(of: task.account).ask("GET", path)
        } catch GoogleFailure.notFound {
            return nil
        }
    }
}
