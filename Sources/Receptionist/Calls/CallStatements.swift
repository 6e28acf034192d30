internal import Booking
internal import Postgres

/// The statements of phone calls (sql/queries/Receptionist).
enum CallStatements {
    static let begin = Statement<BegunCall, String, Int64, String?, Bool, String>(SQL.beginCall) { row throws(DatabaseError) in
        BegunCall(
            conversation: try row.read("conversation"), refusal: try row.read("refusal", as: String?.self).flatMap(CallRefusal.init),
            isRecorded: try row.read("is_recorded"), visited: try row.read("visited"))
    }

    static let standing = Statement<CallStanding, String>(SQL.callStanding) { row throws(DatabaseError) in
        CallStanding(
            conversation: try row.read("conversation"), isOver: try row.read("is_over"), ownerPhone: try row.read("owner_phone"),
            number: try row.read("number"), secondsLeft: try row.read("seconds_left"))
    }

    static let line = Statement<PhoneLine, String>(SQL.phoneLine) { row throws(DatabaseError) in
        PhoneLine(
            peer: try row.read("peer"), isVouched: try row.read("vouched"), canTransfer: try row.read("can_transfer"),
            canText: try row.read("can_text"))
    }

    static let note = Statement<Bool, String, Int64, String?, String, Int, Int?>(SQL.noteCall) { row throws(DatabaseError) in
        try row.read("noted")
    }
    static let noteDial = Statement<Bool, String, String?>(SQL.noteDial) { row throws(DatabaseError) in try row.read("noted") }
    static let noteRecording = Statement<Bool, String, String, Int?>(SQL.noteRecording) { row throws(DatabaseError) in
        try row.read("noted")
    }

    static let keepHeard = Statement<Bool, String, String, String, Bytea>(SQL.keepHeard) { row throws(DatabaseError) in
        try row.read("kept")
    }

    static let seize = Statement<Taking, String, String, Double, String>(SQL.seizeTurn) { row throws(DatabaseError) in
        let time = ZonedTime(instant: try row.read("at"), offset: try row.read("offset"), abbreviation: try row.read("abbreviation"))
        return Taking(
            outcome: .run, conversation: try row.read("conversation"), turn: try row.read("turn"), fence: try row.read("fence"),
            state: try row.read("state"), journal: try row.read("journal"), now: Moment(time))
    }

    static let turn = Statement<TurnStanding, String, String>(SQL.turnStanding) { row throws(DatabaseError) in
        TurnStanding(
            isClosed: try row.read("is_closed"), isLeased: try row.read("is_leased"), age: try row.read("age"),
            message: try row.read("message"), events: Stored.read(try row.read("events")) ?? [])
    }
}

/// How a turn stands, without a look at what it is about.
struct TurnStanding: Sendable {
    var isClosed: Bool
    var isLeased: Bool
    /// Seconds since its message came.
    var age: Double
    var message: String
    var events: [StoredEvent]
}
