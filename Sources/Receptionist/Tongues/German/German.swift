internal import Postgres

/// German, with Sie.
struct German: Tongue {
    let today: CivilDate
    var isSpoken = false
    var language: Language { .german }

    static let weekdays = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
    static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
    ]
    private static let shortMonths = [
        "Jan.", "Feb.", "März", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
    ]

    /// “Dienstag, 24. November”.
    func day(_ day: CivilDate) -> String {
        let year = otherYear(day).map { " \($0)" } ?? ""
        return "\(Self.weekdays[Days.weekday(day).rawValue - 1]), \(day.day). \(Self.months[day.month - 1])\(year)"
    }

    func short(_ day: CivilDate) -> String {
        let weekday = Self.weekdays[Days.weekday(day).rawValue - 1].prefix(2), month = Self.shortMonths[day.month - 1]
        return "\(weekday) \(day.day). \(month)\(otherYear(day).map { " \($0)" } ?? "")"
    }

    func clock(_ minute: Int) -> String { isSpoken ? spokenClock(minute) : ClockTime.text(minute) + " Uhr" }

    func moment(_ day: CivilDate, _ minute: Int) -> String { "\(self.day(day)), um \(clock(minute))" }

    func price(_ minor: Int64, _ currency: String) -> String {
        "\(Amount(minor, currency).text(thousands: ".")) \(Amount.symbols[currency] ?? currency)"
    }

    func minutes(_ lengths: [Int]) -> String { oneOf(lengths.map { "\($0)" }) + " Minuten" }
    func oneOf(_ items: [String]) -> String { listed(items, "oder") }
    func allOf(_ items: [String]) -> String { listed(items, "und") }
}
