import Postgres

extension DateRules {
    /// “next week”, “this weekend”, “end of the month”, “early next week”, “later this week”.
    func period(_ cursor: Cursor) -> FoundDay? {
        var skip = 0, piece = ""
        if let named = Self.pieces[cursor.word(0)] {
            piece = named
            skip = cursor.word(1) == "of" ? 2 : 1
        } else if cursor.word(0) == "the", let named = Self.pieces[cursor.word(1)] {
            piece = named
            skip = cursor.word(2) == "of" ? 3 : 2
        }
        if ["the", "a"].contains(cursor.word(skip)) { skip += 1 }
        let said = ["next", "this", "coming", "following", "last"].contains(cursor.word(skip)) ? cursor.word(skip) : ""
        if !said.isEmpty { skip += 1 }
        guard let span = whole(cursor.word(skip), said), !said.isEmpty || !piece.isEmpty || cursor.word(skip) == "weekend" else {
            return nil
        }
        return cursor.found(skip + 1, part(span, piece), .period)
    }

    static let pieces = [
        "end": "late", "late": "late", "later": "late", "beginning": "early", "start": "early", "early": "early", "middle": "mid",
        "mid": "mid", "rest": "rest", "first": "early", "during": "rest",
    ]

    private func whole(_ unit: String, _ said: String) -> DaySpan? {
        let monday = Days.monday(of: today), next = ["next", "following"].contains(said) ? 1 : said == "last" ? -1 : 0
        switch unit {
        case "week": return DaySpan(Days.add(7 * next, to: monday), Days.add(7 * next + 6, to: monday))
        case "weekend": return DaySpan(Days.add(7 * next + 5, to: monday), Days.add(7 * next + 6, to: monday))
        case "month": return Days.month(of: Days.add(months: next, to: Days.add(1 - today.day, to: today)))
        default: return nil
        }
    }

    /// A part of a span, never before today where the span reaches today.
    func part(_ span: DaySpan, _ piece: String) -> DaySpan {
        let short = span.length <= 7
        var result = span
        switch piece {
        case "early": result.last = Days.add(short ? 2 : 9, to: span.first)
        case "mid": result = DaySpan(Days.add(short ? 2 : 10, to: span.first), Days.add(short ? 3 : 19, to: span.first))
        case "late": result.first = short ? Days.add(3, to: span.first) : Days.add(-6, to: span.last)
        default: break
        }
        if result.last >= today, result.first < today { result.first = today }
        return result
    }

    /// Two neighbours that are one expression: a weekday with its date, a weekday in a week.
    func together(_ left: FoundDay, _ right: FoundDay) -> FoundDay? {
        switch (left.shape, right.shape) {
        case (.weekday(let day, _), .written), (.weekday(let day, _), .ordinal): return checked(right, against: day, from: left, to: right)
        case (.written, .weekday(let day, _)), (.ordinal, .weekday(let day, _)): return checked(left, against: day, from: left, to: right)
        case (.weekday(let day, _), .period): return inside(right.span, day, from: left, to: right)
        case (.weekday(let day, _), .offset): return inside(week(of: right.span.first), day, from: left, to: right)
        case (.offset, .weekday(let day, _)): return inside(week(of: left.span.first), day, from: left, to: right)
        case (.period, .weekday(let day, _)): return inside(left.span, day, from: left, to: right)
        default: return nil
        }
    }

    private func week(of day: CivilDate) -> DaySpan {
        let monday = Days.monday(of: day)
        return DaySpan(max(today, monday), Days.add(6, to: monday))
    }

    private func checked(_ date: FoundDay, against weekday: Weekday, from left: FoundDay, to right: FoundDay) -> FoundDay {
        var both = date
        (both.start, both.end) = (left.start, right.end)
        if Days.weekday(date.span.first) == weekday { return settled(both) }
        if case .ordinal(let number) = date.shape, let other = soon(weekday, number) {
            both.span = DaySpan(other)
        } else {
            both.trouble = .disagreement(written: date.span.first, weekday: nearest(weekday, to: date.span.first))
        }
        both.shape = .day
        return both
    }

    /// Within two months, the day that has that weekday and that number.
    private func soon(_ weekday: Weekday, _ number: Int) -> CivilDate? {
        (0...61).map { Days.add($0, to: today) }.first { $0.day == number && Days.weekday($0) == weekday }
    }

    private func nearest(_ weekday: Weekday, to date: CivilDate) -> CivilDate {
        let start = max(today, Days.add(-3, to: date))
        return Days.next(weekday, from: start)
    }

    private func inside(_ span: DaySpan, _ weekday: Weekday, from left: FoundDay, to right: FoundDay) -> FoundDay? {
        let days = span.days.prefix(62).filter { Days.weekday($0) == weekday }
        guard let first = days.first, let last = days.last else { return nil }
        return FoundDay(
            start: left.start, end: right.end, span: DaySpan(first, last), shape: .day, weekdays: days.count > 1 ? [weekday] : nil,
            within: span)
    }

    /// A weekday or an ordinal that found no neighbour is a day like any other.
    func settled(_ item: FoundDay) -> FoundDay {
        var settled = item
        switch item.shape {
        case .weekday, .ordinal, .written: settled.shape = .day
        case .day, .period, .offset: break
        }
        return settled
    }

    /// “after Monday”, “before the 3rd”, “from Tuesday”, “by Friday”: the span that the word before it makes of a day.
    func bounded(_ item: FoundDay, by lead: String) -> DaySpan {
        let span = item.span
        switch lead {
        case "after": return DaySpan(Days.add(1, to: span.last), Days.add(14, to: span.last))
        case "from", "since", "starting": return span.length > 7 ? span : DaySpan(span.first, Days.add(13, to: span.first))
        case "before": return DaySpan(today, max(today, Days.add(-1, to: span.first)))
        case "by", "until": return DaySpan(min(today, span.first), span.last)
        default: return span
        }
    }

    /// “not Tuesday”, “can't do Monday”, “except Friday”, “instead of Wednesday”.
    func negated(_ tokens: [Token], before start: Int) -> Bool {
        let words = tokens[max(0, start - 4)..<start].map(\.word)
        guard let last = words.last else { return false }
        let tail = words.suffix(while: { !["but", ",", ".", "or"].contains($0) })
        if ["except", "excluding", "not"].contains(last) { return true }
        if words.suffix(2) == ["instead", "of"] || words.suffix(2) == ["other", "than"] || words.suffix(2) == ["rather", "than"] {
            return true
        }
        if words.suffix(2) == ["day", "but"] || words.suffix(2) == ["time", "but"] { return true }
        return tail.contains { ["can't", "don't", "won't", "couldn't", "never", "not"].contains($0) } && !tail.contains("before")
            && tail.suffix(2).contains { ["do", "make", "on", "want", "like", "with"].contains($0) }
    }
}

extension Array {
    /// The longest tail whose elements all pass.
    func suffix(while passes: (Element) -> Bool) -> [Element] { Array(reversed().prefix(while: passes).reversed()) }
}
