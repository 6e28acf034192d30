/// Decides which of a model's sentences a visitor may see.
///
/// The vocabulary is closed: with the placeholders out, every word must be in the list, which knows no number, day, time, price or
/// name. So a false fact has no words to be said with, and what is not understood is not shown. Words that speak of an outcome need
/// its receipt of this turn, and so do words that agree to something, whatever the visitor had asked.
struct Judge {
    let facts: Facts
    let receipts: Set<Receipt>

    /// The longest sentence that is read.
    static let longest = 300

    func judge(_ sentence: String) -> Verdict {
        guard sentence.unicodeScalars.count <= Self.longest else { return .withheld(.tooLong) }
        guard let parts = Self.parts(sentence) else { return .withheld(.unknownPlaceholder) }
        var filled = "", plain = "", names: [String] = []
        for part in parts {
            switch part {
            case .text(let text):
                filled += text
                plain += text
            case .placeholder(let name):
                guard let words = facts.words(for: name) else { return .withheld(.unknownPlaceholder) }
                filled += words
                plain += " | "
                names.append(name)
            }
        }
        if let fault = fault(plain, names) { return .withheld(fault) }
        return .shown(filled, slots: names.compactMap { Self.id(of: $0, "slot:") })
    }

    private func fault(_ plain: String, _ names: [String]) -> Withheld? {
        if plain.contains(where: \.isNumber) { return .digit }
        guard plain.allSatisfy({ $0.isLetter || $0.isWhitespace || Self.marks.contains($0) }) else { return .markup }
        let words = Self.words(plain), asks = plain.hasSuffix("?")
        guard words.allSatisfy(Vocabulary.english.knows) else { return .unknownWord }
        let claims = Vocabulary.english.claims(in: words, asks: asks)
        guard goTogether(names, claims, asks: asks) else { return .mismatch }
        return claims.allSatisfy { proven($0, named: !names.isEmpty) } ? nil : .noReceipt
    }

    private static let marks: Set<Character> = [".", ",", "!", "?", "'", "’", "-", "–", "—", ";", ":", "|", "(", ")", "…", "\""]

    /// Each row is true by itself; beside another it could say something that is not. A price and a length go with their own service,
    /// a person is only asked about, and a time is either free or asked about.
    private func goTogether(_ names: [String], _ claims: Set<Vocabulary.Claim>, asks: Bool) -> Bool {
        let services = Set(["service:", "price:", "minutes:"].flatMap { kind in names.compactMap { Self.id(of: $0, kind) } })
        if services.count > 1, names.contains(where: { !$0.hasPrefix("service:") }) { return false }
        if names.contains(where: { $0.hasPrefix("person:") }), !asks { return false }
        return asks || claims.contains(.free) || !names.contains { $0.hasPrefix("slot:") }
    }

    private func proven(_ claim: Vocabulary.Claim, named: Bool) -> Bool {
        switch claim {
        case .booked: !receipts.isDisjoint(with: [.booked, .moved])
        case .moved: receipts.contains(.moved)
        case .cancelled: receipts.contains(.cancelled)
        case .held: receipts.contains(.held)
        case .passedOn: receipts.contains(.passedOn)
        case .assent: !receipts.isDisjoint(with: [.held, .booked, .requested, .moved, .cancelled, .released, .passedOn])
        case .free, .has: receipts.contains(.foundTimes) && named
        case .nothing: receipts == [.foundNothing]
        }
    }
}

extension Judge {
    private enum Part {
        case text(String), placeholder(String)
    }

    /// nil where a brace has no partner.
    private static func parts(_ sentence: String) -> [Part]? {
        var parts: [Part] = [], rest = Substring(sentence)
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else { return nil }
            parts += [.text(String(rest[..<open])), .placeholder(String(rest[rest.index(after: open)..<close]))]
            rest = rest[rest.index(after: close)...]
        }
        return parts + [.text(String(rest))]
    }

    private static func id(of name: String, _ kind: String) -> String? {
        name.hasPrefix(kind) ? String(name.dropFirst(kind.count)) : nil
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().replacing("’", with: "'").split { !$0.isLetter && $0 != "'" }.map { $0.trimming("'") }.filter { !$0.isEmpty }
    }
}

extension Substring {
    fileprivate func trimming(_ mark: Character) -> String {
        var text = drop { $0 == mark }
        while text.last == mark { text.removeLast() }
        return String(text)
    }
}
