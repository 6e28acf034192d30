/// What the tools did in a turn. Words of outcome and of assent need one.
enum Receipt: Hashable, Sendable {
    case held, booked, requested, moved, cancelled, released, passedOn
    /// The diary was looked at, and there was something, or there was nothing.
    case foundTimes, foundNothing
}

/// Why a sentence of a model was not shown. Kept as a code beside the sentence.
struct Withheld: RawRepresentable, Hashable, Sendable {
    let rawValue: String
    static let digit = Withheld(rawValue: "digit")
    static let unknownWord = Withheld(rawValue: "unknown_word")
    static let unknownPlaceholder = Withheld(rawValue: "unknown_placeholder")
    static let noReceipt = Withheld(rawValue: "no_receipt")
    static let mismatch = Withheld(rawValue: "mismatch")
    static let tooLong = Withheld(rawValue: "too_long")
    static let markup = Withheld(rawValue: "markup")
}

/// What becomes of a sentence.
enum Verdict: Hashable, Sendable {
    /// With its placeholders filled, and the ids of the times that it names.
    case shown(String, slots: [String])
    case withheld(Withheld)
}
