internal import Web

/// Every place of the site. What the front server serves by itself (files) is not here.
enum Place: Route {
    case alive
    case ready
    case api(tenant: String, APIPlace)
    case hosted(tenant: String, HostedPlace)
    case manage(token: String, ManagePlace)
    case admin(AdminPlace)
    /// Where Google sends an owner back to.
    case consent

    init?(segments: ArraySlice<String>) {
        let rest = segments.dropFirst()
        switch (segments.first, rest.first) {
        case ("healthz", nil): self = .alive
        case ("readyz", nil): self = .ready
        case ("api", "v1"):
            guard let tenant = rest.dropFirst().first, let place = APIPlace(segments: rest.dropFirst(2)) else { return nil }
            self = .api(tenant: tenant, place)
        case ("t", .some(let tenant)):
            guard let place = HostedPlace(segments: rest.dropFirst()) else { return nil }
            self = .hosted(tenant: tenant, place)
        case ("manage", .some(let token)):
            guard let place = ManagePlace(segments: rest.dropFirst()) else { return nil }
            self = .manage(token: token, place)
        case ("admin", _):
            guard let place = AdminPlace(segments: rest) else { return nil }
            self = .admin(place)
        case ("oauth", "google"):
            guard rest.dropFirst().elementsEqual(["callback"]) else { return nil }
            self = .consent
        default: return nil
        }
    }

    var segments: [String] {
        switch self {
        case .alive: ["healthz"]
        case .ready: ["readyz"]
        case .api(let tenant, let place): ["api", "v1", tenant] + place.segments
        case .hosted(let tenant, let place): ["t", tenant] + place.segments
        case .manage(let token, let place): ["manage", token] + place.segments
        case .admin(let place): ["admin"] + place.segments
        case .consent: ["oauth", "google", "callback"]
        }
    }

    /// The address with a name for what differs, as the API's description writes it.
    var pattern: String {
        switch self {
        case .alive, .ready, .consent: path
        case .api(_, let place): "/api/v1/{tenant}" + place.pattern
        case .hosted(_, let place): "/t/{tenant}" + place.pattern
        case .manage(_, let place): "/manage/{token}" + place.pattern
        case .admin(let place): "/admin" + place.pattern
        }
    }

    /// What is heard here. HEAD is heard wherever GET is.
    var methods: [Method] {
        switch self {
        case .alive, .ready: Method.reading
        case .api(_, let place): place.methods
        case .hosted(_, let place): place.methods
        case .manage(_, let place): place.methods
        case .admin(let place): place.methods
        case .consent: [.get]
        }
    }
}

extension Method {
    static let reading: [Method] = [.get, .head]
}
