public import Postgres

/// Days, times and prices as they are read, in English and in the region's order.
public struct Speech: Sendable {
    public let region: Region
    public let today: CivilDate

    public init(region: Region, today: CivilDate) {
        self.region = region
        self.today = today
    }

    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    static func weekday(_ day: CivilDate) -> String { weekdays[Days.weekday(day).rawValue - 1] }

    /// “Tuesday, November 24” or “Tuesday 24 November”; the year where it is another.
    public func day(_ day: CivilDate) -> String {
        let weekday = Self.weekday(day), month = Self.months[day.month - 1]
        let year = day.year == today.year ? "" : region.dayFirst ? " \(day.year)" : ", \(day.year)"
        return region.dayFirst ? "\(weekday) \(day.day) \(month)\(year)" : "\(weekday), \(month) \(day.day)\(year)"
    }

    /// “Tue Nov 24” or “Tue 24 Nov”.
    public func short(_ day: CivilDate) -> String {
        let weekday = Self.weekday(day).prefix(3), month = Self.months[day.month - 1].prefix(3)
        let year = day.year == today.year ? "" : " \(day.year)"
        return region.dayFirst ? "\(weekday) \(day.day) \(month)\(year)" : "\(weekday) \(month) \(day.day)\(year)"
    }

    /// “2:15 PM” or “14:15”.
    public func clock(_ minute: Int) -> String {
        let hour = minute / 60 % 24, rest = minute % 60 < 10 ? "0\(minute % 60)" : String(minute % 60)
        guard region.twelveHour else { return "\(hour < 10 ? "0" : "")\(hour):\(rest)" }
        return "\(hour % 12 == 0 ? 12 : hour % 12):\(rest) \(hour < 12 ? "AM" : "PM")"
    }

    /// “Tuesday, November 24 at 2:15 PM”.
    public func moment(_ day: CivilDate, _ minute: Int) -> String { "\(self.day(day)) at \(clock(minute))" }

    func moment(_ moment: Moment) -> String { self.moment(moment.day, moment.minute) }

    /// The label of a button: “Tue Nov 24, 2:15 PM”.
    public func label(_ day: CivilDate, _ minute: Int) -> String { "\(short(day)), \(clock(minute))" }

    /// “one”, “one or two”, “one, two or three”.
    static func list(_ items: [String], _ link: String) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(link) " + last
    }

    /// “$120.00”, “£25.00”, “90.00 CHF”.
    static func price(_ minor: Int64, _ currency: String) -> String {
        let digits = ["JPY", "KRW", "VND", "CLP", "ISK"].contains(currency) ? 0 : 2
        let unit: Int64 = digits == 0 ? 1 : 100, cents = minor % unit
        let amount = digits == 0 ? "\(minor)" : "\(minor / unit).\(cents < 10 ? "0" : "")\(cents)"
        return ["USD": "$", "GBP": "£", "EUR": "€", "CAD": "CA$", "AUD": "A$"][currency].map { $0 + amount } ?? "\(amount) \(currency)"
    }
}
