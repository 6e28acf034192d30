internal import Booking
internal import Postgres

/// A turn that this worker holds.
struct TakenTurn {
    var id: Int64
    var number: Int64
    var conversation: String
    var now: Moment
    /// Who calls or texts.
    var caller: Caller?
    /// What is said is read as texts, with its choices numbered.
    var isTexted = false
    /// The email or phone that proves a booking which is being moved; nil where the conversation itself does.
    var movingContact: String?

    var fence: Fence { Fence(turn: id, number: number) }
}

/// Why a turn can't go on.
enum TurnFailure: Error {
    /// Another worker has taken it over.
    case fenced
    case database(DatabaseError)
}

extension TurnFailure {
    /// Asks the database within a turn.
    static func asking<T>(_ question: () throws(DatabaseError) -> T) throws(TurnFailure) -> T {
        do throws(DatabaseError) { return try question() } catch { throw .database(error) }
    }
}

/// What taking a turn came to.
struct Taking: Sendable {
    enum Outcome: String, Sendable {
        case run, silent, closed, running, waiting, conflict
        case tooMany = "too_many"
    }
    var outcome: Outcome
    var conversation: String
    var turn: Int64
    var fence: Int64
    var state: String
    var journal: String
    var now: Moment

    /// The script was already at it; a turn that is taken over goes on with whoever began it.
    var isTheScripts: Bool { journal.hasPrefix("[") && journal != "[]" }
}

/// The statements of turns (sql/queries/Receptionist).
enum TurnStatements {
    static let take = Statement<Taking, String?, String, String, String, Bytea, String, String, Double, Bool, String>(SQL.takeTurn) {
        row throws(DatabaseError) in
        let time = ZonedTime(instant: try row.read("at"), offset: try row.read("offset"), abbreviation: try row.read("abbreviation"))
        return Taking(
            outcome: Taking.Outcome(rawValue: try row.read("outcome")) ?? .running, conversation: try row.read("conversation"),
            turn: try row.read("turn"), fence: try row.read("fence"), state: try row.read("state"), journal: try row.read("journal"),
            now: Moment(time))
    }

    static let events = Statement<String, Int64>(SQL.turnEvents) { row throws(DatabaseError) in try row.read("body") }

    static let noteJournal = Statement<Bool, Int64, Int64, String, Double>(SQL.noteJournal) { row throws(DatabaseError) in
        try row.read("noted")
    }

    static let end = Statement<Bool, Int64, Int64, Int, String, String, String, String?>(SQL.endTurn) { row throws(DatabaseError) in
        try row.read("ended")
    }

    static let past = Statement<PastTurn, String, Int64>(SQL.pastTurns) { row throws(DatabaseError) in
        PastTurn(message: try row.read("message"), reply: try row.read("reply"))
    }

    static let release = Statement<Bool, Int64, Int64>(SQL.releaseTurn) { row throws(DatabaseError) in try row.read("released") }

    static let textInstead = Statement<Bool, String, Int64, String, String>(SQL.textInstead) { row throws(DatabaseError) in
        try row.read("texted")
    }

    static let takeMessage = Statement<Int64, String, Int64, String, String, String>(SQL.takeMessage) { row throws(DatabaseError) in
        try row.read("id")
    }

    static let recognize = Statement<CallersRow, String, String, Bool, String?>(SQL.recognizeCaller) { row throws(DatabaseError) in
        CallersRow(
            name: try row.read("name"), service: try row.read("service"), serviceName: try row.read("service_name"),
            bookings: try row.read("bookings"))
    }

    static let isHeld = Statement<Bool, String>(SQL.isHeld) { row throws(DatabaseError) in try row.read("held") }
    static let isGone = Statement<Bool, String>(SQL.isGone) { row throws(DatabaseError) in try row.read("gone") }

    static let people = Statement<(service: Int64, person: PersonItem)>(SQL.servicePeople) { row throws(DatabaseError) in
        (service: try row.read("service"), person: PersonItem(id: try row.read("id"), name: try row.read("name")))
    }

    static let wait = Statement<Bool>(SQL.waitForTurn) { row throws(DatabaseError) in try row.read("waited") }

    static let freeLeases = Statement<Int64, String>(SQL.freeLeases) { row throws(DatabaseError) in try row.read("freed") }

    static let settled = Statement<(tool: String, booking: Int64), Int64>(SQL.settledInTurn) { row throws(DatabaseError) in
        (tool: try row.read("tool"), booking: try row.read("booking"))
    }
}

/// What the diary has of a number.
struct CallersRow: Sendable {
    var name: String?
    var service: Int64?
    var serviceName: String?
    var bookings: [Int64]
}

/// A message of a conversation and what was answered.
struct PastTurn: Sendable {
    var message: String
    var reply: String
}
