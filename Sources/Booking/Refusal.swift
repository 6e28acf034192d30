public import Postgres

/// Why the diary said no, as its functions name it.
public struct Reason: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let slotTaken = Reason(rawValue: "slot_taken")
    public static let full = Reason(rawValue: "full")
    public static let holdExpired = Reason(rawValue: "hold_expired")
    public static let idempotencyConflict = Reason(rawValue: "idempotency_conflict")
    public static let outsideHours = Reason(rawValue: "outside_hours")
    public static let tooSoon = Reason(rawValue: "too_soon")
    public static let tooLateToChange = Reason(rawValue: "too_late_to_change")
    public static let tooFar = Reason(rawValue: "too_far")
    public static let notOnGrid = Reason(rawValue: "not_on_grid")
    public static let limitReached = Reason(rawValue: "limit_reached")
    public static let unknownService = Reason(rawValue: "unknown_service")
    public static let invalid = Reason(rawValue: "invalid")
    public static let notFound = Reason(rawValue: "not_found")
    /// No booking is taken while a calendar can't be reached.
    public static let unavailable = Reason(rawValue: "unavailable")
    /// The same, and the business calls back. Outside both have one code.
    public static let callBack = Reason(rawValue: "call_back")

    /// The stable `code` of the outer interface.
    public var code: String { self == .callBack ? Self.unavailable.rawValue : rawValue }
}

/// What a verb of the diary throws.
public enum DiaryError: Error {
    /// The diary refused; nothing changed. `alternatives` are starts that could be held a moment ago.
    case refused(Reason, detail: String, alternatives: [Slot])
    /// The turn that asked was taken over by another worker; stop and say nothing.
    case fenced
    /// The database failed; nothing is known to have changed.
    case database(DatabaseError)
}
