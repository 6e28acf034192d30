import Postgres

/// One expression for days, and where it stands.
struct FoundDay {
    enum Shape { case day, offset, written, ordinal(Int), weekday(Weekday, said: String), period }
    var start: Int
    var end: Int
    var span: DaySpan
    var shape: Shape
    var weekdays: [Weekday]?
    /// The week or month that was said with a weekday.
    var within: DaySpan?
    var trouble: DateTrouble?
}

/// The single expressions for days.
struct DateRules {
    let today: CivilDate
    let region: Region

    /// The expression that begins at a token, the longest rule first.
    func match(_ tokens: [Token], at start: Int) -> FoundDay? {
        let cursor = Cursor(tokens: tokens, at: start)
        return offset(cursor) ?? dayAfter(cursor) ?? numeric(cursor) ?? monthDay(cursor) ?? dayMonth(cursor)
            ?? weekday(cursor) ?? period(cursor) ?? holiday(cursor) ?? plain(cursor) ?? ordinal(cursor)
    }

    /// today, tomorrow, yesterday, tonight, this morning.
    func plain(_ cursor: Cursor) -> FoundDay? {
        switch cursor.word(0) {
        case "today" where cursor.word(1) == "week": return cursor.found(2, DaySpan(Days.add(7, to: today)))
        case "tomorrow" where cursor.word(1) == "week": return cursor.found(2, DaySpan(Days.add(8, to: today)))
        case "today": return cursor.found(1, DaySpan(today))
        case "tomorrow": return cursor.found(1, DaySpan(Days.add(1, to: today)))
        case "yesterday": return cursor.found(1, DaySpan(Days.add(-1, to: today)))
        case "this" where ["morning", "afternoon", "evening"].contains(cursor.word(1)): return cursor.found(1, DaySpan(today))
        case "weekday", "weekdays":
            var item = cursor.found(1, DaySpan(today, Days.add(13, to: today)), .period)
            item.weekdays = [.monday, .tuesday, .wednesday, .thursday, .friday]
            return item
        default: return nil
        }
    }

    /// “the day after tomorrow”, “the week after next”.
    func dayAfter(_ cursor: Cursor) -> FoundDay? {
        let shift = cursor.word(0) == "the" ? 1 : 0
        guard cursor.word(shift + 1) == "after" else { return nil }
        if cursor.word(shift) == "day", cursor.word(shift + 2) == "tomorrow" {
            return cursor.found(shift + 3, DaySpan(Days.add(2, to: today)))
        }
        if cursor.word(shift) == "week", cursor.word(shift + 2) == "next" {
            return cursor.found(shift + 3, week(2), .period)
        }
        return nil
    }

    /// “in two weeks”, “3 days from now”, “a week from Monday”, “two weeks from tomorrow”, “a week on Friday”.
    func offset(_ cursor: Cursor) -> FoundDay? {
        let lead = cursor.word(0) == "in" ? 1 : 0
        guard let (count, unit, length) = amount(cursor.skipping(lead)) else { return nil }
        let end = lead + length
        if lead == 1, cursor.word(end) != "from" { return counted(cursor, end, count, unit, from: today) }
        guard ["from", "after", "on", "today", "tomorrow"].contains(cursor.word(end)) || cursor.weekday(end) != nil else { return nil }
        if unit == "hour" { return nil }
        let skip = ["from", "after", "on"].contains(cursor.word(end)) ? 1 : 0
        if skip == 1, ["now", "today"].contains(cursor.word(end + 1)) { return counted(cursor, end + 2, count, unit, from: today) }
        guard let anchor = match(cursor.tokens, at: cursor.at + end + skip), anchor.span.length == 1 else { return nil }
        return counted(cursor, anchor.end - cursor.at, count, unit, from: anchor.span.first)
    }

    private func counted(_ cursor: Cursor, _ length: Int, _ count: Int, _ unit: String, from day: CivilDate) -> FoundDay? {
        switch unit {
        case "day": cursor.found(length, DaySpan(Days.add(count, to: day)))
        case "week": cursor.found(length, DaySpan(Days.add(7 * count, to: day)), day == today ? .offset : .day)
        case "month": cursor.found(length, DaySpan(Days.add(months: count, to: day)))
        default: nil
        }
    }

    /// “a week”, “two weeks”, “a couple of days”, “a fortnight”.
    private func amount(_ cursor: Cursor) -> (Int, String, Int)? {
        if cursor.word(0) == "a", cursor.word(1) == "couple" {
            let skip = cursor.word(2) == "of" ? 3 : 2
            return Self.units[cursor.word(skip)].map { (2, $0, skip + 1) }
        }
        let first = cursor.word(0), count = ["a", "an"].contains(first) ? 1 : cursor.number(0) ?? (first == "fortnight" ? 1 : 0)
        let skip = first == "fortnight" ? 0 : 1
        guard (1...400).contains(count) else { return nil }
        if cursor.word(skip) == "fortnight" { return (2 * count, "week", skip + 1) }
        return Self.units[cursor.word(skip)].map { (count, $0, skip + 1) }
    }

    private static let units = ["day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month"]

    /// “Monday”, “next tues”, “this Friday”, “Monday week”, “Tuesday after next”.
    func weekday(_ cursor: Cursor) -> FoundDay? {
        let said = ["next", "this", "coming", "following", "last", "upcoming"].contains(cursor.word(0)) ? cursor.word(0) : ""
        let shift = said.isEmpty ? 0 : cursor.word(1) == "coming" ? 2 : 1
        guard let weekday = cursor.weekday(shift) else { return nil }
        if cursor.word(shift + 1) == "week" { return cursor.found(shift + 2, DaySpan(Days.add(7, to: Days.next(weekday, from: today)))) }
        if cursor.word(shift + 1) == "after", cursor.word(shift + 2) == "next" {
            return cursor.found(shift + 3, DaySpan(day(weekday, ofWeek: 2)))
        }
        return cursor.found(shift + 1, DaySpan(resolve(weekday, said: said)), .weekday(weekday, said: said))
    }

    /// The day that a weekday means: “next” is that of next week, otherwise the first from today on.
    private func resolve(_ weekday: Weekday, said: String) -> CivilDate {
        switch said {
        case "next", "following": day(weekday, ofWeek: 1)
        case "last": Days.add(-7, to: Days.next(weekday, from: today))
        default: Days.next(weekday, from: today)
        }
    }

    private func day(_ weekday: Weekday, ofWeek week: Int) -> CivilDate {
        Days.add(7 * week + weekday.rawValue - 1, to: Days.monday(of: today))
    }

    private func week(_ count: Int) -> DaySpan {
        let monday = Days.add(7 * count, to: Days.monday(of: today))
        return DaySpan(max(monday, count == 0 ? today : monday), Days.add(6, to: monday))
    }
}
