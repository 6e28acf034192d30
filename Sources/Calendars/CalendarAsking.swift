internal import Postgres
internal import Web

/// Asks the calendars of those whom a hold claims whether its time is free there, and settles the booking that may wait for it by now.
public struct CalendarAsking {
    private let desk: CalendarDesk
    private let rows: QuestionRows

    public init(_ desk: CalendarDesk) {
        self.desk = desk
        rows = QuestionRows(tenant: desk.tenant, database: desk.database)
    }

    /// What one account can't say keeps no other from being asked; it is asked again later.
    public func ask(booking: Int64) throws -> CalendarEnding {
        var ending = CalendarEnding.done
        let open = try rows.open(booking)
        for account in Set(open.map(\.account)).sorted() {
            let said = try ask(open.filter { $0.account == account }, for: booking)
            if said != .done { ending = said }
        }
        try CalendarDesk.settle(booking: booking, of: desk.tenant, in: desk.database)
        return ending
    }

    private func ask(_ questions: [CalendarQuestion], for booking: Int64) throws -> CalendarEnding {
        var said = BusyAnswer(.null), ending = CalendarEnding.done
        do { said = try freeBusy(questions) } catch let failure as GoogleFailure { ending = CalendarEnding(failure) }
        for question in questions {
            var word = said.word(of: question.remoteID)
            do { if word == .busy, try !isTaken(question) { word = .free } } catch let failure as GoogleFailure {
                (word, ending) = (.unknown, CalendarEnding(failure))
            }
            if word == .unknown, ending == .done { ending = .retry("unknown", after: nil) }
            try rows.answer(question, for: booking, word)
        }
        return ending
    }

    /// One request for all: a booking's claims are of one time.
    private func freeBusy(_ questions: [CalendarQuestion]) throws -> BusyAnswer {
        guard let first = questions.first else { return BusyAnswer(.null) }
        let body: JSON = [
            "timeMin": .string(first.from.description), "timeMax": .string(first.until.description),
            "items": .array(questions.map { ["id": .string($0.remoteID)] }),
        ]
        return BusyAnswer(try desk.calendar(of: first.account).ask("POST", "/freeBusy", body: body))
    }

    /// What makes a calendar busy may be an event of ours, such as that of the booking which is moved, or time that doesn't count
    /// for this business. The answer doesn't say, so the events are looked at.
    private func isTaken(_ question: CalendarQuestion) throws -> Bool {
        let query = [
            ("singleEvents", "true"), ("maxResults", "250"), ("fields", ReadEvent.fields), ("timeMin", question.from.description),
            ("timeMax", question.until.description),
        ]
        let path = "/calendars/\(Percent.encode(question.remoteID))/events"
        let events = try desk.calendar(of: question.account).items(path, query: query, most: .max).compactMap(ReadEvent.init)
        return try rows.block(events.filter { $0.isBusy && $0.time != .none }, in: question.calendar)
    }
}

/// What a calendar says of a time.
enum BusyWord: String, Sendable { case free, busy, unknown }

/// The answer to a free/busy question. A calendar that it has an error for, or that it leaves out, hasn't said that it is free
/// (https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query).
struct BusyAnswer: Sendable {
    private let calendars: JSON

    init(_ answer: JSON) { calendars = answer["calendars"] ?? .null }

    func word(of calendar: String) -> BusyWord {
        guard let said = calendars[calendar], (said["errors"]?.asItems ?? []).isEmpty, let busy = said["busy"]?.asItems else {
            return .unknown
        }
        return busy.isEmpty ? .free : .busy
    }
}

/// Whether a time is free in a calendar, still to be asked.
struct CalendarQuestion: Sendable {
    let calendar: Int64
    let account: Int64
    let remoteID: String
    let from: Instant
    let until: Instant
}

private struct QuestionRows {
    let tenant: Int64
    let database: Database

    func open(_ booking: Int64) throws(DatabaseError) -> [CalendarQuestion] {
        try database.call(Statements.open, tenant: tenant, tenant, booking)
    }

    func block(_ events: [ReadEvent], in calendar: Int64) throws(DatabaseError) -> Bool {
        try !database.call(Statements.block, tenant: tenant, tenant, calendar, events.map(\.id), events.map(\.isTentative)).isEmpty
    }

    func answer(_ question: CalendarQuestion, for booking: Int64, _ word: BusyWord) throws(DatabaseError) {
        _ = try database.call(Statements.answer, tenant: tenant, tenant, booking, question.calendar, word.rawValue)
    }
}

private enum Statements {
    static let open = Statement<CalendarQuestion, Int64, Int64>(SQL.openQuestions) { row throws(DatabaseError) in
        CalendarQuestion(
            calendar: try row.read("calendar_id"), account: try row.read("account_id"), remoteID: try row.read("remote_id"),
            from: try row.read("from_at"), until: try row.read("until_at"))
    }
    static let block = Statement<String, Int64, Int64, [String], [Bool]>(SQL.eventsThatBlock) { row throws(DatabaseError) in
        try row.read("id")
    }
    static let answer = Statement<Bool, Int64, Int64, Int64, String>(SQL.answerQuestion) { row throws(DatabaseError) in
        try row.read("answered")
    }
}
