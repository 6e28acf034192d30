internal import Web

/// The booking API of a tenant, below `/api/v1/{tenant}`.
enum APIPlace: Route {
    case services
    case slots
    case explanation
    case holds
    case hold(String)
    case bookings
    case lookup(String)
    case reschedule(String)
    case cancel(String)
    case chat
    case conversation(String)

    init?(segments: ArraySlice<String>) {
        switch Array(segments) {
        case ["services"]: self = .services
        case ["slots"]: self = .slots
        case ["slots", "explain"]: self = .explanation
        case ["holds"]: self = .holds
        case ["bookings"]: self = .bookings
        case ["chat"]: self = .chat
        default: self.init(below: Array(segments))
        }
    }

    private init?(below segments: [String]) {
        guard (2...3).contains(segments.count), !segments[1].isEmpty else { return nil }
        switch (segments[0], segments.dropFirst(2).first) {
        case ("holds", nil): self = .hold(segments[1])
        case ("chat", nil): self = .conversation(segments[1])
        case ("bookings", "lookup"): self = .lookup(segments[1])
        case ("bookings", "reschedule"): self = .reschedule(segments[1])
        case ("bookings", "cancel"): self = .cancel(segments[1])
        default: return nil
        }
    }

    var segments: [String] {
        switch self {
        case .services: ["services"]
        case .slots: ["slots"]
        case .explanation: ["slots", "explain"]
        case .holds: ["holds"]
        case .hold(let id): ["holds", id]
        case .bookings: ["bookings"]
        case .lookup(let reference): ["bookings", reference, "lookup"]
        case .reschedule(let reference): ["bookings", reference, "reschedule"]
        case .cancel(let reference): ["bookings", reference, "cancel"]
        case .chat: ["chat"]
        case .conversation(let id): ["chat", id]
        }
    }

    /// The path with a name for what differs.
    var pattern: String {
        switch self {
        case .hold: "/holds/{id}"
        case .lookup: "/bookings/{reference}/lookup"
        case .reschedule: "/bookings/{reference}/reschedule"
        case .cancel: "/bookings/{reference}/cancel"
        case .conversation: "/chat/{conversation}"
        case .services, .slots, .explanation, .holds, .bookings, .chat: path
        }
    }

    /// What is heard here, besides OPTIONS.
    var methods: [Method] {
        switch self {
        case .services, .slots, .explanation, .conversation: Method.reading
        case .holds, .bookings, .lookup, .reschedule, .cancel, .chat: [.post]
        case .hold: [.delete]
        }
    }
}
