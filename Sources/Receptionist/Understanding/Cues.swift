/// The words by which a language other than English says what it wants. English has grammars of its own.
///
/// A phrase is words in small letters: `sangr*` stands for every word that begins so, `a|b` for either, `…` for up to four words between.
struct Cues: Sendable {
    let intents: [Intent: [Phrase]]
    /// What is blotted out before anything is read: “no es una emergencia”.
    let beside: [Phrase]
    /// What takes a move or a cancellation back: “no la cancele”.
    let keeping: [Phrase]
    let yes: [Phrase]
    /// A yes only where nothing but courtesy follows: “si” is also “if”.
    let faintYes: [Phrase]
    let no: [Phrase]
    /// After these a yes is none: “sí, pero …”.
    let but: Set<String>
    let courtesy: Set<String>
    let soonest: [Phrase]
    let names: [PersonName.Lead]
    /// Short words that would be days in English.
    let falseFriends: Set<String>

    static func of(_ language: Language) -> Cues? {
        switch language {
        case .english: nil
        case .spanish: .spanish
        case .french: .french
        case .german: .german
        case .portuguese: .portuguese
        }
    }

    /// Everything that a message asks for.
    func intents(in words: [String]) -> Set<Intent> {
        let words = blotted(words)
        var found = Set(intents.filter { Self.any($0.value, in: words) }.keys)
        if Self.any(keeping, in: words) { found.subtract([.cancel, .move]) }
        return found
    }

    /// Yes, no, or neither.
    func assent(in words: [String]) -> Bool? {
        let words = words.drop { courtesy.contains($0) }.map { $0 }
        if Self.any(keeping, in: words) || no.contains(where: { $0.begins(words) != nil }) { return false }
        if !but.isDisjoint(with: words) { return nil }
        if yes.contains(where: { $0.begins(words) != nil }) { return true }
        let rests = faintYes.compactMap { $0.begins(words) }.map { words[$0...] }
        return rests.contains { $0.allSatisfy(courtesy.contains) } ? true : nil
    }

    func isSoonest(_ words: [String]) -> Bool { Self.any(soonest, in: words) }

    private func blotted(_ words: [String]) -> [String] {
        var words = words
        for phrase in beside {
            while let range = phrase.find(in: words) { for index in range { words[index] = "" } }
        }
        return words
    }

    private static func any(_ phrases: [Phrase], in words: [String]) -> Bool { phrases.contains { $0.find(in: words) != nil } }

    /// A message's words as phrases are compared with them: in small letters, without accents, digits whole.
    static func words(_ message: String) -> [String] {
        Letters.plain(message).split { !($0.isLetter || $0.isNumber) }.map { joined(String($0)) }
    }

    static func set(_ text: String) -> Set<String> { Set(words(text)) }

    /// An umlaut that was typed as two letters; a phrase loses the same ones.
    fileprivate static func joined(_ word: String) -> String {
        ["ae": "a", "oe": "o", "ue": "u"].reduce(word) { $0.replacing($1.key, with: $1.value) }
    }
}

/// A phrase of `Cues`.
struct Phrase: Sendable {
    private enum Part: Sendable {
        case gap
        case word([String])
    }

    private let parts: [Part]

    init(_ text: some StringProtocol) {
        parts = text.split(separator: " ").map { part in
            part == "…" ? .gap : .word(part.split(separator: "|").map { Cues.joined(Letters.plain(String($0))) })
        }
    }

    /// Phrases parted by commas.
    static func list(_ text: String) -> [Phrase] { text.split(separator: ",").map { Phrase($0) } }

    func find(in words: [String]) -> Range<Int>? {
        for start in words.indices {
            if let end = end(parts[...], words, at: start) { return start..<end }
        }
        return nil
    }

    /// Where a phrase that begins a message ends; nil where it doesn't begin it.
    func begins(_ words: [String]) -> Int? { end(parts[...], words, at: 0) }

    private func end(_ parts: ArraySlice<Part>, _ words: [String], at index: Int) -> Int? {
        switch parts.first {
        case nil: index
        case .gap: (index...index + 4).lazy.compactMap { end(parts.dropFirst(), words, at: $0) }.first
        case .word(let forms):
            words.indices.contains(index) && forms.contains(where: { Self.fits(words[index], $0) })
                ? end(parts.dropFirst(), words, at: index + 1) : nil
        }
    }

    private static func fits(_ word: String, _ form: String) -> Bool {
        form.last == "*" ? word.hasPrefix(form.dropLast()) : word == form
    }
}
