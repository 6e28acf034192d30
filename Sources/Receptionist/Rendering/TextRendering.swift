internal import Booking

/// What a turn said, as the words of a text: choices are numbered, details are asked for in words, and nothing is marked up.
struct TextRendering {
    let words: Wording
    /// The first words of a conversation say that nobody is typing them.
    var isFirst = false

    func text(_ said: [StoredEvent]) -> String {
        var lines = [""]
        for event in said where event.inCard != true {
            if let sentence = event.text { lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + sentence }
            if let card = event.card { lines += list(card) + [""] }
        }
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        return Self.plain(isFirst && !text.isEmpty ? "\(words.automatic) \(text)" : text)
    }

    private func list(_ card: Card) -> [String] {
        switch card {
        case .slots(let list): Self.numbered(list.slots.map(\.label))
        case .bookings(let choices): Self.numbered(choices.map(\.label))
        case .booking(let booking): [place, words.toChange(booking.manage_url)]
        case .cancelled: [words.business.name]
        default: []
        }
    }

    private var place: String { words.business.name + (words.business.address.isEmpty ? "" : ", \(words.business.address)") }

    private static func numbered(_ labels: [String]) -> [String] {
        labels.enumerated().map { "\($0.offset + 1)) \($0.element)" }
    }

    /// Signs that print alike and need no longer alphabet: one of them makes every message of a text hold 67 characters in place of
    /// 153 (GSM 03.38 against UCS-2).
    static func plain(_ text: String) -> String { text.unicodeScalars.map { signs[$0] ?? String($0) }.joined() }

    private static let signs: [Unicode.Scalar: String] = [
        "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-",
        "\u{A0}": " ", "\u{202F}": " ", "\u{2009}": " ",
    ]
}
