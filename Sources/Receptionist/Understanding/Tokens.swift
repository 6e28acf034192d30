/// Cuts a message into tokens.
struct Tokens {
    /// Words that are never corrected, because the business itself uses them.
    var known: Set<String>

    /// Reads a message.
    func read(_ message: String) -> [Token] {
        let tokens = message.split(whereSeparator: \.isWhitespace).flatMap { chunk(Self.straight(String($0))) }
        return joinPhones(tokens.map(polished))
    }

    /// Typographic quotes, dashes and full-width digits become plain ones.
    static func straight(_ text: String) -> String {
        String(
            text.map { character in
                switch character {
                case "’", "‘", "´", "`": "'"
                case "–", "—", "−", "‑": "-"
                case "“", "”", "«", "»": "\""
                default: character
                }
            })
    }

    /// The tokens of one chunk between spaces, marks apart.
    private func chunk(_ text: String) -> [Token] {
        if let both = stamped(text) { return both }
        let opened = text.drop { "(\"'<[*_#~".contains($0) }
        let body = opened.reversed().drop { ",.!?;:)\"'>]*_~…".contains($0) }.reversed()
        let tail = opened.dropFirst(body.count)
        let marks = tail.filter { ",.!?;:".contains($0) }.prefix(1).map(Self.mark)
        if body.isEmpty { return marks }
        let whole = String(body)
        if whole.count == 1, tail.first == ".", whole.first?.isLetter == true {
            return [Token(text: whole + ".", word: whole.lowercased(), kind: .word)]
        }
        if let one = single(whole, tail: tail, hashed: text.first == "#") { return [one] + marks }
        return pieces(whole) + marks
    }

    /// `2026-11-24T14:30`, as machines write it.
    private func stamped(_ text: String) -> [Token]? {
        let parts = text.split(separator: "T")
        guard parts.count == 2, text.contains("-"), Numerals.date(String(parts[0]), closed: false) != nil else { return nil }
        return parts.flatMap { chunk(String($0.prefix { !"Z+".contains($0) })) }
    }

    /// A chunk that is one token, whatever marks stand inside it.
    private func single(_ text: String, tail: Substring, hashed: Bool) -> Token? {
        if ContactShapes.isEmail(text) { return Token(text: text, word: text.lowercased(), kind: .email) }
        if ContactShapes.isBrokenEmail(text) { return Token(text: text, word: text.lowercased(), kind: .brokenEmail) }
        if let half = Numerals.half(text) { return Token(text: text, word: half == .am ? "am" : "pm", kind: .word) }
        if let date = Numerals.date(text, closed: tail.first == ".") { return Token(text: text, word: text, kind: .date(date)) }
        if let time = Numerals.time(text) { return Token(text: text, word: text, kind: .time(time)) }
        if ContactShapes.isPhonePart(text) { return Token(text: text, word: text, kind: .word) }
        if ContactShapes.isReference(text) { return Token(text: text, word: text.uppercased(), kind: .reference) }
        return Numerals.ordinal(text).map { Token(text: text, word: text.lowercased(), kind: .ordinal($0, spelled: false)) }
    }

    /// A chunk that may be several: “2-4pm”, “mon-wed”, “yes,please”, “4ish”.
    private func pieces(_ text: String) -> [Token] {
        if text.allSatisfy(\.isWholeNumber) { return [plain(text)] }
        for mark in [",", ";", "/", "-", "&", "+", "@", "?", "!", ":"] where text.contains(mark) {
            let parts = text.split(separator: Character(mark)).map(String.init)
            if parts.count > 1, splits(parts, at: mark) { return joined(parts, by: Character(mark)) }
            if parts.count == 1, parts[0] != text { return (mark == "@" ? [word("at")] : []) + chunk(parts[0]) }
        }
        let digits = text.prefix { $0.isWholeNumber }
        let rest = text.dropFirst(digits.count)
        if !digits.isEmpty, rest == "ish" { return [plain(String(digits)), word("ish")] }
        return [plain(text)]
    }

    /// Words with a hyphen stay whole (“check-up”, “Anne-Marie”) unless both sides are days or times.
    private func splits(_ parts: [String], at mark: String) -> Bool {
        if mark == ":" { return !parts.allSatisfy { $0.allSatisfy(\.isWholeNumber) } }
        if mark != "-" && mark != "/" { return true }
        if parts.last == "ish" { return true }
        return parts.allSatisfy { part in
            part.first?.isWholeNumber == true || Lexicon.weekday(part.lowercased()) != nil || Lexicon.month(part.lowercased()) != nil
        }
    }

    private func joined(_ parts: [String], by mark: Character) -> [Token] {
        if parts.last == "ish" { return parts.map { plain($0) } }
        let between: Token = mark == "&" || mark == "+" ? word("and") : mark == "@" ? word("at") : Self.mark(mark)
        return Array(parts.map(chunk).joined(separator: [between]))
    }

    private func word(_ text: String) -> Token { Token(text: text, word: text, kind: .word) }

    private static func mark(_ mark: Character) -> Token { Token(text: String(mark), word: String(mark), kind: .mark) }

    /// A number, or a word that is still to be polished.
    private func plain(_ text: String) -> Token {
        let lower = text.lowercased()
        if let value = Int(text), text.count <= 9, text.first?.isWholeNumber == true {
            return Token(text: text, word: lower, kind: .number(value))
        }
        return Token(text: text, word: lower, kind: .word)
    }

    /// Replaces a word by the one that the grammars know.
    private func polished(_ token: Token) -> Token {
        guard token.isPlain else { return token }
        var polished = token
        polished.word = Lexicon.synonyms[token.word] ?? token.word
        if let value = Lexicon.numbers[polished.word] { polished.kind = .number(value) }
        if let value = Lexicon.ordinals[polished.word] { polished.kind = .ordinal(value, spelled: true) }
        guard polished.isPlain, !Lexicon.vocabulary.contains(polished.word), !known.contains(polished.word) else { return polished }
        guard let near = Spelling.nearest(to: polished.word, among: Lexicon.correctable) else { return polished }
        polished.word = near
        polished.corrected = true
        if let value = Lexicon.ordinals[near] { polished.kind = .ordinal(value, spelled: true) }
        return polished
    }

    /// Makes one token of a telephone number that was written in groups.
    private func joinPhones(_ tokens: [Token]) -> [Token] {
        var result: [Token] = [], index = 0
        while index < tokens.count {
            let end = ContactShapes.phone(in: tokens, from: index)
            if let end {
                let text = tokens[index..<end].map(\.text).joined(separator: " ")
                result.append(Token(text: text, word: text, kind: .phone))
            } else {
                result.append(tokens[index])
            }
            index = end ?? index + 1
        }
        return result
    }
}
