internal import Outbound
internal import Postgres
internal import Sealing
internal import Web

/// Why the token endpoint says no (RFC 6749, section 5.2, with Google's words).
struct GoogleTokenRefusal: Error {
    var status = 400
    var code: String
    var words: String

    init(_ code: String, _ words: String, status: Int = 400) { (self.code, self.words, self.status) = (code, words, status) }

    static let dead = GoogleTokenRefusal("invalid_grant", "Token has been expired or revoked.")

    static func missing(_ name: String) -> GoogleTokenRefusal {
        GoogleTokenRefusal("invalid_request", "Missing required parameter: \(name)")
    }

    var response: Response { .google(status, ["error": .string(code), "error_description": .string(words)]) }
}

extension Switchboard {
    /// Gives tokens for a code, or for a refresh token.
    func token(_ request: Request, _ client: GoogleClient, _ exchange: inout GoogleExchange) throws -> Response {
        (exchange.operation, exchange.isSecret) = ("token", true)
        do {
            let form = try Self.form(request)
            exchange.body = Self.masked(form)
            let grant = form["grant_type"] ?? ""
            exchange.operation = grant == "refresh_token" ? "token.refresh" : "token.code"
            exchange.account = try form["refresh_token"].flatMap { try database.rows(GoogleStatements.accountOf, $0).first } ?? ""
            let faults = try tokenFaults(&exchange)
            if let early = spoiled(faults) { return early.map(\.tokenResponse) ?? .cut }
            try Self.admit(request, form, client)
            guard faults["garbage"] == nil else { return .garbage }
            let answer = try answer(form, grant, client, faults, &exchange)
            if let pause = faults.seconds("slow_answer") { HTTPClient.wait(pause) }
            return faults["lose_answer"] == nil ? .google(200, answer) : .cut
        } catch let refusal as GoogleTokenRefusal {
            exchange.isSecret = false
            return refusal.response
        }
    }

    private func tokenFaults(_ exchange: inout GoogleExchange) throws -> GoogleFaults {
        let taken = try database.rows(
            GoogleStatements.take, exchange.operation, exchange.account.isEmpty ? nil : exchange.account, GoogleFaults.ofAll + ["rotate"])
        let faults = GoogleFaults(taken)
        exchange.fault = faults.names
        return faults
    }

    private static func form(_ request: Request) throws(GoogleTokenRefusal) -> Fields {
        guard let form = try? request.formFields() else { throw GoogleTokenRefusal("invalid_request", "Bad Request") }
        return form
    }

    /// What came, without what opens anything.
    private static func masked(_ form: Fields) -> String {
        let secrets: Set = ["client_secret", "code", "code_verifier", "refresh_token", "token"]
        return form.pairs.map { "\($0.name)=\(secrets.contains($0.name) ? "\($0.value.prefix(6))…" : $0.value)" }.joined(separator: "&")
    }

    /// By the form or by Basic.
    private static func admit(_ request: Request, _ form: Fields, _ client: GoogleClient) throws(GoogleTokenRefusal) {
        let basic = "Basic " + Base64.encode(Array("\(Percent.encode(client.id)):\(Percent.encode(client.secret))".utf8))
        if let given = request.headers["Authorization"], ConstantTime.areEqual(Array(given.utf8), Array(basic.utf8)) { return }
        guard form["client_id"] == client.id else {
            throw GoogleTokenRefusal("invalid_client", "The OAuth client was not found.", status: 401)
        }
        guard let secret = form["client_secret"] else { throw GoogleTokenRefusal("invalid_request", "client_secret is missing.") }
        guard ConstantTime.areEqual(Array(secret.utf8), Array(client.secret.utf8)) else {
            throw GoogleTokenRefusal("invalid_client", "Unauthorized", status: 401)
        }
    }

    private func answer(
        _ form: Fields, _ grant: String, _ client: GoogleClient, _ faults: GoogleFaults, _ exchange: inout GoogleExchange
    ) throws -> JSON {
        switch grant {
        case "authorization_code":
            let code = try taken(form, client)
            exchange.account = code.account
            return try issue(code.account, code.scopes, client, nonce: code.nonce, refresh: code.refreshes)
        case "refresh_token":
            guard let token = form["refresh_token"] else { throw GoogleTokenRefusal.missing("refresh_token") }
            guard let living = try database.rows(GoogleStatements.living, token, "refresh").first else { throw GoogleTokenRefusal.dead }
            let rotates = faults["rotate"] != nil
            if rotates { _ = try database.rows(GoogleStatements.kill, token) }
            return try issue(living.account, living.scopes, client, nonce: nil, refresh: rotates)
        case "": throw GoogleTokenRefusal.missing("grant_type")
        default: throw GoogleTokenRefusal("unsupported_grant_type", "Invalid grant_type: \(grant)")
        }
    }

    /// A code that came once, for the address that it was made for, with the verifier of its challenge.
    private func taken(_ form: Fields, _ client: GoogleClient) throws -> GoogleCode {
        guard let text = form["code"] else { throw GoogleTokenRefusal.missing("code") }
        guard let code = try database.rows(GoogleStatements.takeCode, text).first else {
            throw GoogleTokenRefusal("invalid_grant", text.hasPrefix("4/") ? "Bad Request" : "Malformed auth code.")
        }
        guard form["redirect_uri"] == code.redirectURI else { throw GoogleTokenRefusal("redirect_uri_mismatch", "Bad Request") }
        guard let challenge = code.challenge else { return code }
        guard let verifier = form["code_verifier"] else { throw GoogleTokenRefusal("invalid_grant", "Missing code verifier.") }
        let made = code.method == "plain" ? verifier : Base64URL.encode(SHA256.digest(verifier))
        guard (43...128).contains(verifier.utf8.count), made == challenge else {
            throw GoogleTokenRefusal("invalid_grant", "Invalid code verifier.")
        }
        return code
    }

    private func issue(_ account: String, _ scopes: String, _ client: GoogleClient, nonce: String?, refresh: Bool) throws -> JSON {
        let access = "ya29.a0" + Random.token() + Random.token(), long = refresh ? "1//0" + Random.token() + Random.token() : nil
        let issued = try database.rows(GoogleStatements.issue, account, scopes, access, long).only()
        var members: [JSON.Member] = [
            .init("access_token", .string(access)), .init("expires_in", 3599), .init("scope", .string(scopes)),
            .init("token_type", "Bearer"),
        ]
        if let long { members.append(.init("refresh_token", .string(long))) }
        if scopes.split(separator: " ").contains("openid") {
            let idToken = GoogleIDToken(sub: issued.sub, email: account, client: client.id, nonce: nonce, at: issued.at)
            members.append(.init("id_token", .string(idToken.text)))
        }
        return .object(members)
    }

    /// Takes back what somebody allowed.
    func revoke(_ request: Request, _ exchange: inout GoogleExchange) throws -> Response {
        exchange.operation = "revoke"
        let token = try (try? request.formFields())?["token"] ?? request.queryFields()["token"]
        exchange.body = token.map { "token=\($0.prefix(6))…" }
        exchange.account = try token.flatMap { try database.rows(GoogleStatements.accountOf, $0).first } ?? ""
        let faults = try tokenFaults(&exchange)
        if let early = spoiled(faults) { return early.map(\.tokenResponse) ?? .cut }
        guard let token, try database.rows(GoogleStatements.revoke, token, nil).only() else {
            return GoogleTokenRefusal("invalid_token", "Token expired or revoked").response
        }
        return faults["lose_answer"] == nil ? .google(200, .object([])) : .cut
    }
}

/// Who signed in, as a JSON web token of Google's shape. Its signature is none: the stand-in has no RSA key, and who has the token from
/// the token endpoint itself may go without (OpenID Connect Core, section 3.1.3.7, point 6).
struct GoogleIDToken {
    var sub: String
    var email: String
    var client: String
    var nonce: String?
    var at: Int64

    var text: String {
        let head: JSON = ["alg": "RS256", "kid": "sandbox", "typ": "JWT"]
        var claims: [JSON.Member] = [
            .init("iss", "https://accounts.google.com"), .init("azp", .string(client)), .init("aud", .string(client)),
            .init("sub", .string(sub)),
            .init("email", .string(email)), .init("email_verified", true), .init("iat", .int(at)), .init("exp", .int(at + 3600)),
        ]
        if let nonce { claims.append(.init("nonce", .string(nonce))) }
        return [head.bytes, JSON.object(claims).bytes, Random.bytes(256)].map { Base64URL.encode($0) }.joined(separator: ".")
    }
}
