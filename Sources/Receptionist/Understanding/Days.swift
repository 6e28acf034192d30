public import Postgres

/// A day of the week, Monday first as ISO 8601 counts.
public enum Weekday: Int, CaseIterable, Codable, Sendable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday
}

/// Arithmetic on days, by their number since 1970-01-01 (the algorithm is Howard Hinnant's `days_from_civil`).
public enum Days {
    /// The number of a day.
    public static func number(_ date: CivilDate) -> Int {
        let year = date.month <= 2 ? date.year - 1 : date.year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The day with a number. Outside the years 1 to 9999 it gives the nearest end.
    public static func date(_ number: Int) -> CivilDate {
        let shifted = max(-719_162, min(2_932_896, number)) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let slice = (5 * dayOfYear + 2) / 153
        let month = slice < 10 ? slice + 3 : slice - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return CivilDate(year: year, month: month, day: dayOfYear - (153 * slice + 2) / 5 + 1) ?? first
    }

    /// The day so many days later, or earlier.
    public static func add(_ days: Int, to date: CivilDate) -> CivilDate { self.date(number(date) + days) }

    /// The same day of a later month, or that month's last day where it has no such day.
    public static func add(months: Int, to date: CivilDate) -> CivilDate {
        let index = date.year * 12 + date.month - 1 + months
        let last = length(year: index / 12, month: index % 12 + 1)
        return CivilDate(year: index / 12, month: index % 12 + 1, day: min(date.day, last)) ?? date
    }

    /// How many days a month has.
    public static func length(year: Int, month: Int) -> Int {
        (28...31).last { CivilDate(year: year, month: month, day: $0) != nil } ?? 28
    }

    /// The day of the week.
    public static func weekday(_ date: CivilDate) -> Weekday {
        let offset = (number(date) + 3) % 7
        return Weekday(rawValue: (offset < 0 ? offset + 7 : offset) + 1) ?? .monday
    }

    /// The Monday of a day's week.
    public static func monday(of date: CivilDate) -> CivilDate { add(1 - weekday(date).rawValue, to: date) }

    /// The first such weekday on or after a day.
    public static func next(_ weekday: Weekday, from date: CivilDate) -> CivilDate {
        add((weekday.rawValue - self.weekday(date).rawValue + 7) % 7, to: date)
    }

    /// The span of a whole month.
    static func month(of date: CivilDate) -> DaySpan {
        let first = add(1 - date.day, to: date)
        return DaySpan(first, add(length(year: date.year, month: date.month) - 1, to: first))
    }

    private static let first: CivilDate = {
        guard let day = CivilDate(year: 1970, month: 1, day: 1) else { preconditionFailure("1970 began on a day") }
        return day
    }()
}
