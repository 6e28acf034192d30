/// A way in which the house and a calendar don't say the same. It holds ids and codes only.
public struct CalendarDifference: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// A booking that stands has no event.
        case missing
        /// Its event stands at another time.
        case time
        /// A request is a firm event, or a firm booking a tentative one.
        case status
        /// A second event of ours for the same booking.
        case twice
        /// An event of ours that no booking wants there.
        case orphan
        /// The event is right, or rightly gone, and the row about it says otherwise.
        case row
        /// Somebody is busy there, and nobody knows it here.
        case unread
        /// Somebody is busy at another time than is known here.
        case moved
        /// What is busy here is gone there, or free.
        case vanished
        /// What is tentative there is firm here, or the other way about.
        case tentative
        /// What was read is right, and those whom the calendar serves aren't blocked as it says.
        case blocks
    }

    public let kind: Kind
    public let calendar: Int64
    public let booking: Int64?
    public let event: String?
    /// Something is about to put it right: work that waits, or a change that no reading could know yet.
    public let isOnTheWay: Bool
}

/// What comparing came to.
public struct CalendarCheck: Sendable {
    public var calendars = 0
    /// Bookings that want an event.
    public var bookings = 0
    /// Events that stand in the calendars that were compared.
    public var events = 0
    public var differences: [CalendarDifference] = []
    /// Accounts that somebody's calendars are of and that their owner has to connect again.
    public var brokenAccounts: [Int64] = []
    /// Calendars that Google didn't show, and why not, as a code.
    public var unseen: [(calendar: Int64, failure: String)] = []
}
