/// What other languages than English make of a message: the one that is spoken, and the one that the message itself shows.
///
/// An English message in an English conversation is heard by none, so nothing of it can mean something else.
struct ForeignHearing {
    private let cues: [Cues]
    private let known: [Set<String>]
    private let words: [String]

    init(_ message: String, spoken: Language) {
        let shown = Language.shown(by: message)
        let languages = ([spoken] + [shown].compactMap { $0 == spoken ? nil : $0 }).filter { $0 != .english }
        cues = languages.compactMap(Cues.of)
        known = languages.compactMap { Language.known[$0] }
        words = cues.isEmpty ? [] : Cues.words(message)
    }

    /// English intents with those that are heard here.
    func intents(beside english: Set<Intent>) -> Set<Intent> {
        if cues.isEmpty { return english }
        return Intents.settled(cues.reduce(english) { $0.union($1.intents(in: words)) })
    }

    var assent: Bool? { cues.lazy.compactMap { $0.assent(in: words) }.first }
    var isSoonest: Bool { cues.contains { $0.isSoonest(words) } }
    var names: [PersonName.Lead] { cues.flatMap(\.names) }

    /// The words that the languages explain, but for those inside a name: “João da Silva”.
    func explained(_ tokens: [Token]) -> [Int] {
        if cues.isEmpty { return [] }
        let all = tokens.indices.filter { explains(tokens[$0]) }
        return all.filter { index in !Evidence.inNames.contains(tokens[index].word) || !isWithinName(index, tokens, all) }
    }

    private func isWithinName(_ index: Int, _ tokens: [Token], _ explained: [Int]) -> Bool {
        let ends = tokens.indices.filter { !Evidence.inNames.contains(tokens[$0].word) }
        guard let before = ends.last(where: { $0 < index }), let after = ends.first(where: { $0 > index }) else { return false }
        return [before, after].allSatisfy { tokens[$0].text.first?.isUppercase == true && !explained.contains($0) }
    }

    /// A word of the language itself: no name, no date and no service of English. Months that both share stay.
    func explains(_ token: Token) -> Bool {
        guard !cues.isEmpty, token.text.first?.isLetter == true, token.text.allSatisfy({ $0.isLetter || "'-’".contains($0) }) else {
            return false
        }
        let word = token.text.lowercased()
        if cues.contains(where: { $0.falseFriends.contains(word) }) { return true }
        if Lexicon.month(word) != nil { return false }
        let parts = word.split { !$0.isLetter }.map(String.init)
        return known.contains { known in parts.allSatisfy(known.contains) }
    }

    /// Whether words that nothing explains are a visitor's name: a word that merely isn't known here is none.
    ///
    /// Beside words of the language a name has its capitals, and two of them where nobody asked for it.
    func mayName(_ range: Range<Int>, _ tokens: [Token], asked: Bool) -> Bool {
        if cues.isEmpty || (asked && !tokens.contains(where: explains)) { return true }
        let capitals = tokens[range].filter { $0.text.first?.isUppercase == true }.count
        return capitals >= (asked ? 1 : 2)
    }

    /// A word that may still name a service, where the business itself speaks that language; small words name none.
    func nameable(_ token: Token) -> Token {
        guard token.taken, token.text.count >= 5, explains(token) else { return token }
        var token = token
        token.taken = false
        return token
    }
}
