import Postgres

/// A place in a message from which a rule reads.
struct Cursor {
    let tokens: [Token]
    let at: Int

    func skipping(_ count: Int) -> Cursor { Cursor(tokens: tokens, at: at + count) }

    func token(_ offset: Int) -> Token? {
        let index = at + offset
        return tokens.indices.contains(index) && !tokens[index].taken ? tokens[index] : nil
    }

    func word(_ offset: Int) -> String { token(offset)?.word ?? "" }
    func kind(_ offset: Int) -> Token.Kind? { token(offset)?.kind }
    func number(_ offset: Int) -> Int? { token(offset)?.number }
    func weekday(_ offset: Int) -> Weekday? { token(offset).flatMap { $0.isPlain ? Lexicon.weekday($0.word) : nil } }
    func month(_ offset: Int) -> Int? { token(offset).flatMap { $0.isPlain ? Lexicon.month($0.word) : nil } }

    /// A number or an ordinal from 1 to 31.
    func dayNumber(_ offset: Int) -> Int? {
        switch kind(offset) {
        case .number(let value), .ordinal(let value, _): (1...31).contains(value) ? value : nil
        default: nil
        }
    }

    /// What stands behind a number makes a time of it: “3 pm”, “3 o'clock”, “3:30”.
    func timeFollows(_ offset: Int) -> Bool {
        ["am", "pm", "o'clock", "ish", "thirty", "minutes", "hours", "hour"].contains(word(offset + 1))
    }

    /// “the second one”, “the 2nd slot”.
    func choiceFollows(_ offset: Int) -> Bool {
        ["one", "slot", "option", "time", "choice", "half", "available", "thing", "of", "opening", "appointment"].contains(word(offset))
            || number(offset) == 1
    }

    func found(_ length: Int, _ span: DaySpan, _ shape: FoundDay.Shape = .day) -> FoundDay {
        FoundDay(start: at, end: min(at + length, tokens.count), span: span, shape: shape)
    }
}
