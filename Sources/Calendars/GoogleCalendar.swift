internal import Outbound
internal import Postgres
internal import Web

/// The Calendar API for one account: at its pace, with a rest after failures, and with a token that counts.
///
/// It decides nothing: what a failure means for an event or a calendar is its caller's to say.
struct GoogleCalendar {
    let app: GoogleApp
    let client: HTTPClient
    let tokens: CalendarTokens
    let database: Database

    private var tenant: Int64 { tokens.vault.tenant }

    /// A wait that a job takes upon itself; for a longer one it comes again.
    private static let shortWait = 1.0

    /// One request. An access token that was refused is replaced once.
    ///
    /// - Parameters:
    ///   - path: below the API's root, each part percent-encoded.
    ///   - match: the etag that the thing must still have.
    func ask(_ method: String, _ path: String, query: [(String, String)] = [], body: JSON? = nil, match: String? = nil) throws -> JSON {
        let token = try tokens.token()
        do {
            return try ask(request(method, path, query, body, match, token))
        } catch GoogleFailure.unauthorized {
            try tokens.distrust(version: token.version)
            return try ask(request(method, path, query, body, match, try tokens.token()))
        }
    }

    private func ask(_ request: HTTPRequest) throws -> JSON {
        let wasIll = try pace()
        do throws(GoogleFailure) {
            let answer = try send(request)
            if wasIll { try? note(.well) }
            return answer
        } catch {
            if error.health != .well || wasIll { try note(error.health) }
            throw error
        }
    }

    /// The items of a list, page after page; no page follows once there are so many.
    func items(_ path: String, query: [(String, String)], most: Int) throws -> [JSON] {
        var items: [JSON] = [], page: String?
        repeat {
            let answer = try ask("GET", path, query: query + (page.map { [("pageToken", $0)] } ?? []))
            items += answer["items"]?.asItems ?? []
            page = answer["nextPageToken"]?.asText
        } while page != nil && items.count < most
        return items
    }

    /// Waits for its turn; true where the account was ill, and this is the request that tries.
    private func pace() throws -> Bool {
        while true {
            guard let turn = try database.call(Statements.pace, tenant: tenant, tenant, tokens.account).first else {
                throw GoogleFailure.account("gone")
            }
            if turn.seconds <= 0 { return turn.isIll }
            guard turn.seconds <= Self.shortWait, !turn.isIll else { throw GoogleFailure.resting(.seconds(turn.seconds + 0.1)) }
            HTTPClient.wait(.seconds(turn.seconds))
        }
    }

    private func note(_ health: Health) throws(DatabaseError) {
        let rest: Duration? = if case .ill(let rest) = health { rest } else { nil }
        _ = try database.call(
            Statements.health, tenant: tenant, tenant, tokens.account, health == .well, rest.map { $0 / .seconds(1) })
    }

    private func send(_ request: HTTPRequest) throws(GoogleFailure) -> JSON {
        let answer: HTTPResponse
        do throws(HTTPFailure) { answer = try client.send(request) } catch { throw GoogleFailure(error) }
        guard (200...299).contains(answer.status) else { throw GoogleFailure(answer) }
        if answer.body.isEmpty { return .null }
        guard let body = try? JSON(reading: answer.body) else { throw .unanswered }
        return body
    }

    private func request(
        _ method: String, _ path: String, _ query: [(String, String)], _ body: JSON?, _ match: String?, _ token: AccessToken
    ) -> HTTPRequest {
        var fields = Fields()
        for (name, value) in query { fields.add(name, value) }
        var headers = [("Authorization", "Bearer \(token.text)")]
        if body != nil { headers.append(("Content-Type", "application/json")) }
        if let match { headers.append(("If-Match", match)) }
        let address = app.apiURL + path + (query.isEmpty ? "" : "?" + fields.encoded)
        return HTTPRequest(
            address, method: method, headers: headers.map { (name: $0.0, value: $0.1) }, body: body?.bytes ?? [], limits: .google)
    }
}

private enum Statements {
    static let pace = Statement<(seconds: Double, isIll: Bool), Int64, Int64>(SQL.pace) { row throws(DatabaseError) in
        (try row.read("seconds"), try row.read("is_ill", as: Bool?.self) ?? false)
    }
    static let health = Statement<Bool, Int64, Int64, Bool, Double?>(SQL.noteHealth) { row throws(DatabaseError) in
        try row.read("noted")
    }
}
