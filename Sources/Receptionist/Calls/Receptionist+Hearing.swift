public import Booking
public import Postgres
internal import Sealing

/// What came of waiting for a turn on the phone.
public enum WaitedTurn: Sendable, Hashable {
    case answered(SpokenReply)
    /// Somebody works on it.
    case underWay
    /// Nobody works on it, and what was heard is known.
    case leftAlone
    /// Nothing was heard under that key.
    case unknown
}

extension Receptionist {
    /// How long a caller waits for a turn before a message is taken instead, in seconds.
    public static let patienceOnPhone = 20.0

    /// What is asked first in a call, and what the keys mean until something is said.
    public func firstQuestion() -> SpokenReply {
        let words = wordsOfCall()
        var keys = SpeechRendering.menu(words)
        keys["0"] = .says(words.tongue.personWords)
        return SpokenReply(language: words.language, text: words.tongue.menu, keys: keys, isNumberAsked: false, step: .listen)
    }

    /// What is likely to be said: what the business and its people are called.
    public func hints() throws(DiaryError) -> [String] {
        try diary.services().map(\.name)
    }

    /// What is said where no turn is taken.
    public func callPhrases() -> CallPhrases { CallPhrases(words: wordsOfCall()) }

    /// A turn's answer as it is said on the phone.
    public func spoken(_ reply: Reply) -> SpokenReply { spoken(reply.events) }

    /// What was said last in a call; nil where that isn't known.
    public func spoken(conversation: String, key: String) throws(DatabaseError) -> SpokenReply? {
        guard let turn = try turn(conversation, key), turn.isClosed else { return nil }
        return spoken(turn.events)
    }

    private func spoken(_ events: [StoredEvent]) -> SpokenReply { SpeechRendering(business: diary.tenant, events: events).reply }

    /// How far a turn has come. It never waits.
    public func wait(conversation: String, key: String) throws(TurnError) -> WaitedTurn {
        guard let turn = try spoken({ () throws(DatabaseError) in try turn(conversation, key) }) else { return .unknown }
        if turn.isClosed { return .answered(spoken(turn.events)) }
        if turn.age >= Self.patienceOnPhone { return .answered(try giveUp(conversation, key)) }
        return turn.isLeased ? .underWay : .leftAlone
    }

    /// What was heard in a turn that somebody else was to answer.
    public func heard(conversation: String, key: String) throws(DatabaseError) -> String? { try turn(conversation, key)?.message }

    /// Keeps what was heard where whoever was to answer it has died, for the next who comes.
    public func keep(heard message: String, action: Action?, conversation: String, key: String) throws(TurnError) {
        let letter = try Letter(
            conversation: conversation, key: key, message: message, action: action, timezone: nil, channel: .voice, caller: nil)
        _ = try spoken { () throws(DatabaseError) in
            try database.call(CallStatements.keepHeard, tenant: tenant, conversation, key, letter.message, Bytea(letter.hash))
        }
    }

    private func turn(_ conversation: String, _ key: String) throws(DatabaseError) -> TurnStanding? {
        try database.call(CallStatements.turn, tenant: tenant, conversation, key).first
    }

    /// Takes the turn from whoever thinks about it for too long: what it has settled is told, and a message is taken.
    private func giveUp(_ conversation: String, _ key: String) throws(TurnError) -> SpokenReply {
        let seized = try spoken { () throws(DatabaseError) in
            try database.call(CallStatements.seize, tenant: tenant, conversation, key, Self.patienceOnPhone, diary.tenant.zone)
        }
        guard let taking = seized.first else {
            guard let turn = try spoken({ () throws(DatabaseError) in try turn(conversation, key) }), turn.isClosed else {
                throw .busy(retryAfter: 1)
            }
            return spoken(turn.events)
        }
        return try excuse(taking)
    }

    private func excuse(_ taking: Taking) throws(TurnError) -> SpokenReply {
        do throws(TurnFailure) {
            let letter = Letter(taken: taking)
            var dialogue = try dialogue(letter, taking, "")
            let settled = try dialogue.desk.tools.settled()
            for (tool, booked) in settled { dialogue.tell(tool, booked) }
            if settled.isEmpty {
                dialogue.say(dialogue.words.takesTooLong)
                dialogue.takeMessage()
            }
            dialogue.closeOnPhone()
            try close(letter, taking, dialogue)
            return spoken(dialogue.said)
        } catch {
            switch error {
            case .fenced: throw .busy(retryAfter: 1)
            case .database(let error): throw .database(error)
            }
        }
    }

    private func wordsOfCall() -> Wording {
        Wording(business: diary.tenant, today: Days.date(0), language: Language(locale: diary.tenant.locale), isSpoken: true)
    }
}

/// What is said on the phone where no turn is taken.
public struct CallPhrases {
    let words: Wording

    public var language: Language { words.language }
    /// Who speaks, whether the call is recorded, and that its caller is known.
    public func greeting(_ call: BegunCall) -> String {
        ([words.tidied(words.callGreeting(isRecorded: call.isRecorded))] + [call.visited.map(words.tongue.lastTime)].compactMap { $0 })
            .joined(separator: " ")
    }
    public var oneMoment: String { words.tongue.oneMoment }
    public var sayThatAgain: String { words.tongue.sayThatAgain }
    public var callLater: String { words.tongue.callLater }
    public var timeIsUp: String { words.tongue.timeIsUp }
    public var noMoreCalls: String { words.tidied(words.tongue.noMoreCalls(words.business.name)) }
    public var personWords: String { words.tongue.personWords }
}
