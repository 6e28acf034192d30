public import Postgres

/// A question that the owner of a business has answered. Its words are the owner's and are told whole.
public struct OwnersAnswer: Hashable, Sendable, Codable {
    public var id: Int64
    public var language: String
    /// One wording a line.
    public var question: String
    public var answer: String
    /// Nearly all of the message stands in the question, and nearly all of the question in the message.
    public var isClose: Bool
}

/// The answers of one business.
public struct Knowledge {
    let database: Database
    let tenant: Int64

    public init(tenant: Int64, in database: Database) {
        self.tenant = tenant
        self.database = database
    }

    /// What the owner answered to a message, best first; nothing where the owner answered nothing of the kind.
    public func answers(to message: String, in language: Language?, limit: Int = 3) throws(DatabaseError) -> [OwnersAnswer] {
        try database.call(Self.found, tenant: tenant, message, language?.rawValue, limit)
    }

    /// All of them, in the order in which they were written.
    public func all() throws(DatabaseError) -> [OwnersAnswer] { try database.call(Self.every, tenant: tenant) }

    /// Keeps an answer in the place of another, or a new one. Nil where that other is gone, or no more are taken.
    public func keep(_ id: Int64?, in language: Language, question: String, answer: String) throws(DatabaseError) -> Int64? {
        try database.call(Self.kept, tenant: tenant, id, language.rawValue, question, answer).first ?? nil
    }

    /// Forgets an answer; false where there was none.
    public func drop(_ id: Int64) throws(DatabaseError) -> Bool { try database.call(Self.dropped, tenant: tenant, id).first == true }

    private static let found = Statement<OwnersAnswer, String, String?, Int>(SQL.foundAnswers, read)
    private static let every = Statement<OwnersAnswer>(SQL.knowledge, read)
    private static let kept = Statement<Int64?, Int64?, String, String, String>(SQL.keepAnswer) { row throws(DatabaseError) in
        try row.read("id")
    }
    private static let dropped = Statement<Bool, Int64>(SQL.dropAnswer) { row throws(DatabaseError) in try row.read("dropped") }

    private static let read: @Sendable (borrowing RowView) throws(DatabaseError) -> OwnersAnswer = { row throws(DatabaseError) in
        OwnersAnswer(
            id: try row.read("id"), language: try row.read("language"), question: try row.read("question"),
            answer: try row.read("answer"), isClose: try row.read("is_close"))
    }
}
