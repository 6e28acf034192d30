internal import Web

/// Where Google tells of changes, below `/webhooks`.
enum PushPlace: Route, CaseIterable {
    /// Something changed in a calendar.
    case calendar

    init?(segments: ArraySlice<String>) {
        guard let place = Self.allCases.first(where: { $0.segments[...] == segments }) else { return nil }
        self = place
    }

    var segments: [String] {
        switch self {
        case .calendar: ["webhooks", "google", "calendar"]
        }
    }

    var methods: [Method] {
        switch self {
        case .calendar: [.post]
        }
    }

    /// What the log, the metrics and the processes' titles call it.
    var name: String {
        switch self {
        case .calendar: "google.calendar"
        }
    }
}
