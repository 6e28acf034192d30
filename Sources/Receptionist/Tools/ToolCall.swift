/// What a receptionist, scripted or model-driven, can do. A model is given exactly these, under these names.
public enum ToolCall: Hashable, Sendable, Codable {
    case listServices
    case openingHours(from: DaySpan)
    case checkAvailability(AvailabilityQuestion)
    case holdSlot(slot: String)
    case renewHold(hold: String)
    case releaseHold(hold: String)
    case confirmBooking(Confirmation)
    case lookupBooking(reference: String, contact: String?)
    /// Who calls or texts; with a name, the bookings of that name too where the carrier doesn't vouch for the number.
    case recognizeCaller(name: String?)
    case rescheduleBooking(reference: String, contact: String?, hold: String)
    case cancelBooking(reference: String, contact: String?, reason: String)
    case takeMessage(name: String, contact: String, body: String)
    case handOver(reason: HandoffReason, name: String, contact: String)
    /// What the owner has answered; the language is the visitor's where it is known.
    case searchAnswers(question: String, language: Language?)
    /// Goes on by text with a caller: the first text, and where the dialogue stands.
    case textInstead(body: String, state: String)

    /// The name under which it is called and its receipts are kept.
    public var name: String {
        switch self {
        case .listServices: "list_services"
        case .openingHours: "opening_hours"
        case .checkAvailability: "check_availability"
        case .holdSlot: "hold_slot"
        case .renewHold: "renew_hold"
        case .releaseHold: "release_hold"
        case .confirmBooking: "confirm_booking"
        case .lookupBooking: "lookup_booking"
        case .recognizeCaller: "recognize_caller"
        case .rescheduleBooking: "reschedule_booking"
        case .cancelBooking: "cancel_booking"
        case .takeMessage: "take_message"
        case .handOver: "hand_over"
        case .searchAnswers: "search_answers"
        case .textInstead: "text_instead"
        }
    }

    /// It changes something, so it needs a key and a fence and runs once in a turn.
    public var writes: Bool {
        switch self {
        case .listServices, .openingHours, .checkAvailability, .lookupBooking, .recognizeCaller, .searchAnswers: false
        case .holdSlot, .renewHold, .releaseHold, .confirmBooking, .rescheduleBooking, .cancelBooking, .takeMessage, .handOver,
            .textInstead:
            true
        }
    }
}

/// Which free times are asked for.
public struct AvailabilityQuestion: Hashable, Sendable, Codable {
    public var service: Int64
    public var days: DaySpan
    /// Minutes of the day between which a start must lie.
    public var between: MinuteSpan?
    public var duration: Int?
    public var person: Int64?
    /// The booking that is to be moved, and its email or phone; nil where this conversation made it.
    public var moving: String?
    public var contact: String?
    public var limit = 200

    public init(service: Int64, days: DaySpan) {
        self.service = service
        self.days = days
    }
}

/// What makes a held time a booking.
public struct Confirmation: Hashable, Sendable, Codable {
    public var hold: String
    public var name: String
    public var email: String?
    public var phone: String?
    public var address: String?
    public var notes: String
}
