extension TimeGrammar {
    /// A time as digits or words and how many tokens it takes: “2 pm”, “14:30”, “four thirty”, “3 o'clock”, “noon”.
    func written(_ cursor: Cursor) -> (WrittenTime, Int)? {
        if let (time, length) = told(cursor) { return (time, length) }
        switch cursor.kind(0) {
        case .time(let time): return withHalf(wholeClock(time), cursor, 1)
        case .date(let date) where date.likeTime:
            return Numerals.made(date.parts[0], date.parts[1], nil, exact: false).flatMap { withHalf(wholeClock($0), cursor, 1) }
        case .number(let hour): return number(hour, cursor)
        default: return fixed(cursor.word(0)).map { ($0, 1) }
        }
    }

    /// Where clocks show 24 hours, 10:30 with its minutes is in the morning.
    private func wholeClock(_ time: WrittenTime) -> WrittenTime {
        guard !region.twelveHour, time.half == nil, time.hour >= 10 else { return time }
        return WrittenTime(hour: time.hour, minute: time.minute, half: nil, exact: true)
    }

    private func number(_ hour: Int, _ cursor: Cursor) -> (WrittenTime, Int)? {
        let text = cursor.token(0)?.text ?? ""
        if text.count == 4, text.allSatisfy(\.isWholeNumber), !(2000...2199).contains(hour) {
            return Numerals.made(hour / 100, hour % 100, nil, exact: true).flatMap { withHalf($0, cursor, 1) }
        }
        guard (0...24).contains(hour) else { return nil }
        let minute = cursor.number(1).flatMap { [15, 20, 30, 40, 45, 50, 10].contains($0) ? $0 : nil }
        return Numerals.made(hour, minute ?? 0, nil, exact: text.first == "0").flatMap { withHalf($0, cursor, minute == nil ? 1 : 2) }
    }

    private func withHalf(_ time: WrittenTime, _ cursor: Cursor, _ length: Int) -> (WrittenTime, Int)? {
        var time = time, length = length
        if cursor.word(length) == "o'clock" { length += 1 }
        guard ["am", "pm"].contains(cursor.word(length)), time.half == nil else { return (time, length) }
        if (1...12).contains(time.hour) { (time.half, time.exact) = (cursor.word(length) == "am" ? .am : .pm, false) }
        return (time, length + 1)
    }

    private func fixed(_ word: String) -> WrittenTime? {
        switch word {
        case "noon": WrittenTime(hour: 12, half: .pm)
        case "midnight": WrittenTime(hour: 0, exact: true)
        default: nil
        }
    }

    /// “half past two”, “quarter to 3”, “ten past four”, “half two”.
    private func told(_ cursor: Cursor) -> (WrittenTime, Int)? {
        let lead = cursor.word(0) == "a" ? 1 : 0
        let minutes = cursor.word(lead) == "half" ? 30 : cursor.word(lead) == "quarter" ? 15 : cursor.number(lead) ?? 0
        guard [5, 10, 15, 20, 25, 30].contains(minutes) else { return nil }
        let skip = cursor.word(lead + 1) == "minutes" ? lead + 2 : lead + 1
        let way = cursor.word(skip)
        if cursor.word(lead) == "half", let hour = cursor.number(skip), (1...12).contains(hour) {
            return shifted(hour, 30, cursor, skip + 1)
        }
        guard ["past", "after", "to", "before"].contains(way), let hour = cursor.number(skip + 1), (1...12).contains(hour) else {
            return nil
        }
        if ["after", "before", "to"].contains(way), cursor.number(lead) != nil, cursor.number(lead) != 20 && cursor.word(skip) != "to" {
            return nil
        }
        if way == "to", cursor.number(lead) != nil, cursor.word(lead + 1) == "to",
            hour > minutes || cursor.word(-1) == "from" || minutes == 10
        {
            return nil
        }
        return shifted(hour, way == "past" || way == "after" ? minutes : -minutes, cursor, skip + 2)
    }

    private func shifted(_ hour: Int, _ minutes: Int, _ cursor: Cursor, _ length: Int) -> (WrittenTime, Int)? {
        let total = (hour % 12) * 60 + minutes, positive = total < 0 ? total + 720 : total
        return withHalf(WrittenTime(hour: positive / 60 == 0 ? 12 : positive / 60, minute: positive % 60), cursor, length)
    }

    /// “half past two” stands by itself; it needs no “at”.
    func spoken(_ cursor: Cursor) -> (Item, Int)? {
        let lead = cursor.word(0) == "at" ? 1 : 0
        guard
            ["half", "quarter", "a", "noon", "midnight"].contains(cursor.word(lead)) || lead == 0 && cursor.word(2) == "past"
                || cursor.word(1) == "past",
            let (time, length) = written(cursor.skipping(lead))
        else { return nil }
        return (.exact(TimeReadings.of(time), around: false), lead + length)
    }
}
