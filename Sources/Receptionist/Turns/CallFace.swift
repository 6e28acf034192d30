/// How a phone call goes on after a turn.
public struct CallFace: Hashable, Sendable, Codable {
    /// What the next keys mean, where no card beside it gives them a meaning.
    public enum Pad: String, Sendable, Codable {
        case none, menu
        case yesNo = "yes_no"
        /// A name is asked for; one key stands for the number instead.
        case name
        /// Digits are asked for.
        case number
    }

    public enum Step: String, Sendable, Codable {
        case listen
        /// The people of the business are rung up.
        case transfer
        case hangUp = "hang_up"
    }

    public var language: Language
    /// The business's day, for dates of other years.
    public var day: String
    public var pad: Pad
    public var step: Step
}

/// What can be done on a phone call, beside talking.
struct PhoneLine: Sendable, Hashable {
    /// The caller's number; nil where it is withheld.
    var peer: String?
    /// The carrier stood for the number when the call began: later requests of a call need not say so.
    var isVouched: Bool
    /// The owner's phone may be rung up.
    var canTransfer: Bool
    /// The caller can be sent a text.
    var canText: Bool
}
