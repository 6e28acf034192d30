internal import Booking
/// A service as the receptionist shows it.
public struct ServiceItem: Hashable, Sendable, Codable {
    public var id: Int64
    public var name: String
    public var description: String
    public var durations: [Int]
    public var amountMinor: Int64?
    public var currency: String?
    public var needsApproval: Bool
    public var atCustomer: Bool
    /// The persons a visitor may choose.
    public var people: [PersonItem]
}

public struct PersonItem: Hashable, Sendable, Codable {
    public var id: Int64
    public var name: String
}

/// A start that was free a moment ago, under a name that only this conversation knows.
public struct OfferedSlot: Hashable, Sendable, Codable {
    public var id: String
    public var service: Int64
    public var duration: Int?
    /// The person that was asked for; nil for any.
    public var wanted: Int64?
    public var start: Moment
    public var end: Moment
    public var person: PersonItem
    /// The booking that taking it would move.
    public var moving: String?
}

/// A time that is kept for the visitor.
public struct HeldSlot: Hashable, Sendable, Codable {
    public var hold: String
    public var slot: OfferedSlot
    public var expires: Moment
}

/// A booking as its committed row has it.
public struct Booked: Hashable, Sendable, Codable {
    public var reference: String
    public var status: String
    public var service: Int64
    public var serviceName: String
    public var start: Moment
    public var end: Moment
    public var person: PersonItem
    public var version: Int
    public var manageURL: String
}

/// What the diary has of the number that calls or texts.
public struct CallerRecord: Hashable, Sendable, Codable {
    /// The name that its bookings are under; nil where the carrier doesn't vouch for the number, or there are several names.
    public var name: String?
    /// What it last came for.
    public var service: LastService?
    /// The coming bookings that are proven to be the caller's, the next one first.
    public var bookings: [Booked]

    public struct LastService: Hashable, Sendable, Codable {
        public var id: Int64
        public var name: String
    }
}

/// The windows of a day in which the business is open.
public struct OpenHours: Hashable, Sendable, Codable {
    public var day: DaySpan
    public var windows: [Window]

    public struct Window: Hashable, Sendable, Codable {
        public var opens: Moment
        public var closes: Moment
    }
}

/// Why a tool did nothing.
public struct ToolRefusal: Hashable, Sendable, Codable {
    /// The diary's stable code.
    public var code: String
    public var detail: String
    public var alternatives: [OfferedSlot]

    /// A calendar can't be reached: no other time is to be had either.
    var isOutage: Bool { code == Reason.unavailable.rawValue || asksForNumber }
    /// The business calls back.
    var asksForNumber: Bool { code == Reason.callBack.rawValue }
}

/// What a tool answers.
public enum ToolResult: Hashable, Sendable, Codable {
    case services([ServiceItem])
    case slots([OfferedSlot], more: Bool)
    case hours([OpenHours])
    case held(HeldSlot)
    /// When a renewed hold runs out.
    case expires(Moment)
    case booking(Booked)
    case caller(CallerRecord)
    case kept
    /// The people of the business have the conversation; true where this turn gave it to them.
    case handedOver(Bool)
    case answers([OwnersAnswer])
    case refused(ToolRefusal)
}
