internal import Outbound
internal import Sealing
internal import Web

/// What an exchange brought.
struct GrantedTokens: Sendable {
    let access: String
    /// Seconds that the access token lasts.
    let seconds: Double
    /// nil where the one that we have goes on counting.
    let refresh: String?
    /// What the owner granted, which may be less than was asked for.
    let scopes: [String]
    let identity: GoogleIdentity?
}

/// Why there are no tokens.
enum TokenRefusal: Error, Equatable {
    /// The grant counts no longer: it was revoked, ran out or was used before.
    case grant(String)
    /// Google doesn't know us, or not so.
    case client(String)
    case failure(GoogleFailure)
}

/// Google's token endpoint (developers.google.com/identity/protocols/oauth2/web-server).
struct GoogleTokens {
    let app: GoogleApp
    let client: HTTPClient

    /// A code for tokens; it counts once.
    func exchange(code: String, verifier: String, nonce: String) throws(TokenRefusal) -> GrantedTokens {
        try ask([
            ("code", code), ("code_verifier", verifier), ("redirect_uri", app.redirectURL), ("grant_type", "authorization_code"),
        ]) { GoogleIdentity($0, audience: app.clientID, nonce: nonce) }
    }

    func refresh(_ token: String) throws(TokenRefusal) -> GrantedTokens {
        try ask([("refresh_token", token), ("grant_type", "refresh_token")]) { _ in nil }
    }

    /// Ends a grant. One that has ended already is as good.
    func revoke(_ token: String) throws(GoogleFailure) {
        let answer = try send(to: app.revokeURL, [("token", token)])
        guard answer.status == 200 || answer.status == 400 else { throw GoogleFailure(answer) }
    }

    private func ask(
        _ pairs: [(String, String)], identity: (String) -> GoogleIdentity?
    ) throws(TokenRefusal) -> GrantedTokens {
        let answer: HTTPResponse
        do throws(GoogleFailure) {
            answer = try send(to: app.tokenURL, pairs + [("client_id", app.clientID), ("client_secret", app.clientSecret)])
        } catch {
            throw .failure(error)
        }
        guard let body = try? JSON(reading: answer.body) else { throw .failure(.trouble(status: answer.status)) }
        guard answer.status == 200 else { throw Self.refusal(answer, body) }
        guard let access = body["access_token"]?.asText, let seconds = body["expires_in"]?.asSeconds else {
            throw .failure(.trouble(status: answer.status))
        }
        return GrantedTokens(
            access: access, seconds: seconds, refresh: body["refresh_token"]?.asText,
            scopes: (body["scope"]?.asText ?? "").split(separator: " ").map(String.init),
            identity: body["id_token"]?.asText.flatMap(identity))
    }

    private static func refusal(_ answer: HTTPResponse, _ body: JSON) -> TokenRefusal {
        switch body["error"]?.asText {
        case "invalid_grant": .grant("invalid_grant")
        case "admin_policy_enforced": .grant("admin_policy")
        case "invalid_client", "unauthorized_client": .client("client")
        case "redirect_uri_mismatch": .client("redirect")
        case "internal_failure", "server_error", "temporarily_unavailable": .failure(.trouble(status: answer.status))
        default: .failure(GoogleFailure(answer))
        }
    }

    private func send(to address: String, _ pairs: [(String, String)]) throws(GoogleFailure) -> HTTPResponse {
        var fields = Fields()
        for (name, value) in pairs { fields.add(name, value) }
        let request = HTTPRequest(
            address, method: "POST", headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(fields.encoded.utf8),
            limits: .google)
        do throws(HTTPFailure) { return try client.send(request) } catch { throw GoogleFailure(error) }
    }
}

extension HTTPLimits {
    /// What a job has time for, several times over.
    static var google: HTTPLimits {
        var limits = HTTPLimits()
        (limits.connect, limits.firstByte, limits.silence, limits.total) = (.seconds(3), .seconds(8), .seconds(5), .seconds(12))
        return limits
    }
}

/// Who connected an account, as Google states it. The token comes from Google's own hand over TLS, so its signature proves nothing more
/// (OpenID Connect Core, 3.1.3.7); that it answers our question is its nonce's part.
struct GoogleIdentity: Sendable, Equatable {
    let subject: String
    let email: String

    init?(_ token: String, audience: String, nonce: String) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let payload = Base64URL.decode(parts[1]), let claims = try? JSON(reading: payload),
            ["https://accounts.google.com", "accounts.google.com"].contains(claims["iss"]?.asText),
            claims["aud"]?.asText == audience, claims["nonce"]?.asText == nonce,
            let subject = claims["sub"]?.asText, !subject.isEmpty, let email = claims["email"]?.asText
        else { return nil }
        (self.subject, self.email) = (subject, email)
    }
}

extension JSON {
    var asText: String? { if case .string(let text) = self { text } else { nil } }
    var asBool: Bool? { if case .bool(let value) = self { value } else { nil } }
    var asItems: [JSON] { if case .array(let items) = self { items } else { [] } }

    /// A number, or one in quotes.
    var asSeconds: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        case .string(let text): Double(text)
        default: nil
        }
    }
}
