/// How long something takes, where a visitor says so.
enum Durations {
    /// Minutes and the tokens they take: “30 minutes”, “an hour”, “half an hour”, “90 min”, “an hour and a half”.
    static func read(_ cursor: Cursor) -> (Int, Int)? {
        guard !["in", "past", "to"].contains(cursor.word(-1)) else { return nil }
        if cursor.word(0) == "half", cursor.word(1) == "an", cursor.word(2) == "hour" { return (30, 3) }
        guard let count = cursor.number(0) ?? (["an", "a"].contains(cursor.word(0)) ? 1 : nil), (1...600).contains(count) else {
            return nil
        }
        switch cursor.word(1) {
        case "minutes", "minute": return relative(cursor) ? nil : (count, 2)
        case "hour", "hours": return relative(cursor) ? nil : (count * 60 + (halved(cursor) ? 30 : 0), halved(cursor) ? 5 : 2)
        default: return nil
        }
    }

    private static func relative(_ cursor: Cursor) -> Bool {
        ["from", "past", "to", "later", "earlier", "before", "after"].contains(cursor.word(2))
    }

    private static func halved(_ cursor: Cursor) -> Bool { cursor.word(2) == "and" && cursor.word(3) == "a" && cursor.word(4) == "half" }
}
