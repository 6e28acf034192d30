/// Finds the times of day that a message names.
struct TimeGrammar {
    let region: Region

    enum Item {
        case exact([Int], around: Bool)
        case span([MinuteSpan])
        case part(MinuteSpan)
    }

    /// Reads all times of a message and marks their tokens as taken. A bare number counts where a time is expected.
    func read(_ tokens: inout [Token], expected: Bool) -> TimeWish? {
        var exact: [[[Int]]] = [], spans: [[MinuteSpan]] = [], parts: [MinuteSpan] = [], around = false
        var index = 0, lastExact = -1
        while index < tokens.count {
            let follows = lastExact == index - 1 && index > 0 && tokens[index - 1].word == "or"
            guard let (item, length) = match(tokens, index, expected || follows) else { index += 1; continue }
            let negated = index > 0 && ["not", "except"].contains(tokens[index - 1].word)
            for place in index..<min(index + length, tokens.count) { tokens[place].taken = true }
            switch item {
            case _ where negated: break
            case .exact(let readings, let near):
                if follows { exact[exact.count - 1].append(readings) } else { exact.append([readings]) }
                (around, lastExact) = (around || near, index + length)
            case .span(let readings): spans.append(readings)
            case .part(let part): parts.append(part)
            }
            index += length
        }
        return combined(exact, spans, parts, around)
    }

    /// One wish of all that was said: a part of the day decides which half a bare hour means.
    private func combined(_ exact: [[[Int]]], _ spans: [[MinuteSpan]], _ parts: [MinuteSpan], _ around: Bool) -> TimeWish? {
        if let alternatives = exact.last {
            let readings = alternatives.flatMap { $0 }
            let fitting = readings.filter { minute in parts.contains { $0.contains(minute) } }
            let kind: TimeWish.Kind = alternatives.count > 1 ? .among : around ? .around : .at
            return TimeWish(kind, (fitting.isEmpty ? readings : fitting).map { MinuteSpan($0) })
        }
        if let readings = spans.last {
            let fitting = readings.filter { span in parts.contains { $0.from <= span.to && span.from <= $0.to } }
            return TimeWish(.within, fitting.isEmpty ? readings : fitting)
        }
        guard let first = parts.first else { return nil }
        return TimeWish(.within, [parts.dropFirst().reduce(first) { $0.joined(with: $1) }])
    }

    /// The expression at a token and its length.
    private func match(_ tokens: [Token], _ index: Int, _ expected: Bool) -> (Item, Int)? {
        let cursor = Cursor(tokens: tokens, at: index)
        guard cursor.token(0) != nil else { return nil }
        return range(cursor) ?? bound(cursor) ?? dayPart(cursor) ?? spoken(cursor) ?? clock(cursor, expected)
    }

    /// “between 2 and 4”, “from 9 to 5”, “2-4pm”.
    private func range(_ cursor: Cursor) -> (Item, Int)? {
        let lead = ["between", "from", "betwixt"].contains(cursor.word(0)) ? 1 : 0
        guard let (from, first) = written(cursor.skipping(lead)) else { return nil }
        let link = cursor.word(lead + first)
        guard ["and", "to", "-", "until", "through"].contains(link), lead == 1 || link != "and" else { return nil }
        guard let (to, second) = written(cursor.skipping(lead + first + 1)) else { return nil }
        if lead == 0, link == "to", from.half == nil, to.half == nil, !(from.exact && to.exact), cursor.word(-1) != "for" { return nil }
        return (.span(TimeReadings.between(from, to)), lead + first + 1 + second)
    }

    /// “after 5”, “before noon”, “by 3”, “from 2 onwards”, “2 or later”.
    private func bound(_ cursor: Cursor) -> (Item, Int)? {
        let lead = cursor.word(0) == "any" && cursor.word(1) == "time" ? 2 : 0
        let word = cursor.word(lead)
        let later = ["after", "from", "since", "past"].contains(word), sooner = ["before", "by", "until"].contains(word)
        if later || sooner, let (time, length) = written(cursor.skipping(lead + 1)) {
            return (.span(later ? TimeReadings.after(time) : TimeReadings.before(time)), lead + 1 + length)
        }
        guard let (time, length) = written(cursor), cursor.word(length) == "or" || cursor.word(length).hasPrefix("onward") else {
            return nil
        }
        switch cursor.word(length + 1) {
        case "later", "after": return (.span(TimeReadings.after(time)), length + 2)
        case "earlier", "before": return (.span(TimeReadings.before(time)), length + 2)
        default: return cursor.word(length) == "or" ? nil : (.span(TimeReadings.after(time)), length + 1)
        }
    }

    /// “afternoon”, “after lunch”, “first thing”, “late morning”, “end of the day”.
    private func dayPart(_ cursor: Cursor) -> (Item, Int)? {
        let phrase = (0..<5).map { cursor.word($0) }
        for (words, span) in DayParts.phrases where Array(phrase.prefix(words.count)) == words {
            return (.part(span), words.count)
        }
        let shade = ["early", "late", "mid"].contains(cursor.word(0)) ? 1 : 0
        guard let span = DayParts.plain[cursor.word(shade)] else { return nil }
        return (.part(shade == 1 ? DayParts.shaded(span, cursor.word(0)) : span), shade + 1)
    }

    /// “at 4”, “around 2pm”, “14:30”; a bare number behind a date, or where a time is expected.
    private func clock(_ cursor: Cursor, _ expected: Bool) -> (Item, Int)? {
        let near = ["around", "about", "approx", "approximately", "roughly", "circa"].contains(cursor.word(0))
        let lead =
            near || cursor.word(0) == "at" || cursor.word(0) == "for"
            ? (cursor.word(1) == "about" || cursor.word(1) == "around" ? 2 : 1) : 0
        guard let (time, length) = written(cursor.skipping(lead)) else { return nil }
        let ish = cursor.word(lead + length) == "ish", bare = time.half == nil && cursor.number(lead) != nil && length == 1
        if bare, lead == 0 || cursor.word(0) == "for", !ish, !expected, !timely(cursor.skipping(lead)) { return nil }
        if cursor.word(0) == "for", bare, !expected { return nil }
        if bare, counts(cursor.word(lead + length)) { return nil }
        return (.exact(TimeReadings.of(time), around: near || ish || lead == 2), lead + length + (ish ? 1 : 0))
    }

    /// A bare number is a time behind a date, before “in the morning”, or written as 0930.
    private func timely(_ cursor: Cursor) -> Bool {
        if cursor.word(1) == "in", cursor.word(2) == "the", DayParts.plain[cursor.word(3)] != nil { return true }
        if cursor.token(0)?.text.first == "0", cursor.token(0)?.text.count == 4 { return true }
        let before = cursor.word(-1) == "," ? cursor.at - 2 : cursor.at - 1
        return cursor.tokens.indices.contains(before) && cursor.tokens[before].taken
            && ![.email, .brokenEmail, .phone].contains(cursor.tokens[before].kind)
    }

    /// A number that counts something is no hour: “2 people”.
    private func counts(_ word: String) -> Bool {
        [
            "people", "persons", "of", "minutes", "hours", "hour", "days", "day", "weeks", "week", "month", "months", "appointments",
            "kids",
            "years", "slots", "options", "times", "st", "th",
        ].contains(word)
    }
}
