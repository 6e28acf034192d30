public import Postgres

/// A row's key that carries its entity, so that a service's and a customer's never meet.
public struct RowID<Entity>: Hashable, Sendable, CustomStringConvertible {
    public let value: Int64
    public init(_ value: Int64) { self.value = value }
    public var description: String { String(value) }
}

/// An instant together with the offset that the business's zone has at it. Postgres gives the offset.
public struct ZonedTime: Hashable, Comparable, Sendable {
    public var instant: Instant
    /// Seconds east of UTC at that instant.
    public var offset: Int
    /// The zone's abbreviation at that instant, such as `EST`; tells the two copies of a repeated hour apart.
    public var abbreviation: String

    public init(instant: Instant, offset: Int, abbreviation: String) {
        self.instant = instant
        self.offset = offset
        self.abbreviation = abbreviation
    }

    public static func < (left: ZonedTime, right: ZonedTime) -> Bool { left.instant < right.instant }
}

/// A business.
public struct Tenant: Sendable {
    public typealias ID = RowID<Tenant>
    public var id: ID
    public var slug: String
    public var name: String
    /// The IANA name of its zone.
    public var zone: String
    /// BCP 47, such as `en-US`: decides day and month order, 12 or 24 hours, and how prices look.
    public var locale: String
    public var address: String
    public var phone: String
    public var email: String
    /// Origins that may call the API from a browser, such as `https://clinic.example`; empty in development means any.
    public var allowedOrigins: [String]
}

/// What can be booked.
public struct Service: Sendable {
    public typealias ID = RowID<Service>
    public var id: ID
    public var name: String
    public var description: String
    /// Minutes on offer, the default first.
    public var durations: [Int]
    public var capacity: Int
    /// The price in the currency's minor unit; nil where the business names none.
    public var price: Price?
    public var needsApproval: Bool
    /// The customer's own address is needed, because the work is done there.
    public var atCustomer: Bool
}

public struct Price: Hashable, Sendable {
    public var amountMinor: Int64
    /// ISO 4217.
    public var currency: String
}

/// A person, a chair, a room.
public struct Resource: Sendable {
    public typealias ID = RowID<Resource>
    public var id: ID
    public var name: String
}

/// A start that can be held.
public struct Slot: Sendable {
    public var start: ZonedTime
    public var end: ZonedTime
    /// The person who would serve; the one that is shown where any will do.
    public var resource: Resource
    public var seatsLeft: Int
}

/// A booking's public name: eight characters of an unambiguous alphabet.
public struct Reference: Hashable, Sendable, CustomStringConvertible {
    public let text: String
    /// Takes any case and ignores spaces and hyphens; nil where it can't be a reference.
    public init?(_ text: String) {
        let letters = text.uppercased().filter { $0 != " " && $0 != "-" }
        guard letters.count == 8, letters.allSatisfy({ Self.alphabet.contains($0) }) else { return nil }
        self.text = letters
    }
    /// As the diary's own row has it.
    init(adopting text: String) { self.text = text }
    /// No vowels that make words, no 0, O, 1, I, L.
    public static let alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ"
    public var description: String { text }
}

/// A time that is kept for one client for some minutes.
public struct Hold: Sendable {
    /// 128 random bits as 32 hexadecimal digits: all that its holder needs.
    public struct ID: Hashable, Sendable {
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
    public var expires: ZonedTime
    public var resource: Resource
    public var service: Service.ID
}

/// Who a booking is for. Its `description` shows no personal data.
public struct CustomerDetails: Sendable, CustomStringConvertible {
    public var name: String
    public var email: String?
    public var phone: String?
    public var address: String?
    public init(name: String, email: String?, phone: String?, address: String?) {
        self.name = name
        self.email = email
        self.phone = phone
        self.address = address
    }
    public var description: String { "customer" }
}

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
    public typealias ID = RowID<Appointment>
    public var id: ID
    public var reference: Reference
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
    public var now: ZonedTime
    public var slots: [Slot]
}

/// Whether a start can be held.
public struct Explanation: Sendable {
    public var bookable: Bool
    /// Nil where it can.
    public var reason: Reason?
    /// The reason in a visitor's words.
    public var detail: String
}

/// One of the business's local days, with the windows that open on it.
public struct OpenDay: Sendable {
    public var date: CivilDate
    /// Opening and closing; none on a closed day.
    public var windows: [(ZonedTime, ZonedTime)] = []
}

/// Time for which a resource is away.
public struct Block: Sendable {
    public typealias ID = RowID<Block>
    public var id: ID
    public var resource: Resource
    public var start: ZonedTime
    public var end: ZonedTime
    public var reason: String
}
