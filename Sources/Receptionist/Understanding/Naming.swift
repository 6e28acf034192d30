/// Finds what a business calls by name.
enum Naming {
    /// The words of a name, in small letters, and a hyphenated word also joined.
    static func words(_ name: String) -> [String] {
        let parts = name.lowercased().split { !($0.isLetter || $0.isWholeNumber || $0 == "-" || $0 == "'") }.map(String.init)
        return parts.flatMap { part in
            part.contains("-") ? [part.filter { $0 != "-" }] + part.split(separator: "-").map(String.init) : [part]
        }
    }

    /// The ids whose names fit the message best; several where they fit equally well.
    static func best(_ named: [Named], in tokens: [Token]) -> [Int64] {
        let said = tokens.filter { !$0.taken && $0.kind != .mark }.flatMap { Set(words($0.text) + [$0.word]) }.filter { $0.count > 2 }
        let whole = wholly(named, said)
        if !whole.isEmpty { return whole }
        let scored = named.map { ($0.id, score(words($0.name), said)) }.filter { $0.1 > 0 }
        if let most = scored.map(\.1).max() { return scored.filter { $0.1 == most }.map(\.0) }
        let hinted = named.map { ($0.id, hint(words($0.hints), said)) }.filter { $0.1 > 0 }
        guard let most = hinted.map(\.1).max() else { return [] }
        let best = hinted.filter { $0.1 == most }.map(\.0)
        return best.count == 1 ? best : []
    }

    /// Those whose whole name was said, without those whose name is a part of another's: “Cleaning” beside “Deep cleaning”.
    private static func wholly(_ named: [Named], _ said: [String]) -> [Int64] {
        let whole = named.map { ($0.id, Set(telling(words($0.name)))) }.filter { _, name in
            !name.isEmpty && name.allSatisfy { word in said.contains { fits($0, word) } }
        }
        return whole.filter { _, name in !whole.contains { name.isStrictSubset(of: $0.1) } }.map(\.0)
    }

    /// How much of a name was said: letters of the words that fit.
    private static func score(_ name: [String], _ said: [String]) -> Int {
        telling(name).filter { word in said.contains { fits($0, word) } }.reduce(0) { $0 + $1.count }
    }

    private static func telling(_ name: [String]) -> [String] { name.filter { $0.count > 2 && !generic.contains($0) } }

    /// A description only tips the scale where a telling word was said.
    private static func hint(_ words: [String], _ said: [String]) -> Int {
        words.filter { word in word.count >= 5 && !Stopwords.set.contains(word) && said.contains { fits($0, word) } }.count
    }

    /// The same word but for an ending or a slip: “clean”, “cleaned” and “claening” fit “cleaning”.
    private static func fits(_ said: String, _ word: String) -> Bool {
        if said == word { return true }
        let stem = stem(word), other = stem == word ? said : self.stem(said)
        return (stem.count >= 4 && stem == self.stem(other)) || (!Lexicon.vocabulary.contains(said) && Spelling.same(said, as: word))
    }

    private static func stem(_ word: String) -> String {
        for ending in ["ings", "ing", "ers", "er", "ed", "es", "s"] where word.hasSuffix(ending) && word.count - ending.count >= 3 {
            return String(word.dropLast(ending.count))
        }
        return word
    }

    private static let generic: Set<String> = [
        "appointment", "appointments", "session", "service", "and", "the", "with", "for", "visit", "dr", "new",
    ]
}
