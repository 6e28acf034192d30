internal import Postgres
internal import Web

/// What calendars' owners and tests ask for, below `/sandbox/api/google`.
enum GoogleControlPlace: Route {
    case state
    case settings
    case accounts
    case calendars
    case shares
    case events(String)
    case event(String, String)
    case faults
    case exchanges
    case revocations
    case expiry
    case pushes

    init?(segments: ArraySlice<String>) {
        let parts = Array(segments)
        if let single = Self.singles.first(where: { $0.segments == parts }) {
            self = single
        } else if parts.count == 3, parts[0] == "calendars", parts[2] == "events" {
            self = .events(parts[1])
        } else if parts.count == 4, parts[0] == "calendars", parts[2] == "events" {
            self = .event(parts[1], parts[3])
        } else {
            return nil
        }
    }

    private static let singles: [GoogleControlPlace] = [
        .state, .settings, .accounts, .calendars, .shares, .faults, .exchanges, .revocations, .expiry, .pushes,
    ]

    var segments: [String] {
        switch self {
        case .state: ["state"]
        case .settings: ["settings"]
        case .accounts: ["accounts"]
        case .calendars: ["calendars"]
        case .shares: ["shares"]
        case .events(let calendar): ["calendars", calendar, "events"]
        case .event(let calendar, let id): ["calendars", calendar, "events", id]
        case .faults: ["faults"]
        case .exchanges: ["exchanges"]
        case .revocations: ["revocations"]
        case .expiry: ["expiry"]
        case .pushes: ["pushes"]
        }
    }
}

extension Switchboard {
    /// What people and tests do to the stand-in for Google. Whoever has a channel hears of it.
    func control(_ request: Request, google place: GoogleControlPlace) throws -> Response {
        try Self.checkMediaType(of: request)
        var response = try heard(request, place)
        response.afterwards = { [self] in tellPushes() }
        return response
    }

    private func heard(_ request: Request, _ place: GoogleControlPlace) throws -> Response {
        switch (place, request.method.rawValue) {
        case (.state, "GET"): try googleState()
        case (.settings, "POST"): try changeGoogle(request)
        case (.accounts, "POST"): try openAccount(request)
        case (.calendars, "POST"): try openCalendar(request)
        case (.shares, "POST"): try share(request)
        case (.events(let calendar), "GET"): try byHand("events.list", calendar, nil, request)
        case (.events(let calendar), "POST"): try add(request, to: calendar)
        case (.event(let calendar, let id), "GET"): try byHand("events.get", calendar, id, request)
        case (.event(let calendar, let id), "POST"): try byHand("events.patch", calendar, id, request)
        case (.event(let calendar, let id), "DELETE"): try byHand("events.delete", calendar, id, request)
        case (.faults, "POST"): try addGoogleFault(request)
        case (.faults, "DELETE"): try clearGoogleFaults()
        case (.exchanges, "GET"): try googleExchanges(request)
        case (.revocations, "POST"): try revokeByHand(request)
        case (.expiry, "POST"): try expire(request)
        case (.pushes, "POST"): try release(request)
        default: throw Problem.methodNotAllowed([.get, .post, .delete])
        }
    }

    private func googleState() throws -> Response {
        let state = try JSON(reading: Array(try database.rows(GoogleStatements.state).only().utf8))
        let client: JSON = ["id": .text(settings.google?.id), "redirect_uri": .text(settings.google?.redirectURI)]
        guard case .object(let members) = state else { return .json(state) }
        return .json(.object([.init("client", client)] + members))
    }

    private func changeGoogle(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        _ = try database.rows(
            GoogleStatements.changeSettings, try fields.int("quota"), try fields.int("sync_days"), try Self.flag(request, "testing"))
        return try googleState()
    }

    /// JSONFields knows no flags.
    private static func flag(_ request: Request, _ name: String) throws -> Bool? {
        switch try JSON(reading: request.body)[name] {
        case .none, .null: nil
        case .bool(let value): value
        default: throw Problem.malformed("“\(name)” must be true or false.")
        }
    }

    private func openAccount(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let email = try fields.required("email", try fields.string("email"))
        guard email.contains("@") else { throw Problem.invalid("“email” is no address such as olivia@example.com.") }
        _ = try database.rows(
            GoogleStatements.openAccount, email, try fields.string("name") ?? email, try fields.string("zone") ?? "America/New_York")
        return .json(["email": .string(email), "calendar": .string(email)], status: .created)
    }

    private func openCalendar(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let account = try fields.required("account", try fields.string("account"))
        let id = try database.rows(
            GoogleStatements.openCalendar, account, try fields.string("summary") ?? "Calendar", try fields.string("zone"),
            try Self.flag(request, "meets") ?? true
        ).only()
        guard let id else { throw Problem.invalid("There is no account \(account).") }
        return .json(["id": .string(id)], status: .created)
    }

    private func share(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let role = try fields.string("role")
        guard role.map(["freeBusyReader", "reader", "writer", "owner"].contains) ?? true else {
            throw Problem.invalid("“role” is freeBusyReader, reader, writer, owner, or null to take it away.")
        }
        _ = try database.rows(
            GoogleStatements.share, try fields.required("account", try fields.string("account")),
            try fields.required("calendar", try fields.string("calendar")), role)
        return try googleState()
    }

    /// Many events are put in so many at a time: each of a transaction counts on the calendar's row, which grows slower with every one.
    private static let mostAtOnce = 50

    /// One event, or a list of them.
    private func add(_ request: Request, to calendar: String) throws -> Response {
        guard case .array(let all) = try? JSON(reading: request.body) else { return try byHand("events.insert", calendar, nil, request) }
        var taken: Int64 = 0
        for first in stride(from: 0, to: all.count, by: Self.mostAtOnce) {
            let some = JSON.array(Array(all[first..<min(first + Self.mostAtOnce, all.count)]))
            taken += try database.rows(GoogleStatements.fill, calendar, some.text).only()
        }
        return .json(["taken": .int(taken)], status: .created)
    }

    private func byHand(_ operation: String, _ calendar: String, _ event: String?, _ request: Request) throws -> Response {
        var query: [String: [JSON]] = [:]
        for pair in try request.queryFields().pairs { query[pair.name, default: []].append(.string(pair.value)) }
        let names = query.keys.sorted()
        let body = request.method == .post ? try JSON(reading: request.body).text : nil
        let answer = try database.rows(
            GoogleStatements.byHand, operation, calendar, event, JSON.object(names.map { .init($0, .array(query[$0] ?? [])) }).text, body
        ).only()
        guard answer.status >= 300 || answer.body != nil else { return Response(.noContent, headers: .noStore) }
        return .google(answer.status, (try? JSON(reading: Array((answer.body ?? "{}").utf8))) ?? .null)
    }

    private func addGoogleFault(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let kind = try fields.required("kind", try fields.string("kind"))
        guard GoogleFaults.all.contains(kind) else {
            throw Problem.invalid("“kind” is one of \(GoogleFaults.all.sorted().joined(separator: ", ")).")
        }
        let options = try JSON(reading: request.body)
        if kind == "storm", options.number("rate") == nil || options["seed"] == nil {
            throw Problem.invalid("A storm needs “seed” and “rate”.")
        }
        let times = try fields.int("times") ?? (kind == "storm" ? 0 : 1)
        _ = try database.rows(
            GoogleStatements.addFault, kind, times == 0 ? nil : times, try fields.string("account"), try fields.string("calendar"),
            try fields.string("operation"), options.text)
        return try googleState()
    }

    private func clearGoogleFaults() throws -> Response {
        _ = try database.rows(GoogleStatements.clearFaults)
        return try googleState()
    }

    private func googleExchanges(_ request: Request) throws -> Response {
        let query = try request.queryFields()
        let found = try database.rows(
            GoogleStatements.exchanges, query["after"].flatMap { Int64($0) } ?? 0, query["operation"], query["account"]
        ).only()
        return .json(["exchanges": try JSON(reading: Array(found.utf8))])
    }

    /// Somebody takes back on their account's own page what they allowed.
    private func revokeByHand(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        _ = try database.rows(GoogleStatements.revoke, nil, try fields.required("account", try fields.string("account")))
        return try googleState()
    }

    private func expire(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        _ = try database.rows(GoogleStatements.expire, try fields.required("calendar", try fields.string("calendar")))
        return try googleState()
    }

    /// Sends what was held back; of a calendar that is named, a message more.
    private func release(_ request: Request) throws -> Response {
        _ = try database.rows(GoogleStatements.releasePushes)
        if let calendar = try request.jsonFields().string("calendar") { _ = try database.rows(GoogleStatements.announce, calendar) }
        return try googleState()
    }
}
