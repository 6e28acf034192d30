/// The words that a model may use in a language. What is not listed is not said.
struct Vocabulary {
    /// What a word speaks of, where that needs a proof.
    enum Claim: Hashable, Sendable {
        case booked, moved, cancelled, held, passedOn, assent, free, has, nothing
    }

    private let plain: Set<String>
    private let claims: [String: Claim]
    /// Words of outcome that may stand in a question: what is asked is not claimed.
    private let askable: Set<String>

    init(plain: String, askable: String, claims: [Claim: String]) {
        self.plain = Self.set(plain)
        self.askable = Self.set(askable)
        self.claims = claims.reduce(into: [:]) { table, entry in
            for word in Self.set(entry.value) { table[word] = entry.key }
        }
    }

    func knows(_ word: String) -> Bool { plain.contains(word) || claims[word] != nil || askable.contains(word) }

    /// What a sentence claims.
    func claims(in words: [String], asks: Bool) -> Set<Claim> {
        Set(words.compactMap { word in asks && askable.contains(word) ? nil : claims[word] })
    }

    private static func set(_ words: String) -> Set<String> { Set(words.split { $0.isWhitespace }.map(String.init)) }
}
