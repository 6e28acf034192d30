internal import Web

/// One booking in the hands of whoever has its link, below `/manage/{token}`.
enum ManagePlace: Route {
    case booking
    case calendar
    case times
    case holds
    case hold(String)
    case move(String)
    case cancellation

    init?(segments: ArraySlice<String>) {
        let parts = Array(segments)
        switch parts {
        case []: self = .booking
        case ["appointment.ics"]: self = .calendar
        case ["times"]: self = .times
        case ["holds"]: self = .holds
        case ["cancellation"]: self = .cancellation
        default:
            guard parts.count > 1, parts[0] == "holds", !parts[1].isEmpty else { return nil }
            switch parts.dropFirst(2) {
            case []: self = .hold(parts[1])
            case ["move"]: self = .move(parts[1])
            default: return nil
            }
        }
    }

    var segments: [String] {
        switch self {
        case .booking: []
        case .calendar: ["appointment.ics"]
        case .times: ["times"]
        case .holds: ["holds"]
        case .hold(let id): ["holds", id]
        case .move(let id): ["holds", id, "move"]
        case .cancellation: ["cancellation"]
        }
    }

    var pattern: String {
        switch self {
        case .booking: ""
        case .hold: "/holds/{id}"
        case .move: "/holds/{id}/move"
        case .calendar, .times, .holds, .cancellation: path
        }
    }

    var methods: [Method] {
        switch self {
        case .booking, .calendar, .times, .hold: Method.reading
        case .holds, .move, .cancellation: [.post]
        }
    }
}
