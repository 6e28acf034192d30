public import Postgres

/// The key under which a write happens at most once. The same key with another body is refused.
public struct RequestKey: Sendable {
    /// Where the key is valid, such as `POST /bookings` or `turn/hold_slot`.
    public var route: String
    /// 16 to 255 characters.
    public var key: String
    /// SHA-256 of what was asked.
    public var bodyHash: [UInt8]
    /// The turn that writes, where a conversation does; the verb's transaction checks it.
    public var fence: Fence?
    public init(route: String, key: String, bodyHash: [UInt8], fence: Fence? = nil) {
        self.route = route
        self.key = key
        self.bodyHash = bodyHash
        self.fence = fence
    }
}

/// A turn and the number its worker holds it under (DESIGN section 4).
public struct Fence: Hashable, Sendable {
    public var turn: Int64
    public var number: Int64
    public init(turn: Int64, number: Int64) {
        self.turn = turn
        self.number = number
    }
}

/// What lets somebody see or change a booking.
public enum Proof: Sendable {
    /// Its reference together with the customer's email or phone.
    case contact(String)
    /// A signed link that was verified and names this booking.
    case link(Appointment.ID)
    /// The conversation that made it.
    case conversation(String)
    /// The conversation of whoever calls or texts: it made the booking, or the booking was made with their number, which the carrier
    /// vouches for or whose booking's name they give.
    case caller(String, name: String?)
    /// The business itself.
    case owner
}

/// The edge of a search: a business-local day (whole) or an instant.
public enum Bound: Sendable {
    case day(CivilDate)
    case instant(Instant)
}

/// The booking that a search, an explanation or a hold means to move.
public struct Moving: Sendable {
    public var reference: Reference
    public var proof: Proof
    public init(reference: Reference, proof: Proof) {
        self.reference = reference
        self.proof = proof
    }
}

/// What is asked about one start.
public struct SlotQuestion: Sendable {
    public var service: Service.ID
    /// Minutes; nil for the service's first.
    public var duration: Int?
    /// nil for any person.
    public var resource: Resource.ID?
    public var moving: Moving?
    public init(service: Service.ID, duration: Int? = nil, resource: Resource.ID? = nil, moving: Moving? = nil) {
        self.service = service
        self.duration = duration
        self.resource = resource
        self.moving = moving
    }
}

/// Who holds, for the limits of three holds a client and thirty an address.
public struct Holder: Sendable {
    /// The conversation's id or the client that the request names.
    public var client: String?
    /// The network address.
    public var address: String
    public init(client: String?, address: String) {
        self.client = client
        self.address = address
    }
}
