extension Language {
    /// The language of a message, after one in which was spoken before.
    ///
    /// Only words that a language knows speak for it, divided among all that know them; so a name, an email, a number or a word that
    /// several share leaves everything as it was. Who has a language already needs more to change it than who comes anew.
    public static func of(_ message: String, before: Language?, allowed: [Language]) -> Language {
        let old = before.flatMap { allowed.contains($0) ? $0 : nil }
        let standing = old ?? allowed.first ?? .english
        let scores = Evidence(message, among: allowed).scores
        guard let best = allowed.max(by: { (scores[$0] ?? 0) < (scores[$1] ?? 0) }), best != standing else { return standing }
        let lead = (scores[best] ?? 0) - (scores[standing] ?? 0)
        return old == nil ? lead >= 0.7 ? best : standing : lead >= 1.5 ? best : standing
    }

    /// The language that a message shows by itself, however short it is; nil where it shows none.
    static func shown(by message: String) -> Language? {
        let scores = Evidence(message, among: allCases).scores.sorted { $0.value > $1.value }
        guard let best = scores.first, best.value >= 0.7 else { return nil }
        return scores.dropFirst().allSatisfy { $0.value <= best.value - 0.5 } ? best.key : nil
    }
}

/// How much the words of a message speak for each language.
struct Evidence {
    private(set) var scores: [Language: Double] = [:]

    init(_ message: String, among languages: [Language]) {
        let words = Self.words(message)
        if words.contains(where: { !Self.inNames.contains($0) && Self.speakers[$0] != nil }) {
            words.forEach { weigh($0, among: languages) }
        }
        if languages.contains(.spanish), message.contains(where: { "¿¡".contains($0) }) { scores[.spanish, default: 0] += 1 }
    }

    private mutating func weigh(_ word: String, among languages: [Language]) {
        guard let all = Self.speakers[word] else { return }
        let weight = Self.names.contains(word) ? 2.0 : 1.0
        for language in all where languages.contains(language) { scores[language, default: 0] += weight / Double(all.count) }
    }

    /// Small words of names, such as “de la” and “van der”, which say nothing of who bears them.
    static let inNames: Set<String> = [
        "de", "del", "la", "las", "los", "le", "les", "du", "des", "da", "do", "dos", "das", "e", "y", "i", "di", "von", "van", "der",
        "den",
        "zu", "zum", "und", "san", "santa", "mc", "o", "a", "c", "d", "j", "l", "m", "n", "s", "t", "u", "st",
    ]

    /// What a language calls itself: who writes it wants it.
    private static let names: Set<String> = [
        "english", "español", "castellano", "français", "francais", "deutsch", "português", "portugues", "espanol",
    ]

    private static let speakers: [String: Set<Language>] = {
        var table: [String: Set<Language>] = [:]
        for word in Lexicon.vocabulary.flatMap(words) { table[word, default: []].insert(.english) }
        for (language, known) in Language.known { for word in known { table[word, default: []].insert(language) } }
        return table
    }()

    /// The words of a message in small letters; no part of an address, a number or a reference is one.
    private static func words(_ message: String) -> [String] {
        let pieces = message.split(whereSeparator: \.isWhitespace).filter { piece in
            !piece.contains { $0 == "@" || $0.isNumber || $0 == "_" } && !piece.contains("://")
        }
        return pieces.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) }
    }
}
