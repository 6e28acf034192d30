/// What the tools did in a turn. Words of outcome need one.
enum Receipt: Hashable, Sendable {
    case held, booked, requested, moved, cancelled, released, passedOn
    /// Something was asked of the diary that it didn't do.
    case refused
}

/// Why a sentence of a model was not shown. Kept as a code beside the sentence.
struct Withheld: Error, RawRepresentable, Hashable, Sendable {
    let rawValue: String
    static let digit = Withheld(rawValue: "digit")
    static let unknownWord = Withheld(rawValue: "unknown_word")
    /// Known words in no order that is known to state nothing.
    static let unknownForm = Withheld(rawValue: "unknown_form")
    static let unknownPlaceholder = Withheld(rawValue: "unknown_placeholder")
    /// A row that this turn has not read, or that is so no more.
    static let stale = Withheld(rawValue: "stale")
    static let noReceipt = Withheld(rawValue: "no_receipt")
    /// Rows that don't belong together.
    static let mismatch = Withheld(rawValue: "mismatch")
    static let tooLong = Withheld(rawValue: "too_long")
    static let markup = Withheld(rawValue: "markup")
    /// The owner wants a word of it not to be said.
    static let avoided = Withheld(rawValue: "avoided")
}

/// What becomes of a sentence.
enum Verdict: Hashable, Sendable {
    /// With its placeholders filled, and the ids of the times that it names.
    case shown(String, slots: [String])
    case withheld(Withheld)
}
