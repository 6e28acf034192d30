internal import Web

/// What is answered below `/sandbox/`.
enum SandboxPlace: Route {
    /// The page's address without its closing slash.
    case door
    case page
    case control(ControlPlace)
    case rest(RESTPlace)
    /// A calendar's week.
    case week
    case google(GooglePlace)
    case googleControl(GoogleControlPlace)

    init?(segments: ArraySlice<String>) {
        guard segments.first == "sandbox" else { return nil }
        let rest = segments.dropFirst()
        switch Array(rest.prefix(3)) {
        case []: self = .door
        case [""]: self = .page
        case ["twilio", RESTPlace.version, "Accounts"]: self = .rest(RESTPlace(segments: rest.dropFirst(3)))
        case ["calendar", ""]: self = .week
        case _ where rest.first == "google": self = .google(GooglePlace(segments: rest.dropFirst()))
        case _ where rest.starts(with: ["api", "google"]):
            guard let place = GoogleControlPlace(segments: rest.dropFirst(2)) else { return nil }
            self = .googleControl(place)
        case _ where rest.first == "api":
            guard let place = ControlPlace(segments: rest.dropFirst()) else { return nil }
            self = .control(place)
        default: return nil
        }
    }

    var segments: [String] {
        switch self {
        case .door: ["sandbox"]
        case .page: ["sandbox", ""]
        case .control(let place): ["sandbox", "api"] + place.segments
        case .rest(let place): ["sandbox", "twilio", RESTPlace.version, "Accounts"] + place.segments
        case .week: ["sandbox", "calendar", ""]
        case .google(let place): ["sandbox", "google"] + place.segments
        case .googleControl(let place): ["sandbox", "api", "google"] + place.segments
        }
    }

    /// What the log and the pools' pages call it.
    var name: String {
        switch self {
        case .door, .page, .week: "sandbox"
        case .control, .googleControl: "sandbox.api"
        case .google: "sandbox.google"
        case .rest: "sandbox.rest"
        }
    }
}

/// What people's phones and tests ask for, below `/sandbox/api`.
enum ControlPlace: Route {
    case state
    case settings
    case feed
    case texts
    case messages
    case calls
    case call(String)
    case action(String, CallAction)
    case exchanges
    case replay(Int64)
    case faults
    case callbacks

    init?(segments: ArraySlice<String>) {
        switch Array(segments) {
        case ["state"]: self = .state
        case ["settings"]: self = .settings
        case ["feed"]: self = .feed
        case ["texts"]: self = .texts
        case ["messages"]: self = .messages
        case ["calls"]: self = .calls
        case ["exchanges"]: self = .exchanges
        case ["faults"]: self = .faults
        case ["callbacks"]: self = .callbacks
        default: self.init(below: Array(segments))
        }
    }

    private init?(below parts: [String]) {
        switch (parts.first, parts.count) {
        case ("calls", 2): self = .call(parts[1])
        case ("calls", 3):
            guard let action = CallAction(rawValue: parts[2]) else { return nil }
            self = .action(parts[1], action)
        case ("exchanges", 3):
            guard parts[2] == "replay", let id = Int64(parts[1]) else { return nil }
            self = .replay(id)
        default: return nil
        }
    }

    var segments: [String] {
        switch self {
        case .state: ["state"]
        case .settings: ["settings"]
        case .feed: ["feed"]
        case .texts: ["texts"]
        case .messages: ["messages"]
        case .calls: ["calls"]
        case .call(let sid): ["calls", sid]
        case .action(let sid, let action): ["calls", sid, action.rawValue]
        case .exchanges: ["exchanges"]
        case .replay(let id): ["exchanges", String(id), "replay"]
        case .faults: ["faults"]
        case .callbacks: ["callbacks"]
        }
    }
}

/// What a person does in a call.
enum CallAction: String, CaseIterable {
    case say, press, silence, dial, leave
    case hangUp = "hang-up"
}

/// What the business's program asks for: the part of the API that is played, and nothing for the rest.
enum RESTPlace: Hashable {
    static let version = "2010-04-01"

    case messages(account: String)
    case message(account: String, String)
    case calls(account: String)
    case call(account: String, String)
    case other(account: String)

    init(segments: ArraySlice<String>) {
        let parts = Array(segments)
        let account = Self.bare(parts.first ?? "")
        switch (parts.dropFirst().first.map(Self.bare), parts.count) {
        case ("Messages", 2): self = .messages(account: account)
        case ("Messages", 3): self = .message(account: account, Self.bare(parts[2]))
        case ("Calls", 2): self = .calls(account: account)
        case ("Calls", 3): self = .call(account: account, Self.bare(parts[2]))
        default: self = .other(account: account)
        }
    }

    var segments: [String] {
        switch self {
        case .messages(let account): [account, "Messages.json"]
        case .message(let account, let sid): [account, "Messages", sid + ".json"]
        case .calls(let account): [account, "Calls.json"]
        case .call(let account, let sid): [account, "Calls", sid + ".json"]
        case .other(let account): [account]
        }
    }

    var account: String {
        switch self {
        case .messages(let account), .message(let account, _), .calls(let account), .call(let account, _), .other(let account): account
        }
    }

    private static func bare(_ segment: String) -> String { segment.hasSuffix(".json") ? String(segment.dropLast(5)) : segment }
}
