import Postgres

/// Finds the days that a message names. `DateRules` reads the single expressions, this file puts them together.
struct DateGrammar {
    let rules: DateRules
    var today: CivilDate { rules.today }

    struct Outcome {
        var wish: DayWish?
        var trouble: DateTrouble?
    }

    /// Reads all days of a message and marks their tokens as taken.
    func read(_ tokens: inout [Token], moving: Bool) -> Outcome {
        var found = merged(scan(tokens), tokens)
        for item in found { for index in item.start..<item.end { tokens[index].taken = true } }
        var outcome = Outcome()
        outcome.trouble = found.lazy.compactMap(\.trouble).first
        found.removeAll { $0.trouble != nil }
        outcome.wish = wish(found, tokens, moving: moving)
        return outcome
    }

    /// Every expression, from left to right.
    private func scan(_ tokens: [Token]) -> [FoundDay] {
        var found: [FoundDay] = [], index = 0
        while index < tokens.count {
            if !tokens[index].taken, let item = rules.match(tokens, at: index) {
                found.append(item)
                index = max(item.end, index + 1)
            } else {
                index += 1
            }
        }
        return found
    }

    /// A weekday beside a date or a week belongs to it: “Tuesday the 24th”, “next week on Friday”.
    private func merged(_ found: [FoundDay], _ tokens: [Token]) -> [FoundDay] {
        var result: [FoundDay] = []
        for item in found {
            if let last = result.last, adjacent(last, item, tokens), let both = rules.together(last, item) {
                result[result.count - 1] = both
            } else {
                result.append(item)
            }
        }
        return result.map(rules.settled)
    }

    private func adjacent(_ left: FoundDay, _ right: FoundDay, _ tokens: [Token]) -> Bool {
        tokens[left.end..<right.start].allSatisfy { ["the", ",", "of", "on", "in", ".", "which", "is", "a"].contains($0.word) }
    }

    /// The wish that the expressions make up: alternatives, ranges, exclusions and corrections.
    private func wish(_ found: [FoundDay], _ tokens: [Token], moving: Bool) -> DayWish? {
        var wish = DayWish(spans: [])
        for (position, item) in found.enumerated() {
            let before = position == 0 ? [] : tokens[found[position - 1].end..<item.start].map(\.word)
            let lead = item.start >= 1 ? tokens[item.start - 1].word : ""
            if rules.negated(tokens, before: item.start) {
                exclude(item, from: &wish)
            } else if let last = wish.spans.last, position > 0, ranges(before, tokens, found[position - 1].start, moving) {
                wish.spans[wish.spans.count - 1] = DaySpan(last.first, max(last.first, item.span.last))
            } else {
                if !before.isEmpty || position > 0, !listed(before) { wish = DayWish(spans: [], excluded: wish.excluded) }
                wish.spans.append(rules.bounded(item, by: lead))
                if let weekdays = item.weekdays { wish.weekdays = weekdays }
            }
        }
        if wish.spans.isEmpty, !wish.excluded.isEmpty { wish.spans = [DaySpan(today, Days.add(30, to: today))] }
        return wish.spans.isEmpty ? nil : wish
    }

    private func exclude(_ item: FoundDay, from wish: inout DayWish) {
        wish.excluded += item.span.days.prefix(31)
        wish.spans.removeAll { $0 == item.span }
        if let within = item.within, wish.spans.isEmpty { wish.spans = [within] }
    }

    /// “Monday to Wednesday”, “between Monday and Wednesday”; in a move “from Monday to Friday” names old and new day.
    private func ranges(_ between: [String], _ tokens: [Token], _ start: Int, _ moving: Bool) -> Bool {
        let lead = start > 0 ? tokens[start - 1].word : ""
        switch between {
        case ["to"], ["until"], ["through"]: return !moving
        case ["-"]: return true
        case ["and"]: return lead == "between"
        default: return false
        }
    }

    /// Both are meant: “Monday or Tuesday”, “Monday, Tuesday or Friday”.
    private func listed(_ between: [String]) -> Bool {
        between.isEmpty || between.allSatisfy { ["or", "and", ",", "/", "also", "even", "on", "maybe", "the"].contains($0) }
    }
}
