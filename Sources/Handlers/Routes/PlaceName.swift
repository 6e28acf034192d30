extension Place {
    /// What the log, the metrics and the processes' titles call a place: 32 characters at most, and nothing of the address that
    /// differs from visitor to visitor.
    var name: String {
        switch self {
        case .alive: "healthz"
        case .ready: "readyz"
        case .api(_, let place): place.name
        case .hosted(_, let place): "page." + place.name
        case .manage(_, let place): "manage." + place.name
        case .admin(let place): "admin." + place.name
        case .consent: "oauth"
        }
    }
}

extension APIPlace {
    fileprivate var name: String {
        switch self {
        case .services: "api.services"
        case .slots: "api.slots"
        case .explanation: "api.explain"
        case .holds: "api.holds"
        case .hold: "api.hold"
        case .bookings: "api.bookings"
        case .lookup: "api.lookup"
        case .reschedule: "api.reschedule"
        case .cancel: "api.cancel"
        case .chat: "chat"
        case .conversation: "chat.conversation"
        }
    }
}

extension HostedPlace {
    fileprivate var name: String {
        switch self {
        case .door: "door"
        case .home: "home"
        case .times: "times"
        case .holds: "holds"
        case .hold: "hold"
        case .release: "release"
        case .bookings: "bookings"
        case .lookup: "lookup"
        case .short: "short"
        }
    }
}

extension ManagePlace {
    fileprivate var name: String {
        switch self {
        case .booking: "booking"
        case .calendar: "calendar"
        case .times: "times"
        case .holds: "holds"
        case .hold: "hold"
        case .move: "move"
        case .cancellation: "cancellation"
        }
    }
}

extension AdminPlace {
    fileprivate var name: String {
        switch self {
        case .door: "door"
        case .agenda: "agenda"
        case .signIn: "sign-in"
        case .signOut: "sign-out"
        case .booking: "booking"
        case .decision(_, let decision): decision.rawValue
        case .blocks: "blocks"
        case .unblocking: "unblocking"
        case .messages: "messages"
        case .reading: "reading"
        case .conversations: "conversations"
        case .calls: "calls"
        case .conversation: "conversation"
        case .answer: "answer"
        case .handback: "handback"
        case .receptionist: "receptionist"
        case .answers: "answers"
        case .ownersAnswer: "changing"
        case .forgetting: "forgetting"
        case .phone: "phone"
        case .texts: "texts"
        case .calendar: "calendar"
        case .leaving: "leaving"
        case .choosing: "choosing"
        case .disconnecting: "disconnecting"
        }
    }
}

extension Place {
    /// Whether what is sent here may leave a job that is due at once. What a hold leaves can wait for the next look, and there
    /// are many of them; a turn of a conversation says so by itself, when it has ended.
    var leavesJobs: Bool {
        switch self {
        case .alive, .ready, .consent: false
        case .api(_, let place): place.leavesJobs
        case .hosted(_, let place): place == .bookings
        case .manage(_, .holds), .manage(_, .hold): false
        case .manage, .admin: true
        }
    }
}

extension APIPlace {
    fileprivate var leavesJobs: Bool {
        switch self {
        case .bookings, .reschedule, .cancel: true
        case .services, .slots, .explanation, .holds, .hold, .lookup, .chat, .conversation: false
        }
    }
}
