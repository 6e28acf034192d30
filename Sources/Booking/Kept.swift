public import Postgres

// What the diary keeps, and what it tells of itself.

/// A time that is kept for one client for some minutes.
public struct Hold: Sendable {
    /// 128 random bits as 32 hexadecimal digits: all that its holder needs.
    public struct ID: Hashable, Sendable {
        /// As it is written.
        public let text: String
        public init?(_ text: String) {
            guard text.count == 32, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
            self.text = text.lowercased()
        }
        /// As the diary's own row has it.
        init(adopting text: String) { self.text = text }
    }
    public var id: ID
    public var start: ZonedTime
    public var end: ZonedTime
    /// Until when it is kept.
    public var expires: ZonedTime
    public var resource: Resource
    public var service: Service.ID
}

/// Who a booking is for. Its `description` shows no personal data.
public struct CustomerDetails: Sendable, CustomStringConvertible {
    public var name: String
    /// One of email and phone is needed.
    public var email: String?
    public var phone: String?
    /// Where it is, in one line.
    public var address: String?
    public init(name: String, email: String?, phone: String?, address: String?) {
        self.name = name
        self.email = email
        self.phone = phone
        self.address = address
    }
    public var description: String { "customer" }
}

/// What has become of a booking; an open set.
public struct BookingStatus: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let held = BookingStatus(rawValue: "held")
    public static let pending = BookingStatus(rawValue: "pending")
    public static let confirmed = BookingStatus(rawValue: "confirmed")
    public static let cancelled = BookingStatus(rawValue: "cancelled")
    public static let declined = BookingStatus(rawValue: "declined")
    public static let lapsed = BookingStatus(rawValue: "lapsed")
    public static let expired = BookingStatus(rawValue: "expired")
    public static let released = BookingStatus(rawValue: "released")
    public static let moved = BookingStatus(rawValue: "moved")
}

/// An appointment as its committed row has it.
public struct Appointment: Sendable {
    /// The key of its row.
    public typealias ID = RowID<Appointment>
    public var id: ID
    public var reference: Reference
    /// A request that has run out reads as lapsed.
    public var status: BookingStatus
    public var start: ZonedTime
    public var end: ZonedTime
    public var service: Service
    public var resource: Resource
    /// Counts up with each change, for calendars' SEQUENCE.
    public var version: Int
    public var customer: CustomerDetails
    public var notes: String
}

/// Starts that can be held, and the server's now to count from.
public struct SlotList: Sendable {
    /// The server's now.
    public var now: ZonedTime
    public var slots: [Slot]
}

/// Whether a start can be held.
public struct Explanation: Sendable {
    /// Whether it can.
    public var bookable: Bool
    /// Nil where it can.
    public var reason: Reason?
    /// The reason in a visitor's words.
    public var detail: String
}

/// One of the business's local days, with the windows that open on it.
public struct OpenDay: Sendable {
    /// The day on the business's calendar.
    public var date: CivilDate
    /// Opening and closing; none on a closed day.
    public var windows: [(ZonedTime, ZonedTime)] = []
}

/// Time for which a resource is away.
public struct Block: Sendable {
    /// The key of its row.
    public typealias ID = RowID<Block>
    public var id: ID
    public var resource: Resource
    public var start: ZonedTime
    public var end: ZonedTime
    public var reason: String
    /// A calendar says it, under whose name it stands; it is taken away there and not here.
    public var isOfCalendar: Bool
}
