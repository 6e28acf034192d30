/// What is shown beside the words. Each knows its JSON (the chat contract: every card has a `type`).
public enum Card: Hashable, Sendable {
    case services([ServiceFace])
    case slots(SlotList)
    case hold(HoldFace)
    /// Details that are asked for.
    case form(fields: [String])
    case booking(BookingFace)
    case cancelled(BookingFace)
    /// A caller's own bookings, of which one is asked for.
    case bookings([BookingChoice])
    /// A person of the business was asked for, or answers.
    case person(PersonInConversation)
    /// How a phone call goes on; the last of every turn on the phone, and of no other.
    case call(CallFace)

    public struct Price: Hashable, Sendable, Codable {
        public var amount_minor: Int64
        public var currency: String
    }

    public struct ServiceFace: Hashable, Sendable, Codable {
        public var id: String
        public var name: String
        public var description: String
        public var duration_minutes: Int
        public var price: Price?
    }

    public struct Face: Hashable, Sendable, Codable {
        public var id: String
        public var name: String
    }

    public struct BookingChoice: Hashable, Sendable, Codable {
        /// The booking's reference.
        public var id: String
        public var label: String
    }

    public struct SlotFace: Hashable, Sendable, Codable {
        public var id: String
        public var start: String
        public var end: String
        public var label: String
        public var resource: Face
    }

    public struct SlotList: Hashable, Sendable, Codable {
        public var service: String
        public var timezone: String
        public var slots: [SlotFace]
        public var more: Bool
    }

    public struct HoldFace: Hashable, Sendable, Codable {
        public var slot: SlotFace
        public var expires_at: String
        public var now: String
        public var timezone: String
    }

    public struct BookingFace: Hashable, Sendable, Codable {
        public var reference: String
        public var status: String
        public var service: Face
        public var start: String
        public var end: String
        public var timezone: String
        public var resource: Face
        public var location: String
        public var manage_url: String
        public var uid: String
        public var sequence: Int
    }
}

extension Card: Codable {
    private enum CodingKeys: String, CodingKey { case type, services, fields, state, bookings, call }

    private var type: String {
        switch self {
        case .services: "services"
        case .slots: "slots"
        case .hold: "hold"
        case .form: "form"
        case .booking: "booking"
        case .cancelled: "cancelled"
        case .bookings: "bookings"
        case .person: "person"
        case .call: "call"
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: CodingKeys.self)
        try box.encode(type, forKey: .type)
        switch self {
        case .services(let services): try box.encode(services, forKey: .services)
        case .bookings(let bookings): try box.encode(bookings, forKey: .bookings)
        case .person(let state): try box.encode(state, forKey: .state)
        case .call(let call): try box.encode(call, forKey: .call)
        case .form(let fields): try box.encode(fields, forKey: .fields)
        case .slots(let list): try list.encode(to: encoder)
        case .hold(let hold): try hold.encode(to: encoder)
        case .booking(let booking), .cancelled(let booking): try booking.encode(to: encoder)
        }
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        switch try box.decode(String.self, forKey: .type) {
        case "services": self = .services(try box.decode([ServiceFace].self, forKey: .services))
        case "form": self = .form(fields: try box.decode([String].self, forKey: .fields))
        case "slots": self = .slots(try SlotList(from: decoder))
        case "hold": self = .hold(try HoldFace(from: decoder))
        case "booking": self = .booking(try BookingFace(from: decoder))
        case "bookings": self = .bookings(try box.decode([BookingChoice].self, forKey: .bookings))
        case "person": self = .person(try box.decode(PersonInConversation.self, forKey: .state))
        case "call": self = .call(try box.decode(CallFace.self, forKey: .call))
        case "cancelled": self = .cancelled(try BookingFace(from: decoder))
        default: throw DecodingError.dataCorruptedError(forKey: .type, in: box, debugDescription: "an unknown card")
        }
    }
}
