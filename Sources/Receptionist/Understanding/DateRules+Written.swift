import Postgres

extension DateRules {
    /// “24/12”, “24.12.2026”, “2026-12-24”, by the region's order unless only the other one fits.
    func numeric(_ cursor: Cursor) -> FoundDay? {
        guard case .date(let written)? = cursor.kind(0), !written.likeTime || datesByDot(written, cursor) else { return nil }
        let parts = written.parts
        if parts[0] > 31 { return dated(cursor, 1, parts[0], parts[1], parts.count > 2 ? parts[2] : 1) }
        let dayFirst = region.dayFirst || written.separator == "."
        var (day, month) = dayFirst ? (parts[0], parts[1]) : (parts[1], parts[0])
        if month > 12, day <= 12 { (day, month) = (month, day) }
        return dated(cursor, 1, parts.count > 2 ? century(parts[2]) : nil, month, day)
    }

    /// “10.30” is a time; “24.12.” and, where days come first, “24.12” a date.
    private func datesByDot(_ written: WrittenDate, _ cursor: Cursor) -> Bool {
        guard (1...12).contains(written.parts[1]), (1...31).contains(written.parts[0]) else { return false }
        if written.closed || written.parts[0] > 24 { return true }
        let timely = cursor.at > 0 && ["at", "after", "before", "around", "until", "by"].contains(cursor.word(-1))
        return region.dayFirst && !timely && !region.twelveHour
    }

    /// “December 3(rd) (2026)”, “the month of May the 3rd”.
    func monthDay(_ cursor: Cursor) -> FoundDay? {
        guard let month = cursor.month(0) else { return nil }
        let dotted = cursor.word(1) == "." ? 2 : 1
        let shift = cursor.word(dotted) == "the" ? dotted + 1 : dotted
        guard let day = cursor.dayNumber(shift), !cursor.timeFollows(shift) else { return monthAlone(cursor, month) }
        if cursor.word(shift + 1) == "-", let last = cursor.dayNumber(shift + 2) { return days(cursor, shift + 3, month, day, last) }
        let (year, length) = yearAfter(cursor, shift + 1)
        return dated(cursor, length, year, month, day)
    }

    /// “24-26 November”, “November 24-26”.
    private func days(_ cursor: Cursor, _ length: Int, _ month: Int, _ day: Int, _ last: Int) -> FoundDay? {
        guard var item = dated(cursor, length, nil, month, day), item.trouble == nil, last > day else { return nil }
        item.span.last = Days.add(last - day, to: item.span.first)
        item.shape = .day
        return item
    }

    /// “3 December”, “the 3rd of December 2026”.
    func dayMonth(_ cursor: Cursor) -> FoundDay? {
        let lead = cursor.word(0) == "the" ? 1 : 0
        guard let day = cursor.dayNumber(lead) else { return nil }
        if cursor.word(lead + 1) == "-", let last = cursor.dayNumber(lead + 2), let month = cursor.month(lead + 3) {
            return days(cursor, lead + 4, month, day, last)
        }
        let skip = cursor.word(lead + 1) == "of" ? lead + 2 : lead + 1
        if let month = cursor.month(skip) {
            let (year, length) = yearAfter(cursor, skip + 1)
            return dated(cursor, length, year, month, day)
        }
        guard skip == lead + 2, ["next", "this"].contains(cursor.word(skip)), cursor.word(skip + 1) == "month" else { return nil }
        let month = Days.add(months: cursor.word(skip) == "next" ? 1 : 0, to: today)
        return dated(cursor, skip + 2, month.year, month.month, day)
    }

    /// “the 3rd”, “on the 24”, “3rd”; spelled out it needs “the” and no “one” behind it.
    func ordinal(_ cursor: Cursor) -> FoundDay? {
        let lead = cursor.word(0) == "the" ? 1 : 0
        guard let day = cursor.dayNumber(lead), !cursor.choiceFollows(lead + 1) else { return nil }
        switch cursor.kind(lead) {
        case .ordinal(_, spelled: true):
            guard lead == 1, cursor.at > 0, cursor.weekday(-1) != nil || cursor.word(-1) == "on" else { return nil }
        case .number:
            guard lead == 1, cursor.word(2).isEmpty || !cursor.timeFollows(1), day > 12 || cursor.word(-1) == "on" else { return nil }
        default: break
        }
        return cursor.found(lead + 1, DaySpan(monthless(day)), .ordinal(day))
    }

    /// The next day with that number, today included.
    func monthless(_ day: Int) -> CivilDate {
        let candidates = (0...400).lazy.map { Days.add($0, to: today) }
        return candidates.first { $0.day == day } ?? today
    }

    private func monthAlone(_ cursor: Cursor, _ month: Int) -> FoundDay? {
        let lead = cursor.word(-1) == "of" ? cursor.word(-2) : cursor.word(-1)
        if Lexicon.weakMonths.contains(cursor.word(0)), !Self.monthLeads.contains(cursor.word(-1)) { return nil }
        let (year, length) = yearAfter(cursor, 1)
        guard let first = CivilDate(year: year ?? yearOf(month, day: 31), month: month, day: 1) else { return nil }
        return cursor.found(length, part(Days.month(of: first), Self.pieces[lead] ?? (lead == "week" ? "early" : "")), .period)
    }

    static let monthLeads: Set<String> = ["in", "of", "early", "mid", "late", "during", "next", "this", "until", "by"]

    private func yearAfter(_ cursor: Cursor, _ index: Int) -> (Int?, Int) {
        let skip = cursor.word(index) == "," ? index + 1 : index
        if let year = cursor.number(skip), (2000...2199).contains(year) { return (year, skip + 1) }
        return (nil, index)
    }

    private func century(_ year: Int) -> Int { year < 100 ? 2000 + year : year }

    /// The year in which a month and day come next.
    private func yearOf(_ month: Int, day: Int) -> Int {
        (month, day) < (today.month, today.day) ? today.year + 1 : today.year
    }

    /// A written date, or the trouble that no such day exists.
    private func dated(_ cursor: Cursor, _ length: Int, _ year: Int?, _ month: Int, _ day: Int) -> FoundDay? {
        let years = year.map { [$0] } ?? (0...8).map { yearOf(month, day: day) + $0 }
        if let date = years.lazy.compactMap({ CivilDate(year: $0, month: month, day: day) }).first {
            return cursor.found(length, DaySpan(date), .written)
        }
        var item = cursor.found(length, DaySpan(today), .written)
        item.trouble = .noSuchDay(
            cursor.tokens[cursor.at..<min(cursor.at + length, cursor.tokens.count)].map(\.text).joined(separator: " "))
        return item
    }

    /// Christmas and New Year by name.
    func holiday(_ cursor: Cursor) -> FoundDay? {
        let eve = ["eve", "evening"].contains(cursor.word(1)) ? 1 : 0
        if cursor.word(0) == "christmas" || cursor.word(0) == "xmas" {
            return dated(cursor, 1 + eve + (cursor.word(1) == "day" ? 1 : 0), nil, 12, 25 - eve)
        }
        if cursor.word(0) == "new", ["year", "year's", "years"].contains(cursor.word(1)), ["eve", "evening"].contains(cursor.word(2)) {
            return dated(cursor, 3, nil, 12, 31)
        }
        return nil
    }
}
