/// A sentence of a model in pieces: its words in small letters, the kinds of its placeholders, and the pauses between clauses.
struct Utterance {
    enum Part {
        case text(String), placeholder(String)
    }

    let parts: [Part]
    let tokens: [String]
    /// The placeholders without their braces.
    var names: [String] { parts.compactMap { if case .placeholder(let name) = $0 { name } else { nil } } }

    /// It ends with a question mark.
    let asks: Bool

    static let comma = ","
    static let questionOpens = "¿"
    static let pauses: Set<String> = [comma, ".", questionOpens]

    init(_ sentence: String) throws(Withheld) {
        parts = try Self.parts(sentence)
        var tokens: [String] = []
        for part in parts {
            switch part {
            case .text(let text): tokens += try Self.words(text)
            case .placeholder(let name): tokens.append("#" + name.prefix { $0 != ":" })
            }
        }
        self.tokens = tokens
        asks = sentence.last { !Self.spaces.contains($0) } == "?"
    }

    private static func parts(_ sentence: String) throws(Withheld) -> [Part] {
        var parts: [Part] = [], rest = Substring(sentence)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else { throw .unknownPlaceholder }
            parts += [.text(String(rest[..<open])), .placeholder(String(rest[rest.index(after: open)..<close]))]
            rest = rest[rest.index(after: close)...]
        }
        return parts + [.text(String(rest))]
    }

    private static let marks: Set<Character> = [".", ",", "!", "?", "¿", "¡", "–", "—", ";", ":", "(", ")", "…"]
    /// French sets its marks apart with the last two.
    private static let spaces: Set<Character> = [" ", "\u{a0}", "\u{202f}"]

    /// A hyphen within a word parts it in two.
    private static func words(_ text: String) throws(Withheld) -> [String] {
        var tokens: [String] = [], word = "", before: Character = " "
        func end() {
            if !word.isEmpty { tokens.append(word) }
            word = ""
        }
        for character in text {
            if character.isNumber { throw .digit }
            if character.isLetter {
                word += character.lowercased()
            } else if "'’".contains(character), before.isLetter {
                word += "'"
            } else if marks.contains(character) {
                end()
                tokens.append(character == "," ? comma : character == "¿" ? questionOpens : ".")
            } else if spaces.contains(character) || character == "-" {
                end()
                if character == "-", !before.isLetter { tokens.append(".") }
            } else {
                throw .markup
            }
            before = character
        }
        end()
        return tokens.flatMap(parted)
    }

    private static let elisions: Set<String> = ["l'", "d'", "j'", "qu'", "n'", "s'", "m'", "t'", "c'"]
    private static let contractions = ["m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would", "s": "is"]

    /// The words that an apostrophe joins: `l'adresse` is `l'` and `adresse`, `i'm` is `i` and `am`.
    private static func parted(_ word: String) -> [String] {
        guard let mark = word.firstIndex(of: "'") else { return [word] }
        let head = String(word[...mark]), tail = String(word[word.index(after: mark)...])
        if word.hasSuffix("n't") { return [["can't": "can", "won't": "will"][word] ?? String(word.dropLast(3)), "not"] }
        if elisions.contains(head), !tail.isEmpty { return [head, tail] }
        return contractions[tail].map { [String(head.dropLast()), word == "let's" ? "us" : $0] } ?? [word]
    }
}
