internal import Web

/// What a program asks of the stand-in for Google, below `/sandbox/google`.
enum GooglePlace: Route {
    /// The consent screen; a person's choice is posted to the same place.
    case consent
    case token
    case revoke
    case userinfo
    case calendarAPI([String])
    case other([String])

    init(segments: ArraySlice<String>) {
        switch Array(segments) {
        case ["o", "oauth2", "v2", "auth"], ["auth"]: self = .consent
        case ["token"]: self = .token
        case ["revoke"]: self = .revoke
        case ["oauth2", "v2", "userinfo"], ["v1", "userinfo"]: self = .userinfo
        case let all where all.starts(with: ["calendar", "v3"]): self = .calendarAPI(Array(all.dropFirst(2)))
        case let all: self = .other(all)
        }
    }

    var segments: [String] {
        switch self {
        case .consent: ["o", "oauth2", "v2", "auth"]
        case .token: ["token"]
        case .revoke: ["revoke"]
        case .userinfo: ["oauth2", "v2", "userinfo"]
        case .calendarAPI(let rest): ["calendar", "v3"] + rest
        case .other(let all): all
        }
    }
}

/// An operation of the API and what it is about, in the words of Google's discovery document.
struct GoogleOperation {
    var name: String
    var calendar: String?
    var event: String?

    init(_ name: String, calendar: String? = nil, event: String? = nil) {
        (self.name, self.calendar, self.event) = (name, calendar, event)
    }

    /// What stands at a path of the Calendar API for a method; nil for nothing.
    init?(_ method: Method, _ path: [String]) {
        switch (method.rawValue, path.count, path.first) {
        case ("GET", 3, "users") where path == ["users", "me", "calendarList"]: self.init("calendarList.list")
        case ("GET", 4, "users") where path.starts(with: ["users", "me", "calendarList"]):
            self.init("calendarList.get", calendar: path[3])
        case ("POST", 1, "freeBusy"): self.init("freeBusy.query")
        case ("POST", 2, "channels") where path[1] == "stop": self.init("channels.stop")
        case ("GET", 2, "calendars"): self.init("calendars.get", calendar: path[1])
        case (let method, 3..., "calendars") where path[2] == "events": self.init(method, calendar: path[1], Array(path.dropFirst(3)))
        default: return nil
        }
    }

    private init?(_ method: String, calendar: String, _ rest: [String]) {
        switch (method, rest.count) {
        case ("GET", 0): self.init("events.list", calendar: calendar)
        case ("POST", 0): self.init("events.insert", calendar: calendar)
        case ("POST", 1) where rest[0] == "watch": self.init("events.watch", calendar: calendar)
        case ("GET", 2) where rest[1] == "instances": self.init("events.instances", calendar: calendar, event: rest[0])
        case (let method, 1):
            guard let name = Self.ofOne[method] else { return nil }
            self.init(name, calendar: calendar, event: rest[0])
        default: return nil
        }
    }

    private static let ofOne = ["GET": "events.get", "PATCH": "events.patch", "PUT": "events.update", "DELETE": "events.delete"]

    /// Whether a body goes with it.
    var hasBody: Bool {
        ["events.insert", "events.patch", "events.update", "events.watch", "channels.stop", "freeBusy.query"].contains(name)
    }
}
