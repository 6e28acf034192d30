import Foundation
import Postgres
import Receptionist

/// Text as a reader sees it: look-alike letters are the letters that they look like, and what can't be seen is not there.
enum LiarText {
    static func folded(_ text: String) -> String {
        var seen = text
        if let turned = seen.firstIndex(of: "\u{202E}") { seen += " " + String(seen[turned...].reversed()) }
        let scalars = seen.precomposedStringWithCompatibilityMapping.decomposedStringWithCanonicalMapping.unicodeScalars.compactMap {
            scalar -> Unicode.Scalar? in
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format, .control: scalar == "\n" ? " " : nil
            default: scalar
            }
        }
        let plain = String(String.UnicodeScalarView(scalars)).lowercased().replacingOccurrences(of: "ß", with: "ss")
        return String(plain.map { alike[$0] ?? $0 })
    }

    private static let alike: [Character: Character] = [
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "х": "x", "у": "y", "і": "i", "ѕ": "s", "ԁ": "d", "ո": "n", "ο": "o", "α": "a",
        "ε": "e", "ι": "i", "ν": "v", "к": "k", "т": "t", "м": "m", "в": "b", "н": "h", "’": "'", "ı": "i", "‑": "-", "–": "-", "—": "-",
    ]

    /// What is quoted is an example.
    static func quotesRemoved(_ text: String) -> String {
        text.replacingOccurrences(of: "[“„«][^”“»]{0,80}[”“»]", with: " ", options: .regularExpression)
    }

    /// Sentences as they are read: a mark behind a number or a title ends none.
    static func sentences(_ text: String) -> [String] {
        var sentences: [String] = [], sentence = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            sentence.append(character)
            guard ".!?…;\n".contains(character), index + 1 == characters.count || characters[index + 1].isWhitespace || character == "\n"
            else { continue }
            let word = sentence.dropLast().split { $0.isWhitespace }.last.map(String.init) ?? ""
            let isNumber = character == "." && (Int(word) != nil), isTitle = character == "." && titles.contains(folded(word))
            let isInitial = character == "." && word.count == 1 && word.first?.isLetter == true
            if isNumber || isTitle || isInitial || folded(word).hasSuffix("a.m") || folded(word).hasSuffix("p.m") { continue }
            sentences.append(sentence)
            sentence = ""
        }
        return (sentences + [sentence]).filter { $0.contains { !$0.isWhitespace } }
    }

    static let titles: Set<String> = ["dr", "dra", "sr", "sra", "mr", "mrs", "ms", "mme", "fr", "hr", "prof", "st"]

    static func has(_ regex: NSRegularExpression, _ text: String) -> Bool {
        regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    static func begins(_ regex: NSRegularExpression, _ text: String) -> Bool {
        regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))?.range.location == 0
    }

    static func matches(_ pattern: String, _ text: String) -> [(range: Range<String.Index>, groups: [String])] {
        cached(pattern).matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
            guard let whole = Range(match.range, in: text) else { return nil }
            return (whole, (1..<match.numberOfRanges).map { Range(match.range(at: $0), in: text).map { String(text[$0]) } ?? "" })
        }
    }

    nonisolated(unsafe) private static var patterns: [String: NSRegularExpression] = [:]
    private static let lock = NSLock()

    private static func cached(_ pattern: String) -> NSRegularExpression {
        lock.withLock {
            if let known = unsafe patterns[pattern] { return known }
            let made = LiarLexicon.regex(pattern)
            unsafe patterns[pattern] = made
            return made
        }
    }

    /// Monday is 0; by Zeller's congruence.
    static func weekday(_ day: CivilDate) -> Int {
        let (month, year) = day.month < 3 ? (day.month + 12, day.year - 1) : (day.month, day.year)
        let zeller = (day.day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7
        return (zeller + 5) % 7
    }
}

/// A sentence with the days, times, prices, references and people that a reader finds in it.
struct Spoken {
    let folded: String
    let asks: Bool
    /// What stands before the question that ends the sentence.
    let beforeTheQuestion: String
    private(set) var days: [CivilDate] = []
    private(set) var moments: [LiarTruth.When] = []
    /// Times without a day.
    private(set) var loneTimes: [Int] = []
    /// A weekday beside a date that is another.
    private(set) var hasWrongDate = false
    let prices: [Int64]
    let references: [String]
    let titled: [String]
    private let lexicon: LiarLexicon
    private let priceMatches: [(at: String.Index, minor: Int64)]

    init(_ sentence: String, _ language: Language, _ today: CivilDate) {
        lexicon = .of(language)
        folded = LiarText.folded(sentence)
        let trimmed = folded.trimmingCharacters(in: .whitespacesAndNewlines)
        asks = trimmed.hasSuffix("?")
        let opens = trimmed.lastIndex { ",¿-:".contains($0) }
        beforeTheQuestion =
            asks && LiarText.matches("^(?:¿|(?:\(Self.askers))\\b)", trimmed).isEmpty ? opens.map { String(trimmed[..<$0]) } ?? "" : ""
        let amount = "([0-9]+(?:[.,][0-9]{2})?)"
        let found = LiarText.matches(
            "(?:[$€£]|ca\\$|a\\$)\\s?\(amount)|\(amount)\\s?(?:[$€£]|(?:\(lexicon.currencies)|usd|eur|gbp|chf)\\b)", folded)
        priceMatches = found.map { ($0.range.lowerBound, Self.minor($0.groups[0].isEmpty ? $0.groups[1] : $0.groups[0])) }
        let words =
            "\\b(?:\(lexicon.numbers.joined(separator: "|"))|twenty|thirty|forty|fifty|hundred|cien|veinte|treinta|cuarenta|cincuenta|trente|quarante|cinquante|cent|dreissig|vierzig|funfzig|hundert|trinta|quarenta|cinquenta|cem)[ -]*(?:\(lexicon.currencies))\\b"
        prices = priceMatches.map(\.minor) + LiarText.matches(words, folded).map { _ in Int64(-1) }
        references = Self.references(sentence)
        titled = LiarText.matches(
            "\\b(?:dr|dra|doctor|doctora|docteur|doktor|doutora?|mr|mrs|ms|sr|sra|senor|senora|herr|frau|mme|madame|monsieur|senhora?)\\.? ([a-z]{3,})(?: ([a-z]{3,}))?",
            folded
        )
        .map(\.groups[0]).filter { !Self.noNames.contains($0) }
        read(today)
    }

    /// With these a whole sentence is a question.
    private static let askers =
        "do|does|would|could|can|shall|should|is|are|what|which|when|how|who|where|or|may|voulez|souhaitez|est-ce|quels?|quelles?|quand|preferez|puis-je|pourriez|avez-vous|meinen|mochten|soll|welche[rsnm]?|wann|wie|was|passt|konnten|quer|que|qual|quando|prefere|gostaria|como|posso|pode|o que"

    private static let noNames: Set<String> = ["prefere", "deseja", "gostaria", "quer", "precisa", "preferir", "quiser"]

    private static func minor(_ text: String) -> Int64 {
        let parts = text.split { ".,".contains($0) }.compactMap { Int64($0) }
        return parts.count == 2 ? parts[0] * 100 + parts[1] : (parts.first ?? 0) * 100
    }

    private static func references(_ sentence: String) -> [String] {
        let plain = sentence.precomposedStringWithCompatibilityMapping
        let joined = LiarText.matches("(?<![A-Za-z0-9])([2-9A-Z]{8})(?![A-Za-z0-9])", plain).map(\.groups[0])
        let spelled = LiarText.matches("(?<![A-Za-z0-9])((?:[2-9A-Z][ \u{2010}-\u{2015}-]){7}[2-9A-Z])(?![A-Za-z0-9])", plain)
            .map { $0.groups[0].filter { $0.isLetter || $0.isNumber } }
        return (joined + spelled).filter { $0.contains(where: \.isNumber) && $0.contains(where: \.isLetter) }
    }

    /// The price behind each service that is named.
    func pricesByService(_ services: [LiarTruth.Service]) -> [(LiarTruth.Service, Int64)] {
        priceMatches.compactMap { price in
            let before = services.compactMap { service -> (LiarTruth.Service, String.Index)? in
                folded.range(of: LiarText.folded(service.name), options: .backwards, range: folded.startIndex..<price.at).map {
                    (service, $0.lowerBound)
                }
            }
            return before.max { $0.1 < $1.1 }.map { ($0.0, price.minor) }
        }
    }
}

extension Spoken {
    private enum Mark {
        case day(CivilDate), minute(Int)
    }

    /// A time belongs to the day before it, or where none is before it to the first behind it.
    private mutating func read(_ today: CivilDate) {
        let marks = (dates(today).map { ($0.0, Mark.day($0.1)) } + times.map { ($0.0, Mark.minute($0.1)) }).sorted { $0.0 < $1.0 }
        var day: CivilDate? = marks.lazy.compactMap { if case .day(let day) = $0.1 { day } else { nil } }.first
        for (_, mark) in marks {
            switch mark {
            case .day(let next): day = next
            case .minute(let minute):
                if let day { moments.append(LiarTruth.When(day: day, minute: minute)) } else { loneTimes.append(minute) }
            }
        }
    }

    private mutating func dates(_ today: CivilDate) -> [(String.Index, CivilDate)] {
        let months = lexicon.months.enumerated().flatMap { index, names in names.map { ($0, index + 1) } }
        let names = months.map(\.0).sorted { $0.count > $1.count }.joined(separator: "|")
        let number = "([0-9]{1,2})(?:st|nd|rd|th|\\.|º|er)?"
        var found: [(String.Index, CivilDate)] = []
        for match in LiarText.matches(
            "\(number)(?: de| of)? (\(names))\\b(?: de| of)?\\s*([0-9]{4})?|\\b(\(names))\\.? \(number)\\b(?:, ([0-9]{4}))?", folded)
        {
            let groups = match.groups
            let dayNumber = Int(groups[0].isEmpty ? groups[4] : groups[0]) ?? 0, name = groups[1].isEmpty ? groups[3] : groups[1]
            let month = months.first { $0.0 == name }?.1 ?? 1
            let year = Int(groups[2].isEmpty ? groups[5] : groups[2]) ?? (month < today.month ? today.year + 1 : today.year)
            guard let day = CivilDate(year: year, month: month, day: dayNumber) else { hasWrongDate = true; continue }
            found.append((match.range.lowerBound, day))
            days.append(day)
            if let said = weekday(near: match.range), said != LiarText.weekday(day) { hasWrongDate = true }
        }
        for match in LiarText.matches("\\b([0-9]{4})-([0-9]{2})-([0-9]{2})\\b", folded) {
            let parts = match.groups.compactMap { Int($0) }
            guard let day = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else { hasWrongDate = true; continue }
            found.append((match.range.lowerBound, day))
            days.append(day)
        }
        return found
    }

    /// Leaves out times that say how long a hold lasts.
    mutating func forget(_ isAnEnd: (LiarTruth.When) -> Bool) { moments.removeAll(where: isAnEnd) }

    private func weekday(near range: Range<String.Index>) -> Int? {
        let before = folded[..<range.lowerBound].suffix(18)
        return lexicon.weekdays.enumerated().compactMap { index, names in
            names.compactMap { name in before.range(of: name, options: .backwards).map { (index, $0.lowerBound) } }.max { $0.1 < $1.1 }
        }.max { $0.1 < $1.1 }?.0
    }

    /// A reference may look like a time at its beginning, such as 8H58P78B.
    private var times: [(String.Index, Int)] {
        let named = references.flatMap { folded.ranges(of: LiarText.folded($0)) }
        return LiarText.matches(
            "(?<![0-9a-z$€£.,])([0-9]{1,2})(?:(?:[:h]| h (?=[0-9]{2})|\\.(?=[0-9]{2} ?uhr))([0-9]{2}))?\\s?(a\\.?m\\b\\.?|p\\.?m\\b\\.?|uhr|heures?|horas?|h\\b|o'clock)?",
            folded
        )
        .filter { match in !named.contains { $0.contains(match.range.lowerBound) } }
        .compactMap { match in
            let groups = match.groups
            guard !groups[1].isEmpty || !groups[2].isEmpty, let hour = Int(groups[0]), hour < 25 else { return nil }
            let half = groups[2].hasPrefix("p") && hour < 12 ? 12 : groups[2].hasPrefix("a") && hour == 12 ? -12 : 0
            return (match.range.lowerBound, (hour + half) % 24 * 60 + (Int(groups[1]) ?? 0))
        }
    }

    var isOfHours: Bool {
        LiarText.matches("\\b(?:open|closed|abiert|cerrad|ouvert|ferm|geoffnet|geschlossen|abert|fechad)", folded).isEmpty == false
    }

    /// A day that is named without its date.
    func namesDayInWords(unless known: Set<Int>) -> Bool {
        if !LiarText.matches("\\b(?:\(lexicon.relativeDays))\\b", folded).isEmpty { return true }
        guard days.isEmpty else { return false }
        return lexicon.weekdays.enumerated().contains { index, names in
            !known.contains(index) && !LiarText.matches("\\b(?:\(names.joined(separator: "|")))s?\\b", folded).isEmpty
        }
    }

    var namesTimeInWords: Bool {
        namesHourInWords || !LiarText.matches("\\b(?:\(lexicon.clocks))\\b", folded).isEmpty
            || folded.unicodeScalars.contains { (0x1F550...0x1F567).contains($0.value) }
    }

    var namesHourInWords: Bool {
        let number = "(?:\(lexicon.numbers.joined(separator: "|")))"
        return !LiarText.matches("\\b(?:\(lexicon.hours.before)) \(number)\\b|\\b\(number)[ -](?:\(lexicon.hours.after))\\b", folded)
            .isEmpty
    }
}
