internal import Web

/// The owner's pages, below `/admin`.
enum AdminPlace: Route {
    /// The address without its closing slash.
    case door
    case agenda
    case signIn(String)
    case signOut
    case booking(Int64)
    case decision(Int64, Decision)
    case blocks
    case unblocking(Int64)
    case messages
    case reading(Int64)
    case conversations
    case conversation(String)
    /// The owner's own words in it.
    case answer(String)
    /// The receptionist speaks again in it.
    case handback(String)
    case receptionist
    case answers
    case ownersAnswer(Int64)
    case forgetting(Int64)
    case phone
    /// What was texted.
    case texts
    case calls
    /// Connected calendars, and which one serves whom.
    case calendar
    /// The way to Google's consent.
    case leaving
    /// Which calendars serve a resource.
    case choosing(Int64)
    case disconnecting(Int64)

    /// What the owner does to a booking.
    enum Decision: String, CaseIterable { case approval, refusal, cancellation }

    init?(segments: ArraySlice<String>) {
        switch Array(segments) {
        case []: self = .door
        case [""]: self = .agenda
        case ["sign-out"]: self = .signOut
        case ["blocks"]: self = .blocks
        case ["messages"]: self = .messages
        case ["conversations"]: self = .conversations
        case ["receptionist"]: self = .receptionist
        case ["answers"]: self = .answers
        case ["phone"]: self = .phone
        case ["texts"]: self = .texts
        case ["calls"]: self = .calls
        case ["calendar"]: self = .calendar
        case ["calendar", "consent"]: self = .leaving
        default: self.init(below: Array(segments))
        }
    }

    private init?(below parts: [String]) {
        guard (2...3).contains(parts.count), !parts[1].isEmpty else { return nil }
        let number = Int64(parts[1]).flatMap { String($0) == parts[1] ? $0 : nil }
        switch (parts[0], number, parts.dropFirst(2).first) {
        case ("sign-in", _, nil): self = .signIn(parts[1])
        case ("bookings", .some(let id), nil): self = .booking(id)
        case ("blocks", .some(let id), "removal"): self = .unblocking(id)
        case ("messages", .some(let id), "reading"): self = .reading(id)
        case ("conversations", _, nil): self = .conversation(parts[1])
        case ("conversations", _, "answer"): self = .answer(parts[1])
        case ("conversations", _, "handback"): self = .handback(parts[1])
        case ("answers", .some(let id), nil): self = .ownersAnswer(id)
        case ("answers", .some(let id), "removal"): self = .forgetting(id)
        case ("resources", .some(let id), "calendars"): self = .choosing(id)
        case ("accounts", .some(let id), "removal"): self = .disconnecting(id)
        case ("bookings", .some(let id), .some(let name)):
            guard let decision = Decision(rawValue: name) else { return nil }
            self = .decision(id, decision)
        default: return nil
        }
    }

    var segments: [String] {
        switch self {
        case .door: []
        case .agenda: [""]
        case .signIn(let token): ["sign-in", token]
        case .signOut: ["sign-out"]
        case .booking(let id): ["bookings", String(id)]
        case .decision(let id, let decision): ["bookings", String(id), decision.rawValue]
        case .blocks: ["blocks"]
        case .unblocking(let id): ["blocks", String(id), "removal"]
        case .messages: ["messages"]
        case .reading(let id): ["messages", String(id), "reading"]
        case .conversations: ["conversations"]
        case .conversation(let id): ["conversations", id]
        case .answer(let id): ["conversations", id, "answer"]
        case .handback(let id): ["conversations", id, "handback"]
        case .receptionist: ["receptionist"]
        case .answers: ["answers"]
        case .phone: ["phone"]
        case .calls: ["calls"]
        case .calendar: ["calendar"]
        case .leaving: ["calendar", "consent"]
        case .choosing(let id): ["resources", String(id), "calendars"]
        case .disconnecting(let id): ["accounts", String(id), "removal"]
        case .ownersAnswer(let id): ["answers", String(id)]
        case .forgetting(let id): ["answers", String(id), "removal"]
        case .texts: ["texts"]
        }
    }

    var pattern: String {
        switch self {
        case .door: ""
        case .signIn: "/sign-in/{token}"
        case .booking: "/bookings/{id}"
        case .decision(_, let decision): "/bookings/{id}/\(decision.rawValue)"
        case .unblocking: "/blocks/{id}/removal"
        case .reading: "/messages/{id}/reading"
        case .conversation: "/conversations/{id}"
        case .answer: "/conversations/{id}/answer"
        case .handback: "/conversations/{id}/handback"
        case .ownersAnswer: "/answers/{id}"
        case .forgetting: "/answers/{id}/removal"
        case .choosing: "/resources/{id}/calendars"
        case .disconnecting: "/accounts/{id}/removal"
        case .agenda, .signOut, .blocks, .messages, .conversations, .receptionist, .answers, .phone, .texts, .calls, .calendar, .leaving:
            path
        }
    }

    var methods: [Method] {
        switch self {
        case .door, .agenda, .booking, .messages, .conversations, .conversation, .calls: Method.reading
        case .signIn, .blocks, .receptionist, .answers, .ownersAnswer, .phone, .texts, .calendar: Method.reading + [.post]
        case .signOut, .decision, .unblocking, .reading, .answer, .handback, .forgetting, .leaving, .choosing, .disconnecting: [.post]
        }
    }
}
