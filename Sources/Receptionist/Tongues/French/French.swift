internal import Postgres

/// French, with vous. A no-break space stands before the high marks.
struct French: Tongue {
    let today: CivilDate
    var isSpoken = false
    var language: Language { .french }

    static let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ]
    private static let shortMonths = [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ]

    /// “mardi 24 novembre”, “mardi 1er décembre”.
    func name(_ day: CivilDate) -> String {
        let number = day.day == 1 ? "1er" : "\(day.day)", year = otherYear(day).map { " \($0)" } ?? ""
        return "\(Self.weekdays[Days.weekday(day).rawValue - 1]) \(number) \(Self.months[day.month - 1])\(year)"
    }

    func day(_ day: CivilDate) -> String { "le \(name(day))" }

    func short(_ day: CivilDate) -> String {
        let weekday = Self.weekdays[Days.weekday(day).rawValue - 1].prefix(3), month = Self.shortMonths[day.month - 1]
        return "\(weekday). \(day.day) \(month)\(otherYear(day).map { " \($0)" } ?? "")"
    }

    /// “9 h 05”, “14 h”.
    func clock(_ minute: Int) -> String {
        if isSpoken { return spokenClock(minute) }
        let hour = minute / 60 % 24, rest = minute % 60
        return rest == 0 ? "\(hour) h" : "\(hour) h \(ClockTime.two(rest))"
    }

    func moment(_ day: CivilDate, _ minute: Int) -> String { "\(self.day(day)) à \(clock(minute))" }

    func price(_ minor: Int64, _ currency: String) -> String {
        "\(Amount(minor, currency).text(thousands: "\u{A0}")) \(Amount.symbols[currency] ?? currency)"
    }

    func minutes(_ lengths: [Int]) -> String { oneOf(lengths.map { "\($0)" }) + " minutes" }
    func oneOf(_ items: [String]) -> String { listed(items, "ou") }
    func allOf(_ items: [String]) -> String { listed(items, "et") }
}
