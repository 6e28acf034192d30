public import Postgres

/// How a business wants to be spoken for, in its owner's words.
public struct TenantVoice: Hashable, Sendable {
    /// What calls for words that the owner has set, and that nobody else chooses.
    public enum Occasion: String, CaseIterable, Codable, Sendable { case emergency, advice }

    /// The owner's words for an occasion in one language.
    public struct SetAnswer: Hashable, Codable, Sendable {
        public var occasion: Occasion
        public var language: Language
        public var answer: String

        public init(_ occasion: Occasion, in language: Language, _ answer: String) {
            (self.occasion, self.language, self.answer) = (occasion, language, answer)
        }
    }

    public var tone = ""
    public var instructions = ""
    /// Words that are not to be said, separated by commas or lines.
    public var avoid = ""
    /// The first is the one to begin in; none where the owner has chosen none.
    public var languages: [Language] = []
    public var answers: [SetAnswer] = []

    public init() {}

    /// The owner's own words in a language, where there are any.
    public func answer(for occasion: Occasion, in language: Language) -> String? {
        answers.first { $0.occasion == occasion && $0.language == language }?.answer
    }

    /// The words and phrases of `avoid`, each as its words.
    var avoided: [[String]] {
        avoid.split { $0 == "," || $0 == ";" || $0.isNewline }.map { Self.words(of: String($0)) }.filter { !$0.isEmpty }
    }

    static func words(of text: String) -> [String] {
        text.lowercased().replacing("’", with: "'").split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
    }
}

extension TenantVoice {
    /// The voice of a business.
    public static func of(tenant: Int64, in database: Database) throws(DatabaseError) -> TenantVoice {
        try database.call(found, tenant: tenant).first ?? TenantVoice()
    }

    /// Keeps it.
    public func keep(for tenant: Int64, in database: Database) throws(DatabaseError) {
        _ = try database.call(
            Self.kept, tenant: tenant, tone, instructions, avoid, languages.map(\.rawValue), Stored.text(answers))
    }

    private static let found = Statement<TenantVoice>(SQL.tenantVoice) { row throws(DatabaseError) in
        var voice = TenantVoice()
        (voice.tone, voice.instructions) = (try row.read("tone"), try row.read("instructions"))
        voice.avoid = try row.read("avoid")
        voice.languages = try row.read("languages", as: [String].self).compactMap(Language.init)
        voice.answers = Stored.read(try row.read("answers")) ?? []
        return voice
    }

    private static let kept = Statement<Bool, String, String, String, [String], String>(SQL.keepVoice) { row throws(DatabaseError) in
        try row.read("kept")
    }
}
