/// Shapes made of digits: times, dates, ordinals.
enum Numerals {
    /// `am`, `a.m.`, `PM`.
    static func half(_ text: String) -> Half? {
        switch text.lowercased().filter({ $0 != "." }) {
        case "am": .am
        case "pm": .pm
        default: nil
        }
    }

    /// `2pm`, `2:15 p.m.`, `14:30`, `14h30`, `0930`; nil for a bare number.
    static func time(_ text: String) -> WrittenTime? {
        var rest = Substring(text.lowercased())
        let half = takeHalf(&rest)
        let parts = rest.split(omittingEmptySubsequences: false, whereSeparator: { ":.h".contains($0) })
        guard parts.count <= 2, let first = parts.first, digits(first, 1...2), let hour = Int(first) else { return nil }
        let second = parts.count == 2 ? parts[1] : ""
        guard second.isEmpty || digits(second, 2...2) else { return nil }
        let separator = rest.dropFirst(first.count).first
        if half == nil, separator == nil || separator == "." { return nil }
        if second.isEmpty, separator == ":" || separator == "." { return nil }
        return made(hour, Int(second) ?? 0, half, exact: separator == "h" || first.first == "0")
    }

    /// A time that a clock can show, or nil.
    static func made(_ hour: Int, _ minute: Int, _ half: Half?, exact: Bool) -> WrittenTime? {
        guard (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0 else { return nil }
        if half != nil, hour == 0 || hour > 12 { return WrittenTime(hour: hour, minute: minute, half: nil, exact: true) }
        return WrittenTime(hour: hour, minute: minute, half: half, exact: exact || hour > 12 || hour == 0)
    }

    /// `24/12`, `24.12.2026`, `2026-12-24`, `12-24-26`.
    static func date(_ text: String, closed: Bool) -> WrittenDate? {
        guard let separator = text.first(where: { "/.-".contains($0) }) else { return nil }
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ digits($0, 1...4) }) else { return nil }
        if parts.count == 2, separator == "-" || parts.contains(where: { $0.count > 2 }) { return nil }
        if parts.count == 3, !isDateLike(parts) { return nil }
        let likeTime = parts.count == 2 && separator == "." && parts[1].count == 2
        return WrittenDate(parts: parts.compactMap { Int($0) }, separator: separator, closed: closed, likeTime: likeTime)
    }

    /// A year at one end and one or two digits elsewhere.
    private static func isDateLike(_ parts: [Substring]) -> Bool {
        let counts = parts.map(\.count)
        return counts[1] <= 2 && (counts[0] == 4 ? counts[2] <= 2 : counts[0] <= 2 && counts[2] != 3)
    }

    /// `3rd`, `21st`.
    static func ordinal(_ text: String) -> Int? {
        let lower = text.lowercased()
        guard ["st", "nd", "rd", "th"].contains(where: lower.hasSuffix) else { return nil }
        let number = lower.dropLast(2)
        return digits(number, 1...2) ? Int(number) : nil
    }

    static func digits(_ text: Substring, _ count: ClosedRange<Int>) -> Bool {
        count.contains(text.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private static func takeHalf(_ rest: inout Substring) -> Half? {
        for (suffix, half) in [("a.m", Half.am), ("p.m", .pm), ("am", .am), ("pm", .pm), ("a", .am), ("p", .pm)]
        where rest.hasSuffix(suffix) && rest.first?.isWholeNumber == true {
            rest = rest.dropLast(suffix.count)
            return half
        }
        return nil
    }
}
