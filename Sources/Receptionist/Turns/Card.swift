/// What is shown beside the words. Each knows its JSON (the chat contract: every card has a `type`).
public enum Card: Hashable, Sendable {
    case services([ServiceFace])
    case slots(SlotList)
    case hold(HoldFace)
    /// Details that are asked for.
    case form(fields: [String])
    case booking(BookingFace)
    case cancelled(BookingFace)

    public struct Price: Hashable, Sendable, Codable {
        var amount_minor: Int64
        var currency: String
    }

    public struct ServiceFace: Hashable, Sendable, Codable {
        var id: String
        var name: String
        var description: String
        var duration_minutes: Int
        var price: Price?
    }

    public struct Face: Hashable, Sendable, Codable {
        var id: String
        var name: String
    }

    public struct SlotFace: Hashable, Sendable, Codable {
        var id: String
        var start: String
        var end: String
        var label: String
        var resource: Face
    }

    public struct SlotList: Hashable, Sendable, Codable {
        var service: String
        var timezone: String
        var slots: [SlotFace]
        var more: Bool
    }

    public struct HoldFace: Hashable, Sendable, Codable {
        var slot: SlotFace
        var expires_at: String
        var now: String
        var timezone: String
    }

    public struct BookingFace: Hashable, Sendable, Codable {
        var reference: String
        var status: String
        var service: Face
        var start: String
        var end: String
        var timezone: String
        var resource: Face
        var location: String
        var manage_url: String
        var uid: String
        var sequence: Int
    }
}

extension Card: Codable {
    private enum CodingKeys: String, CodingKey { case type, services, fields }

    private var type: String {
        switch self {
        case .services: "services"
        case .slots: "slots"
        case .hold: "hold"
        case .form: "form"
        case .booking: "booking"
        case .cancelled: "cancelled"
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: CodingKeys.self)
        try box.encode(type, forKey: .type)
        switch self {
        case .services(let services): try box.encode(services, forKey: .services)
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
        case "cancelled": self = .cancelled(try BookingFace(from: decoder))
        default: throw DecodingError.dataCorruptedError(forKey: .type, in: box, debugDescription: "an unknown card")
        }
    }
}
