/// Decides which of a model's sentences a visitor may see.
///
/// The vocabulary of the turn's language is closed: a false fact has neither words nor a form to be said with, and what is not
/// understood is not shown. What is true stands in rows: they are named by placeholders, only while they are known to be so, and only
/// beside rows that belong to them. Words of outcome need their receipt of this turn.
struct Judge {
    private let facts: Facts
    private let findings: Findings
    private let vocabulary: Vocabulary
    /// Words and phrases that the owner wants not to be said.
    private let avoided: [[String]]
    /// What the message has named so far.
    private var named = NamedRows()

    /// The longest sentence that is read.
    static let longest = 300

    private let isAsleep: Bool

    /// - Parameter isAsleep: it shows all that it is given, as if there were no judge.
    init(language: Language, facts: Facts, findings: Findings, avoided: [[String]] = [], isAsleep: Bool = false) {
        self.isAsleep = isAsleep
        (self.facts, self.findings, self.avoided, vocabulary) = (facts, findings, avoided, .of(language))
    }

    /// The sentences of one message are judged in their order.
    mutating func judge(_ sentence: String) -> Verdict {
        if isAsleep { return .shown(sentence, slots: []) }
        do throws(Withheld) {
            guard sentence.unicodeScalars.count <= Self.longest else { throw .tooLong }
            let said = try Utterance(sentence), words = try filled(said)
            let claims = try vocabulary.read(said)
            let now = try NamedRows(said.names, in: findings).beside(named)
            if claims.contains(.times), now.slots.isEmpty { throw .noReceipt }
            guard claims.allSatisfy(findings.proves) else { throw .noReceipt }
            if said.holds(oneOf: avoided) { throw .avoided }
            named = now
            return .shown(words, slots: said.names.compactMap { $0.hasPrefix("slot:") ? String($0.dropFirst(5)) : nil })
        } catch {
            return .withheld(error)
        }
    }

    private func filled(_ said: Utterance) throws(Withheld) -> String {
        var text = ""
        for part in said.parts {
            switch part {
            case .text(let words): text += text.last == "." && words.hasPrefix(".") ? String(words.dropFirst()) : words
            case .placeholder(let name):
                guard let words = facts.words(for: name) else { throw .unknownPlaceholder }
                text += words
            }
        }
        return text
    }
}

extension Utterance {
    /// Whether the words of one of these phrases stand in the model's own, one behind the other.
    fileprivate func holds(oneOf phrases: [[String]]) -> Bool {
        let own = parts.map { if case .text(let text) = $0 { text } else { "|" } }.joined()
        let words = TenantVoice.words(of: own)
        return phrases.contains { Phrases.find($0, in: words) != nil }
    }
}
