internal import Postgres

/// English, with days and clocks in the order of the region.
struct English: Tongue {
    let region: Region
    let today: CivilDate
    var isSpoken = false
    var language: Language { .english }

    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    static func weekday(_ day: CivilDate) -> String { weekdays[Days.weekday(day).rawValue - 1] }

    /// “Tuesday, November 24” or “Tuesday 24 November”.
    func day(_ day: CivilDate) -> String {
        if isSpoken { return spoken(day) }
        let weekday = Self.weekday(day), month = Self.months[day.month - 1]
        let year = otherYear(day).map { region.dayFirst ? " \($0)" : ", \($0)" } ?? ""
        return region.dayFirst ? "\(weekday) \(day.day) \(month)\(year)" : "\(weekday), \(month) \(day.day)\(year)"
    }

    /// “Tue Nov 24” or “Tue 24 Nov”.
    func short(_ day: CivilDate) -> String {
        let weekday = Self.weekday(day).prefix(3), month = Self.months[day.month - 1].prefix(3)
        let year = otherYear(day).map { " \($0)" } ?? ""
        return region.dayFirst ? "\(weekday) \(day.day) \(month)\(year)" : "\(weekday) \(month) \(day.day)\(year)"
    }

    /// “2:15 PM” or “14:15”.
    func clock(_ minute: Int) -> String {
        if isSpoken { return spokenClock(minute) }
        let hour = minute / 60 % 24, rest = ClockTime.two(minute % 60)
        guard region.twelveHour else { return "\(ClockTime.two(hour)):\(rest)" }
        return "\(hour % 12 == 0 ? 12 : hour % 12):\(rest) \(hour < 12 ? "AM" : "PM")"
    }

    func moment(_ day: CivilDate, _ minute: Int) -> String { "\(self.day(day)) at \(clock(minute))" }

    /// “$120.00”, “£25.00”, “90.00 CHF”.
    func price(_ minor: Int64, _ currency: String) -> String {
        let amount = Amount(minor, currency), digits = "\(amount.whole)" + (amount.rest.map { ".\($0)" } ?? "")
        return Amount.symbols[currency].map { $0 + digits } ?? "\(digits) \(currency)"
    }

    func minutes(_ lengths: [Int]) -> String { oneOf(lengths.map { "\($0)" }) + " minutes" }
    func oneOf(_ items: [String]) -> String { listed(items, "or") }
    func allOf(_ items: [String]) -> String { listed(items, "and") }
}
