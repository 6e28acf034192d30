/// A visitor's own name.
enum PersonName {
    /// Words before a name.
    struct Lead: Sendable {
        var words: [String]
        /// Only a name can follow.
        var sure: Bool
        /// What follows is a name only with a capital letter.
        var capital = false

        static func sure(_ words: String) -> Lead { Lead(words: parts(words), sure: true) }
        static func capital(_ words: String) -> Lead { Lead(words: parts(words), sure: false, capital: true) }
        private static func parts(_ words: String) -> [String] { words.split(separator: " ").map(String.init) }
    }

    /// A name behind words that introduce it: “I'm Dana Scott”, “my name is …”, “name: …”. Marks its tokens.
    static func introduced(_ tokens: inout [Token], _ others: [Lead]) -> String? {
        let words = tokens.map(\.word)
        for lead in others + leads.map({ Lead(words: $0.0, sure: $0.1) }) {
            guard let start = find(lead.words, in: words) else { continue }
            let range = run(tokens, from: start + lead.words.count, sure: lead.sure)
            guard !range.isEmpty, !lead.capital || tokens[range.lowerBound].text.first?.isUppercase == true else { continue }
            for index in (start..<range.upperBound) { tokens[index].taken = true }
            return shown(tokens[range])
        }
        return nil
    }

    /// What nothing else explains, beside an email or a number, or where a name was asked for.
    static func left(_ tokens: [Token], hasContact: Bool, asked: Bool) -> Range<Int>? {
        guard hasContact || asked else { return nil }
        let runs = runs(tokens).filter { (1...5).contains($0.count) }
        if !hasContact {
            let others = tokens.filter { $0.isPlain && !$0.taken && !fillers.contains($0.word) }
            guard runs.count == 1, let only = runs.first, others.count == only.count else { return nil }
        }
        return runs.max { $0.count < $1.count }
    }

    /// Words that introduce a name, and whether only a name can follow.
    private static let leads: [([String], Bool)] = [
        (["my", "name", "is"], true), (["name", "is"], true), (["name's"], true), (["name", ":"], true), (["called"], false),
        (["under", "the", "name", "of"], true), (["under", "the", "name"], true), (["in", "the", "name", "of"], true),
        (["i'm"], false), (["i", "am"], false), (["this", "is"], false), (["it's"], false), (["it", "is"], false),
        (["me", "is"], false), (["name"], false),
    ]

    private static let fillers: Set<String> = [
        "please", "okay", "yes", "hi", "and", "it's", "sorry", "the", "thanks", "sure", "my", "name", "is",
    ]

    private static func find(_ lead: [String], in words: [String]) -> Int? {
        guard words.count > lead.count else { return nil }
        return (0..<words.count - lead.count).first { Array(words[$0..<$0 + lead.count]) == lead }
    }

    /// The tokens of a name from a place on. Where others could follow, only words that mean nothing else count.
    private static func run(_ tokens: [Token], from start: Int, sure: Bool) -> Range<Int> {
        var end = start
        while end < tokens.count, end - start < 5, nameable(tokens[end], sure: sure, first: end == start) { end += 1 }
        if end < tokens.count, end - start == 1, !sure, ambiguous.contains(tokens[start].word), dated(tokens[end]) { return start..<start }
        return start..<end
    }

    private static func dated(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .ordinal, .date, .time: true
        case .email, .brokenEmail, .phone, .reference, .mark: false
        default: token.taken
        }
    }

    private static func nameable(_ token: Token, sure: Bool, first: Bool) -> Bool {
        guard !token.taken, token.text.first?.isLetter == true, token.text.allSatisfy({ $0.isLetter || "'-.".contains($0) }) else {
            return false
        }
        if ambiguous.contains(token.word), token.text.first?.isUppercase == true { return !token.taken }
        if token.corrected { return token.text.first?.isUppercase == true || sure }
        if (sure || !first), token.text.first?.isUppercase == true, !["I", "My"].contains(token.text), !glue.contains(token.word) {
            return true
        }
        if case .word = token.kind { return !Lexicon.vocabulary.contains(token.word) || (sure && first && !glue.contains(token.word)) }
        return false
    }

    /// Names that are also words or months; they count where they are capitalised.
    private static let ambiguous: Set<String> = [
        "april", "may", "june", "august", "jan", "mar", "will", "hope", "mark", "bill", "rich", "art", "grace", "rose", "joy", "sue", "pat",
        "drew",
        "august", "march", "friday", "monday", "sunday", "long", "young", "best", "price", "cook", "day", "knight", "love", "king",
    ]

    private static let glue: Set<String> = [
        "and", "email", "phone", "my", "for", "the", "at", "on", "is", "i", "a", "not", "it", "so", "with",
    ]

    private static func runs(_ tokens: [Token]) -> [Range<Int>] {
        var runs: [Range<Int>] = [], index = 0
        while index < tokens.count {
            let range = run(tokens, from: index, sure: false)
            if !range.isEmpty { runs.append(range) }
            index = max(range.upperBound, index + 1)
        }
        return runs
    }

    /// As it is shown: written all in one case, each part gets its capital.
    static func shown(_ tokens: ArraySlice<Token>) -> String {
        let text = tokens.map(\.text).joined(separator: " ")
        guard text == text.lowercased() || (text == text.uppercased() && text.count > 3) else { return text }
        var fresh = true
        return String(
            text.lowercased().map { letter -> Character in
                defer { fresh = !letter.isLetter }
                return fresh ? letter.uppercased().first ?? letter : letter
            })
    }
}
