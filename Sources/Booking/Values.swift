public import Postgres

/// A row's key that carries its entity, so that a service's and a customer's never meet.
public struct RowID<Entity>: Hashable, Sendable, CustomStringConvertible {
    /// The key itself.
    public let value: Int64
    /// The key of a row of that kind.
    public init(_ value: Int64) { self.value = value }
    public var description: String { String(value) }
}

/// An instant together with the offset that the business's zone has at it. Postgres gives the offset.
public struct ZonedTime: Hashable, Comparable, Sendable {
    /// The point in time.
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
    /// The key of its row.
    public typealias ID = RowID<Tenant>
    public var id: ID
    /// Its name in addresses.
    public var slug: String
    public var name: String
    /// The IANA name of its zone.
    public var zone: String
    /// BCP 47, such as `en-US`: decides day and month order, 12 or 24 hours, and how prices look.
    public var locale: String
    /// Where it is, in one line.
    public var address: String
    public var phone: String
    public var email: String
    /// Origins that may call the API from a browser, such as `https://clinic.example`; empty in development means any.
    public var allowedOrigins: [String]
    /// All that its row held when it was read, as one number.
    var stamp: Int64

    /// What is known of it, for the database to say whether that still holds.
    public var entrance: Entrance { Entrance(tenant: id.value, slug: slug, stamp: stamp) }
}

/// What can be booked.
public struct Service: Sendable {
    /// The key of its row.
    public typealias ID = RowID<Service>
    public var id: ID
    public var name: String
    public var description: String
    /// Minutes on offer, the default first.
    public var durations: [Int]
    /// How many share one session; 1 where a booking has the time to itself.
    public var capacity: Int
    /// The price in the currency's minor unit; nil where the business names none.
    public var price: Price?
    public var needsApproval: Bool
    /// The customer's own address is needed, because the work is done there.
    public var atCustomer: Bool
}

/// What a service costs.
public struct Price: Hashable, Sendable {
    /// Cents, pence.
    public var amountMinor: Int64
    /// ISO 4217.
    public var currency: String
}

/// A person, a chair, a room.
public struct Resource: Sendable {
    /// The key of its row.
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
    /// Seats that are still free; 1 where a booking has the time to itself.
    public var seatsLeft: Int
}

/// A booking's public name: eight characters of an unambiguous alphabet.
public struct Reference: Hashable, Sendable, CustomStringConvertible {
    /// As it is written.
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
