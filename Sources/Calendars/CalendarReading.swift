internal import Postgres
internal import Web

/// Reads a calendar into the house: the whole once a day, else what changed since.
public struct CalendarReading {
    private let desk: CalendarDesk
    private let rows: ReadRows

    public init(_ desk: CalendarDesk) {
        self.desk = desk
        rows = ReadRows(tenant: desk.tenant, database: desk.database)
    }

    public func read(_ calendar: Int64) throws -> CalendarEnding {
        try CalendarEnding.of {
            guard let task = try rows.begin(calendar) else { return .done }
            do {
                return try read(task)
            } catch GoogleFailure.gone where task.token != nil {
                try rows.drop(calendar)
                guard let whole = try rows.begin(calendar) else { return .done }
                return try read(whole)
            }
        }
    }

    /// What somebody did to our own events is heeded before the reading counts: a reading that dies on the way does it again.
    private func read(_ task: ReadTask) throws -> CalendarEnding {
        var seen: [String] = [], page: String?, next: String?
        repeat {
            let answer = try ask(task, page)
            let events = ReadEvent.once((answer["items"]?.asItems ?? []).compactMap(ReadEvent.init))
            // A later reading has begun: it brings all that this one would have.
            guard try rows.keep(events, task) else { return .done }
            seen += events.map(\.id)
            page = answer["nextPageToken"]?.asText
            next = answer["nextSyncToken"]?.asText
        } while page != nil
        // While we write ourselves, nobody can say whose hand was seen: the next reading begins where this one did.
        if try rows.areMoving(task, seen: seen) { next = task.token }
        for hand in try rows.hands(task, seen: seen) { try Hand(hand, task, desk).heed() }
        try rows.finish(task, token: next)
        return .done
    }

    /// Each page repeats the whole question.
    private func ask(_ task: ReadTask, _ page: String?) throws -> JSON {
        var query = [("singleEvents", "true"), ("maxResults", "1000"), ("fields", ReadEvent.fields)]
        if let token = task.token {
            query.append(("syncToken", token))
        } else {
            query += [("timeMin", task.from.description), ("timeMax", task.until.description)]
        }
        if let page { query.append(("pageToken", page)) }
        return try desk.calendar(of: task.account).ask("GET", "/calendars/\(Percent.encode(task.remoteID))/events", query: query)
    }
}

extension ReadEvent {
    /// Of an event that stands twice on a page the later one counts.
    static func once(_ events: [ReadEvent]) -> [ReadEvent] {
        var known: Set<String> = []
        return events.reversed().filter { known.insert($0.id).inserted }.reversed()
    }
}

/// A reading that has begun.
struct ReadTask: Sendable {
    let calendar: Int64
    let account: Int64
    let slug: String
    let remoteID: String
    let round: Int64
    /// nil for the whole.
    let token: String?
    let from: Instant
    let until: Instant
}

/// An event of ours that may not be as we left it, and its booking.
struct FoundHand: Sendable {
    let booking: Int64
    let event: String
    let reference: String
    let version: Int
    let service: Int64
    let resource: Int64
    let start: Instant
    let end: Instant
    let minutes: Int
}

/// The rows of what is read.
struct ReadRows {
    let tenant: Int64
    let database: Database

    func begin(_ calendar: Int64) throws(DatabaseError) -> ReadTask? {
        try database.call(Statements.begin, tenant: tenant, tenant, calendar).first
    }

    func drop(_ calendar: Int64) throws(DatabaseError) { _ = try database.call(Statements.drop, tenant: tenant, tenant, calendar) }

    func keep(_ events: [ReadEvent], _ task: ReadTask) throws(DatabaseError) -> Bool {
        try database.call(
            Statements.keep, tenant: tenant, tenant, task.calendar, task.round, events.map(\.id), events.map { $0.span?.start },
            events.map { $0.span?.end }, events.map { $0.days?.first }, events.map { $0.days?.end }, events.map(\.isBusy),
            events.map(\.isTentative), events.map(\.etag)
        ).first ?? false
    }

    func areMoving(_ task: ReadTask, seen: [String]) throws(DatabaseError) -> Bool {
        try database.call(Statements.moving, tenant: tenant, tenant, task.calendar, seen).first ?? false
    }

    func hands(_ task: ReadTask, seen: [String]) throws(DatabaseError) -> [FoundHand] {
        try database.call(
            Statements.hands, tenant: tenant, tenant, task.calendar, task.round, seen, task.token == nil ? task.until : nil)
    }

    func finish(_ task: ReadTask, token: String?) throws(DatabaseError) {
        _ = try database.call(Statements.finish, tenant: tenant, tenant, task.calendar, task.round, token, task.token == nil)
    }

    func putBack(_ hand: FoundHand, in calendar: Int64) throws(DatabaseError) {
        _ = try database.call(Statements.putBack, tenant: tenant, tenant, hand.booking, calendar, hand.event, hand.version)
    }

    /// The event is as the booking says, under an etag that is new to us.
    func acknowledge(_ hand: FoundHand, in calendar: Int64, etag: String?) throws(DatabaseError) {
        _ = try database.call(Statements.note, tenant: tenant, tenant, hand.booking, calendar, hand.event, hand.version, etag)
    }
}

private enum Statements {
    static let begin = Statement<ReadTask, Int64, Int64>(SQL.beginRead) { row throws(DatabaseError) in
        ReadTask(
            calendar: try row.read("calendar_id"), account: try row.read("account_id"), slug: try row.read("slug"),
            remoteID: try row.read("remote_id"), round: try row.read("round"), token: try row.read("sync_token"),
            from: try row.read("from_at"), until: try row.read("until_at"))
    }
    static let drop = Statement<Bool, Int64, Int64>(SQL.dropSyncToken) { row throws(DatabaseError) in try row.read("dropped") }
    static let keep = Statement<
        Bool, Int64, Int64, Int64, [String], [Instant?], [Instant?], [CivilDate?], [CivilDate?], [Bool], [Bool], [String?]
    >(SQL.keepEvents) { row throws(DatabaseError) in try row.read("kept") }
    static let finish = Statement<Bool, Int64, Int64, Int64, String?, Bool>(SQL.finishRead) { row throws(DatabaseError) in
        try row.read("finished")
    }
    static let hands = Statement<FoundHand, Int64, Int64, Int64, [String], Instant?>(SQL.hands) { row throws(DatabaseError) in
        FoundHand(
            booking: try row.read("booking_id"), event: try row.read("event_id"), reference: try row.read("reference"),
            version: try row.read("version"), service: try row.read("service_id"), resource: try row.read("resource_id"),
            start: try row.read("start_at"), end: try row.read("end_at"), minutes: try row.read("minutes"))
    }
    static let moving = Statement<Bool, Int64, Int64, [String]>(SQL.entriesMove) { row throws(DatabaseError) in try row.read("moves") }
    static let putBack = Statement<Bool, Int64, Int64, Int64, String, Int>(SQL.putBack) { row throws(DatabaseError) in try row.read("put") }
    static let note = Statement<Bool, Int64, Int64, Int64, String, Int, String?>(SQL.noteEntry) { row throws(DatabaseError) in
        try row.read("noted")
    }
}
