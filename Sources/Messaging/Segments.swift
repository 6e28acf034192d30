/// What a text is sent as: seven bits a character where all of its characters are in GSM's alphabet (3GPP TS 23.038, section 6.2),
/// else sixteen. A text that doesn't fit one segment travels in several, each of which holds a little less.
public struct Segments: Hashable, Sendable {
    public enum Encoding: Sendable { case gsm7, ucs2 }

    public let encoding: Encoding
    public let count: Int

    /// How many segments a text takes.
    public init(_ text: String) {
        let sizes = Self.gsmSizes(of: text)
        encoding = sizes == nil ? .ucs2 : .gsm7
        let (alone, together) = sizes == nil ? (70, 67) : (160, 153)
        count = Self.count(sizes ?? text.unicodeScalars.map { $0.utf16.count }, alone: alone, together: together)
    }

    /// A character of two units is never cut in half by a segment's end.
    private static func count(_ sizes: [Int], alone: Int, together: Int) -> Int {
        guard sizes.reduce(0, +) > alone else { return 1 }
        var (segments, used) = (1, 0)
        for size in sizes {
            if used + size > together { (segments, used) = (segments + 1, 0) }
            used += size
        }
        return segments
    }

    /// The units of each character in GSM's alphabet; nil where one isn't in it.
    private static func gsmSizes(of text: String) -> [Int]? {
        var sizes: [Int] = []
        for scalar in text.unicodeScalars {
            if basic.contains(scalar) { sizes.append(1) } else if extended.contains(scalar) { sizes.append(2) } else { return nil }
        }
        return sizes
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)
}

extension Segments {
    /// The text with its typographic marks as plain ones, where that is all that keeps it from seven bits a character.
    public static func plain(_ text: String) -> String {
        guard gsmSizes(of: text) == nil else { return text }
        let written = text.unicodeScalars.reduce(into: "") { $0 += marks[$1] ?? String($1) }
        return gsmSizes(of: written) == nil ? text : written
    }

    private static let marks: [Unicode.Scalar: String] = [
        "’": "'", "‘": "'", "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "–": "-", "—": "-", "…": "...", "\u{A0}": " ",
        "\u{202F}": " ", "•": "-",
    ]
}

extension Segments {
    /// What one message of Twilio holds (its `Body`; a character is counted as UTF-16 has it, which is never less).
    public static let longestMessage = 1600

    /// A text as messages that each fit: cut between paragraphs, else lines, sentences, words, and within a word only where nothing else
    /// is left. Nothing but blanks at the cuts is lost.
    public static func messages(of text: String, longest: Int = longestMessage) -> [String] {
        var (messages, rest): ([String], Substring) = ([], trimmed(text[...]))
        while rest.utf16.count > longest {
            let cut = cut(rest, longest: longest)
            messages.append(String(trimmed(rest[..<cut])))
            rest = trimmed(rest[cut...])
        }
        return rest.isEmpty && !messages.isEmpty ? messages : messages + [String(rest)]
    }

    /// Where the first message ends: behind the last break that it holds of the best kind, if that leaves it half full.
    private static func cut(_ text: Substring, longest: Int) -> String.Index {
        var end = text.startIndex, length = 0
        var breaks: [Break: String.Index] = [:]
        while end < text.endIndex, length + text[end].utf16.count <= longest {
            let next = text.index(after: end)
            if length >= longest / 2, let kind = Break(text[end], before: next < text.endIndex ? text[next] : nil) { breaks[kind] = next }
            length += text[end].utf16.count
            end = next
        }
        if let best = breaks.keys.min(), let place = breaks[best] { return place }
        return end > text.startIndex ? end : scalars(text, longest)
    }

    /// A character that is longer than a message can only be cut itself.
    private static func scalars(_ text: Substring, _ longest: Int) -> String.Index {
        var end = text.startIndex, length = 0
        while end < text.endIndex, length + text.unicodeScalars[end].utf16.count <= longest {
            length += text.unicodeScalars[end].utf16.count
            end = text.unicodeScalars.index(after: end)
        }
        return end
    }

    /// Where a text may be cut, the best first.
    private enum Break: Int, Comparable {
        case paragraph, line, sentence, word

        init?(_ character: Character, before next: Character?) {
            if character.isNewline {
                self = next?.isNewline == true ? .paragraph : .line
            } else if ".!?…".contains(character), next?.isWhitespace == true {
                self = .sentence
            } else if character.isWhitespace {
                self = .word
            } else {
                return nil
            }
        }

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
