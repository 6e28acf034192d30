internal import Web

/// A business's own page and the way to a booking by form, below `/t/{tenant}`.
enum HostedPlace: Route {
    /// The address without its closing slash.
    case door
    case home
    case times
    case holds
    case hold(String)
    case release(String)
    case bookings
    case lookup
    /// A link to a booking as texts have it: it leads to the long one.
    case short(String)

    init?(segments: ArraySlice<String>) {
        let parts = Array(segments)
        switch parts {
        case []: self = .door
        case [""]: self = .home
        case ["times"]: self = .times
        case ["holds"]: self = .holds
        case ["bookings"]: self = .bookings
        case ["lookup"]: self = .lookup
        default:
            guard parts.count > 1, !parts[1].isEmpty else { return nil }
            if parts[0] == "m", parts.count == 2 {
                self = .short(parts[1])
                return
            }
            guard parts[0] == "holds" else { return nil }
            switch parts.dropFirst(2) {
            case []: self = .hold(parts[1])
            case ["release"]: self = .release(parts[1])
            default: return nil
            }
        }
    }

    var segments: [String] {
        switch self {
        case .door: []
        case .home: [""]
        case .times: ["times"]
        case .holds: ["holds"]
        case .hold(let id): ["holds", id]
        case .release(let id): ["holds", id, "release"]
        case .bookings: ["bookings"]
        case .lookup: ["lookup"]
        case .short(let code): ["m", code]
        }
    }

    var pattern: String {
        switch self {
        case .door: ""
        case .hold: "/holds/{id}"
        case .release: "/holds/{id}/release"
        case .short: "/m/{code}"
        case .home, .times, .holds, .bookings, .lookup: path
        }
    }

    var methods: [Method] {
        switch self {
        case .door, .home, .times, .hold, .short: Method.reading
        case .holds, .release, .bookings, .lookup: [.post]
        }
    }
}
