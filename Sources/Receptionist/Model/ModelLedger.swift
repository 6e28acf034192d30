internal import Postgres

/// What a million tokens cost, in the account's currency.
public struct ModelPrice: Hashable, Sendable {
    public var prompt: Double
    public var cached: Double
    public var answer: Double

    public init(prompt: Double, cached: Double, answer: Double) {
        (self.prompt, self.cached, self.answer) = (prompt, cached, answer)
    }

    /// Millionths of the currency: a token at so much a million costs as many millionths.
    func micros(_ usage: ModelUsage) -> Int64 {
        let fresh = Double(max(usage.prompt - usage.cached, 0))
        return Int64((fresh * prompt + Double(usage.cached) * cached + Double(usage.answer) * answer).rounded(.up))
    }
}

/// The account of a model in the database: whether it may be asked, what it cost, how it fared. All workers share it.
struct ModelLedger {
    enum Permission: String {
        case ask, resting, spent
        /// It came to nothing in this conversation again and again.
        case astray
        /// This visitor has had the model answer often enough for now.
        case tooMany = "too_many"
    }

    let database: Database
    let tenant: Int64
    let voice: ModelVoice
    let allowance: ModelAllowance

    func permission(in conversation: String) throws(TurnFailure) -> Permission {
        let found = try TurnFailure.asking { () throws(DatabaseError) in
            try database.call(Self.permission, tenant: tenant, voice.account, voice.ceiling, conversation)
        }
        guard found.first == Permission.ask.rawValue else { return found.first.flatMap(Permission.init) ?? .resting }
        return try TurnFailure.asking { () throws(DatabaseError) in try allowance.take(conversation) } ? .ask : .tooMany
    }

    /// Whether the month's ceiling leaves anything for one more question.
    func isFunded() throws(TurnFailure) -> Bool {
        let found = try TurnFailure.asking { () throws(DatabaseError) in try database.call(Self.funded, tenant: tenant, voice.ceiling) }
        return found.first == true
    }

    /// Counts at once, whatever becomes of the turn.
    func note(_ usage: ModelUsage, of turn: TakenTurn) throws(TurnFailure) {
        _ = try TurnFailure.asking { () throws(DatabaseError) in
            try database.call(
                Self.use, tenant: tenant, turn.id, turn.conversation, 1, Int64(usage.prompt), Int64(usage.cached), Int64(usage.answer),
                voice.price?.micros(usage) ?? 0)
        }
    }

    func end(_ trouble: ModelTrouble?, _ withheld: [(sentence: String, reason: Withheld)], of turn: TakenTurn) throws(TurnFailure) {
        let items = withheld.map { ["reason": $0.reason.rawValue, "sentence": $0.sentence] }
        _ = try TurnFailure.asking { () throws(DatabaseError) in
            try database.call(
                Self.end, tenant: tenant, turn.id, voice.account, trouble?.code, trouble?.isTheModels ?? false, Stored.text(items))
        }
    }

    private static let permission = Statement<String, String, Int64?, String>(SQL.modelPermission) { row throws(DatabaseError) in
        try row.read("permission")
    }
    private static let funded = Statement<Bool, Int64?>(SQL.modelIsFunded) { row throws(DatabaseError) in try row.read("funded") }
    private static let use = Statement<Bool, Int64, String, Int, Int64, Int64, Int64, Int64>(SQL.noteModelUse) {
        row throws(DatabaseError) in try row.read("noted")
    }
    private static let end = Statement<Bool, Int64, String, String?, Bool, String>(SQL.noteModelEnd) { row throws(DatabaseError) in
        try row.read("noted")
    }
}

extension ModelTrouble {
    /// As it is kept.
    var code: String {
        switch self {
        case .turn: "turn"
        case .notAsked(let permission): permission.rawValue
        case .looping: "looping"
        case .withheld: "withheld"
        case .model(.unreachable): "unreachable"
        case .model(.tooSlow): "too_slow"
        case .model(.busy): "busy"
        case .model(.refused): "refused"
        case .model(.garbled): "garbled"
        case .model(.babbling): "babbling"
        }
    }

    /// The model was asked and the turn came to nothing; one that was not asked is the script's own.
    var isMiss: Bool { if case .notAsked = self { false } else { true } }

    /// It says something about the model rather than about this message.
    var isTheModels: Bool {
        switch self {
        // Whoever asks for endless words gets them.
        case .model(.babbling): false
        case .model: true
        default: false
        }
    }
}
