/// Which offered time is meant.
enum Choices {
    /// The choice of a message and the tokens that make it.
    static func read(_ tokens: [Token], expecting: Expecting) -> (Choice, Range<Int>)? {
        for index in tokens.indices {
            let cursor = Cursor(tokens: tokens, at: index)
            if let (choice, length) = ordinal(cursor, expecting, whole: tokens.count) { return (choice, index..<index + length) }
        }
        let words = tokens.map(\.word)
        for (phrase, choice) in phrases {
            if let start = Phrases.find(phrase, in: words) { return (choice, start..<start) }
        }
        return nil
    }

    /// “the second one”, “the 2nd slot”, “option 3”, “number two”, “the last one”.
    private static func ordinal(_ cursor: Cursor, _ expecting: Expecting, whole: Int) -> (Choice, Int)? {
        if ["option", "number", "slot", "choice"].contains(cursor.word(0)), let number = cursor.number(1), (1...12).contains(number) {
            return expecting == .slot ? (.nth(number), 2) : nil
        }
        let lead = cursor.word(0) == "the" ? 1 : 0
        if ["last", "latest"].contains(cursor.word(lead)), things.contains(cursor.word(lead + 1)) { return (.nth(-1), lead + 2) }
        if cursor.word(0) == "the", cursor.word(1) == "last", expecting == .slot, whole <= 3 { return (.nth(-1), 2) }
        guard case .ordinal(let number, let spelled)? = cursor.kind(lead), (1...12).contains(number) else { return nil }
        if things.contains(cursor.word(lead + 1)) || cursor.number(lead + 1) == 1 { return (.nth(number), lead + 2) }
        guard expecting == .slot, cursor.word(lead + 1) != "of", cursor.month(lead + 1) == nil, cursor.weekday(-1) == nil,
            cursor.month(-1) == nil
        else { return nil }
        return (spelled || number <= 6) && cursor.word(-1) != "on" ? (.nth(number), lead + 1) : nil
    }

    private static let things: Set<String> = ["one", "slot", "option", "choice", "time", "opening", "appointment"]

    private static let phrases: [([String], Choice)] = [
        (["other", "day"], .otherDay), (["another", "day"], .otherDay), (["different", "day"], .otherDay), (["other", "days"], .otherDay),
        (["different", "days"], .otherDay), (["another", "date"], .otherDay), (["different", "date"], .otherDay),
        (["other", "dates"], .otherDay),
        (["another", "week"], .otherDay), (["some", "other", "time"], .others), (["something", "else"], .others),
        (["anything", "else"], .others),
        (["none", "of", "these"], .others), (["none", "of", "those"], .others), (["none", "of", "them"], .others),
        (["more", "times"], .others),
        (["other", "times"], .others), (["another", "time"], .others), (["different", "time"], .others), (["different", "times"], .others),
        (["other", "options"], .others), (["more", "options"], .others), (["what", "else"], .others), (["show", "more"], .others),
        (["other", "slots"], .others), (["more", "slots"], .others), (["any", "other"], .others), (["later", "on"], .later),
        (["later"], .later), (["too", "early"], .later), (["earlier"], .earlier), (["sooner"], .earlier), (["too", "late"], .earlier),
        (["either"], .either), (["any", "of", "them"], .either), (["any", "of", "those"], .either), (["any", "of", "these"], .either),
        (["whichever"], .either), (["you", "choose"], .either), (["you", "pick"], .either), (["both", "work"], .either),
        (["that", "one"], .nth(1)),
    ]
}
