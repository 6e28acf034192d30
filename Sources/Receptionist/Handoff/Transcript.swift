public import Booking
public import Postgres

/// A conversation as it stands.
public struct Transcript: Sendable {
    public var person: PersonInConversation
    public var turns: [ToldTurn]
    /// What was said beside the turns, in order.
    public var interjections: [Interjection]
}

/// A message and its answer, as a visitor who comes back is shown them.
public struct ToldTurn: Sendable {
    public var messageID: String
    public var message: String
    public var reply: String
    public var cards: [Card]
    public var at: ZonedTime
}

/// What was said in a conversation beside its turns.
public struct Interjection: Sendable {
    public enum Speaker: String, Sendable {
        /// Of the business.
        case person
        case receptionist
    }
    /// Grows within a conversation.
    public var number: Int64
    public var speaker: Speaker
    public var text: String
    public var at: ZonedTime
    /// The message that stood before it; nil for none.
    public var after: String?
}

extension Receptionist {
    /// A conversation with its answered messages, or with all of them; nil where there is no such one.
    public func transcript(conversation: String, unanswered: Bool = false) throws(DatabaseError) -> Transcript? {
        guard let (person, words) = try standing(conversation) else { return nil }
        return Transcript(
            person: person,
            turns: try database.call(HandoffStatements.turns, tenant: tenant, conversation, diary.tenant.zone, unanswered),
            interjections: try interjections(conversation, after: 0, words))
    }

    /// What was said beside the turns behind a number: all that a visitor who waits for a person has to ask for.
    public func news(conversation: String, after number: Int64) throws(DatabaseError) -> Transcript? {
        guard let (person, words) = try standing(conversation) else { return nil }
        return Transcript(person: person, turns: [], interjections: try interjections(conversation, after: number, words))
    }

    private func interjections(_ conversation: String, after number: Int64, _ words: Wording) throws(DatabaseError) -> [Interjection] {
        var said = try database.call(HandoffStatements.interjections, tenant: tenant, conversation, number, diary.tenant.zone)
        for index in said.indices where said[index].speaker == .receptionist { said[index].text = words.backAgain }
        return said
    }

    /// Whether a person is in a conversation, and the words in which its visitor is spoken to. Where the people's time is over, whoever
    /// meets it ends it.
    private func standing(_ conversation: String) throws(DatabaseError) -> (PersonInConversation, Wording)? {
        guard let found = try database.call(HandoffStatements.standing, tenant: tenant, conversation).first else { return nil }
        let state: DialogueState? = Stored.read(found.state)
        let language = state?.language ?? Language(locale: diary.tenant.locale)
        let words = Wording(business: diary.tenant, today: Days.date(0), language: language)
        if let person = PersonInConversation(rawValue: found.person) { return (person, words) }
        _ = try database.call(HandoffStatements.endDue, tenant: tenant, conversation)
        return (.none, words)
    }
}

extension Receptionist {
    /// Says a person's words in a conversation; the receptionist is silent from then on. False where there is no such conversation.
    ///
    /// - Parameter key: the same words under the same key are said once.
    public func answer(_ text: String, in conversation: String, key: String) throws(DatabaseError) -> Bool {
        try database.call(HandoffStatements.answer, tenant: tenant, conversation, text, key).first.flatMap { $0 } != nil
    }

    /// Lets the receptionist speak again. False where there is no such conversation.
    public func handBack(_ conversation: String) throws(DatabaseError) -> Bool {
        try database.call(HandoffStatements.handBack, tenant: tenant, conversation).first.flatMap { $0 } != nil
    }
}

/// The statements of people in conversations (sql/queries/Receptionist).
enum HandoffStatements {
    static let handOver = Statement<Bool, String, Int64, Int64, String, String, String>(SQL.handOver) { row throws(DatabaseError) in
        try row.read("is_new")
    }
    static let answer = Statement<Bool?, String, String, String>(SQL.answerConversation) { row throws(DatabaseError) in
        try row.read("is_new")
    }
    static let handBack = Statement<Bool?, String>(SQL.handBack) { row throws(DatabaseError) in try row.read("was_handed_over") }
    static let endDue = Statement<Bool, String>(SQL.endDueHandoff) { row throws(DatabaseError) in try row.read("has_ended") }

    static let standing = Statement<(person: String, state: String), String>(SQL.conversationStanding) { row throws(DatabaseError) in
        (person: try row.read("person"), state: try row.read("state"))
    }

    static let turns = Statement<ToldTurn, String, String, Bool>(SQL.conversationTurns) { row throws(DatabaseError) in
        let events: [StoredEvent] = Stored.read(try row.read("events")) ?? []
        return ToldTurn(
            messageID: try row.read("message_key"), message: try row.read("message"), reply: try row.read("reply"),
            cards: events.compactMap(\.card), at: ZonedTime(instant: try row.read("at"), offset: try row.read("offset"), abbreviation: ""))
    }

    static let interjections = Statement<Interjection, String, Int64, String>(SQL.conversationInterjections) { row throws(DatabaseError) in
        let isPerson = try row.read("kind", as: String.self) == "person"
        return Interjection(
            number: try row.read("id"), speaker: isPerson ? .person : .receptionist, text: try row.read("body"),
            at: ZonedTime(instant: try row.read("at"), offset: try row.read("offset"), abbreviation: ""), after: try row.read("message_key")
        )
    }
}
