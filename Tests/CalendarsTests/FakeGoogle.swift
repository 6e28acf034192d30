@testable import Calendars
import Postgres
import ScriptedServer
import Sealing
import Synchronization
import Web

@testable import Calendars

/// Google for one test: its tokens, one calendar, and what goes wrong on the way.
final class FakeGoogle: Sendable {
    struct Exchange: Sendable {
        let method: String
        let path: String
        let query: Fields
        let form: Fields
        let json: JSON
        let match: String?
        let token: String?
    }

    enum Fault: Sendable {
        /// It is done and the connection cut before the answer.
        case loseAnswer
        /// It is cut before anything is done.
        case loseRequest
        case refuse(status: Int, reason: String, fields: String = "")
    }

    private struct State {
        /// All but free/busy questions, to which no fault happens either.
        var exchanges: [Exchange] = []
        var questions = 0
        var faults: [Fault] = []
        var grantFault: String?
        var scopes: String?
        var refreshes = 0
        var revoked: [String] = []
        /// Access tokens that count.
        var tokens: Set<String> = []
        var events: [String: JSON] = [:]
        /// The ids of events in the order of their changes.
        var log: [String] = []
        /// Changes before this one are forgotten: tokens from there count no longer.
        var forgotten = 0
        var pageSize = 1_000
        /// What a free/busy answer says instead of what is busy.
        var busyError: String?
        var stamp = 0
        /// Events that no list brings.
        var hidden: Set<String> = []
        /// Channels that were opened and not stopped, with what each was to bring along.
        var channels: [String: String] = [:]
        /// A week after the clock of these tests.
        var expiration: JSON = "1794225600000"
    }

    private let state = Mutex(State())
    /// Called when something was done, before anybody is answered.
    let done: @Sendable (Exchange) -> Void

    init(done: @escaping @Sendable (Exchange) -> Void = { _ in }) { self.done = done }

    var refreshes: Int { state.withLock { $0.refreshes } }
    var revoked: [String] { state.withLock { $0.revoked } }
    /// Events that stand.
    var events: [JSON] {
        state.withLock { $0.events.sorted { $0.key < $1.key }.map(\.value).filter { $0["status"]?.text != "\"cancelled\"" } }
    }
    var exchanges: [Exchange] { state.withLock { $0.exchanges } }
    /// How often it was asked whether a time is free.
    var questions: Int { state.withLock { $0.questions } }
    /// The methods of what the API was asked about events and lists, without the token endpoint and channels.
    var asked: [String] { exchanges.filter { $0.token != nil && $0.json["resourceId"] == nil && $0.json["token"] == nil }.map(\.method) }

    func fail(_ faults: Fault...) { state.withLock { $0.faults += faults } }
    /// The next refreshes are refused with this.
    func refuseGrants(_ error: String?) { state.withLock { $0.grantFault = error } }
    func grant(only scopes: String) { state.withLock { $0.scopes = scopes } }
    func forgetTokens() { state.withLock { $0.tokens = [] } }

    var channels: [String: String] { state.withLock { $0.channels } }
    func hide(_ id: String) { state.withLock { _ = $0.hidden.insert(id) } }
    func expire(at milliseconds: JSON) { state.withLock { $0.expiration = milliseconds } }

    /// Somebody changes the event in the calendar's own page.
    func edit(_ id: String, _ members: (String, JSON)...) {
        state.withLock { state in
            state.stamp += 1
            let event = state.events[id] ?? .object([JSON.Member("id", .string(id)), JSON.Member("status", "confirmed")])
            state.events[id] = Self.merged(event, members + [("etag", .string("\"e\(state.stamp)\""))])
            state.log.append(id)
        }
    }

    /// Somebody puts something of their own into the calendar.
    func put(_ id: String, _ start: String, _ end: String, _ members: (String, JSON)...) {
        let time = { (text: String) -> JSON in text.contains("T") ? ["dateTime": .string(text)] : ["date": .string(text)] }
        edit(id, ("start", time(start)), ("end", time(end)))
        for member in members { edit(id, member) }
    }

    func forgetChanges() { state.withLock { $0.forgotten = $0.log.count } }
    func sayNothing(because reason: String?) { state.withLock { $0.busyError = reason } }
    func page(by size: Int) { state.withLock { $0.pageSize = size } }

    /// One connection at a time: each worker has a server of its own, and all have the same calendar.
    func server() -> ScriptedServer { ScriptedServer { [self] request, wire in answer(request, wire) } }

    private func answer(_ request: String, _ wire: Wire) {
        let exchange = Exchange(request)
        let isQuestion = exchange.path == "/freeBusy"
        let fault: Fault? = state.withLock { state in
            if isQuestion { state.questions += 1 } else { state.exchanges.append(exchange) }
            return exchange.token == nil || isQuestion || state.faults.isEmpty ? nil : state.faults.removeFirst()
        }
        if case .loseRequest = fault { return wire.hangUp() }
        if case .refuse(let status, let reason, let fields) = fault {
            return wire.answer(
                "{\"error\":{\"code\":\(status),\"errors\":[{\"reason\":\"\(reason)\"}]}}", status: "\(status) No", fields: fields)
        }
        let (status, body) = state.withLock { Self.answer(exchange, &$0) }
        done(exchange)
        if case .loseAnswer = fault { return wire.hangUp() }
        wire.answer(body.map(\.text) ?? "", status: "\(status) X")
    }
}

// MARK: - Answers

extension FakeGoogle {
    private static func answer(_ exchange: Exchange, _ state: inout State) -> (Int, JSON?) {
        switch exchange.path {
        case "/token": return token(exchange, &state)
        case "/revoke":
            state.revoked.append(exchange.form["token"] ?? "")
            return (200, .object([]))
        default: break
        }
        guard let token = exchange.token, state.tokens.contains(token) else { return (401, error("authError")) }
        let parts = exchange.path.split(separator: "/").map(String.init)
        switch (exchange.method, parts.count) {
        case ("POST", _) where parts.last == "watch": return watch(exchange, &state)
        case ("POST", _) where parts.last == "stop": return stop(exchange, &state)
        case ("GET", 3): return parts[0] == "users" ? list(exchange) : changes(exchange, state)
        case ("POST", 1): return freeBusy(exchange, state)
        case ("POST", _): return insert(exchange, &state)
        case ("PATCH", _): return patch(exchange, parts[3], &state)
        case ("DELETE", _): return delete(parts[3], &state)
        case ("GET", _): return state.events[parts[3]].map { (200, $0) } ?? (404, error("notFound"))
        default: return (400, error("badRequest"))
        }
    }

    private static func token(_ exchange: Exchange, _ state: inout State) -> (Int, JSON?) {
        let isRefresh = exchange.form["grant_type"] == "refresh_token"
        if isRefresh { state.refreshes += 1 }
        if let fault = state.grantFault { return (400, ["error": .string(fault)]) }
        state.stamp += 1
        let access = "access-\(state.stamp)"
        state.tokens.insert(access)
        var answer: [(String, JSON)] = [
            ("access_token", .string(access)), ("expires_in", 3599), ("token_type", "Bearer"),
            ("scope", .string(state.scopes ?? CalendarsOffice.allScopes)),
        ]
        if !isRefresh { answer += [("refresh_token", "refresh-1"), ("id_token", .string(identity(exchange.form["code"] ?? "")))] }
        return (200, .object(answer.map { JSON.Member($0.0, $0.1) }))
    }

    /// A code of these tests is the nonce that its identity is to carry.
    private static func identity(_ nonce: String) -> String {
        let claims: JSON = [
            "iss": "https://accounts.google.com", "aud": "client", "sub": "subject-1", "email": "ann@example.org", "nonce": .string(nonce),
        ]
        return "e30.\(Base64URL.encode(claims.bytes)).x"
    }

    /// Two pages, the first one without an item.
    private static func list(_ exchange: Exchange) -> (Int, JSON?) {
        guard exchange.query["pageToken"] == "2" else { return (200, ["items": .array([]), "nextPageToken": "2"]) }
        let own: JSON = [
            "id": "ann@example.org", "summary": "Ann", "accessRole": "owner", "primary": true, "timeZone": "UTC",
            "conferenceProperties": ["allowedConferenceSolutionTypes": ["hangoutsMeet"]],
        ]
        return (200, ["items": [own, ["id": "team#1", "summary": "Team", "accessRole": "reader"]]])
    }

    /// The whole, or what changed since a token; deleted ones are in the latter only, as little more than their ids.
    private static func changes(_ exchange: Exchange, _ state: State) -> (Int, JSON?) {
        let since = exchange.query["syncToken"].map { Int($0.dropFirst()) ?? 0 }
        if let since, since < state.forgotten { return (410, error("fullSyncRequired")) }
        if since != nil, exchange.query["timeMin"] != nil { return (400, error("badRequest")) }
        let ids = since.map { Set(state.log.dropFirst($0)) } ?? Set(state.events.keys)
        let all = ids.subtracting(state.hidden).sorted().compactMap { state.events[$0] }.filter {
            since != nil || $0["status"] != "cancelled"
        }
        let first = exchange.query["pageToken"].flatMap { Int($0) } ?? 0
        let items = all.dropFirst(first).prefix(state.pageSize).map { event -> JSON in
            event["status"] == "cancelled" ? ["id": event["id"] ?? .null, "status": "cancelled"] : event
        }
        let isLast = first + items.count >= all.count
        let end: JSON.Member =
            isLast ? .init("nextSyncToken", .string("t\(state.log.count)")) : .init("nextPageToken", .string(String(first + items.count)))
        return (200, .object([.init("items", .array(items)), end]))
    }

    /// Every calendar that is asked for is the one. Times of these tests all end in Z.
    private static func freeBusy(_ exchange: Exchange, _ state: State) -> (Int, JSON?) {
        let from = exchange.json["timeMin"]?.asText ?? "", until = exchange.json["timeMax"]?.asText ?? ""
        let busy = state.events.values.compactMap { event -> JSON? in
            guard event["status"] != "cancelled", let start = event["start"]?["dateTime"]?.asText,
                let end = event["end"]?["dateTime"]?.asText,
                let span = Instant(start).flatMap({ start in Instant(end).map { (start, $0) } }),
                let wanted = Instant(from).flatMap({ from in Instant(until).map { (from, $0) } }), span.0 < wanted.1, wanted.0 < span.1
            else { return nil }
            return ["start": .string(start), "end": .string(end)]
        }
        let said: JSON =
            state.busyError.map { ["errors": [["domain": "global", "reason": .string($0)]], "busy": []] } ?? ["busy": .array(busy)]
        let asked = (exchange.json["items"]?.asItems ?? []).compactMap { $0["id"]?.asText }
        return (200, ["calendars": .object(asked.map { JSON.Member($0, said) })])
    }

    private static func watch(_ exchange: Exchange, _ state: inout State) -> (Int, JSON?) {
        guard let id = exchange.json["id"]?.asText, let token = exchange.json["token"]?.asText, token.utf8.count <= 256,
            exchange.json["type"] == "web_hook"
        else { return (400, error("required")) }
        guard state.channels.updateValue(token, forKey: id) == nil else { return (400, error("channelIdNotUnique")) }
        return (200, ["id": .string(id), "resourceId": "resource", "expiration": state.expiration])
    }

    private static func stop(_ exchange: Exchange, _ state: inout State) -> (Int, JSON?) {
        guard exchange.json["resourceId"] == "resource", state.channels.removeValue(forKey: exchange.json["id"]?.asText ?? "") != nil else {
            return (404, error("notFound"))
        }
        return (204, nil)
    }

    private static func insert(_ exchange: Exchange, _ state: inout State) -> (Int, JSON?) {
        guard case .string(let id) = exchange.json["id"] else { return (400, error("required")) }
        if state.events[id] != nil { return (409, error("duplicate")) }
        state.stamp += 1
        state.events[id] = merged(exchange.json, [("etag", .string("\"e\(state.stamp)\""))])
        state.log.append(id)
        return (200, state.events[id])
    }

    private static func patch(_ exchange: Exchange, _ id: String, _ state: inout State) -> (Int, JSON?) {
        guard let event = state.events[id] else { return (404, error("notFound")) }
        if let match = exchange.match, event["etag"] != .string(match) { return (412, error("conditionNotMet")) }
        guard case .object(let members) = exchange.json else { return (400, error("badRequest")) }
        state.stamp += 1
        state.events[id] = merged(event, members.map { ($0.name, $0.value) } + [("etag", .string("\"e\(state.stamp)\""))])
        state.log.append(id)
        return (200, state.events[id])
    }

    private static func delete(_ id: String, _ state: inout State) -> (Int, JSON?) {
        guard let event = state.events[id] else { return (404, error("notFound")) }
        if event["status"] == "cancelled" { return (410, error("deleted")) }
        state.events[id] = merged(event, [("status", "cancelled")])
        state.log.append(id)
        return (204, nil)
    }

    private static func error(_ reason: String) -> JSON { ["error": ["errors": [["reason": .string(reason)]]]] }

    private static func merged(_ event: JSON, _ members: [(String, JSON)]) -> JSON {
        guard case .object(var all) = event else { return event }
        for (name, value) in members {
            all.removeAll { $0.name == name }
            all.append(JSON.Member(name, value))
        }
        return .object(all)
    }
}

extension FakeGoogle.Exchange {
    init(_ request: String) {
        let halves = request.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = halves[0].split(separator: "\r\n"), first = lines[0].split(separator: " ")
        let address = first[1].split(separator: "?", maxSplits: 1)
        let field = { (name: String) in
            lines.first { $0.lowercased().hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }
        let body = halves.count > 1 ? String(halves[1]) : ""
        method = String(first[0])
        path = String(address[0])
        query = Fields(reading: address.count > 1 ? String(address[1]) : "") ?? Fields()
        form = field("content-type") == "application/x-www-form-urlencoded" ? Fields(reading: body) ?? Fields() : Fields()
        json = (try? JSON(reading: Array(body.utf8))) ?? .null
        match = field("if-match")
        token = field("authorization").map { String($0.dropFirst("Bearer ".count)) }
    }
}
