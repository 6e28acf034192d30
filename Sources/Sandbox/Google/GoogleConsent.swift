internal import Postgres
internal import Sealing
internal import Web

/// What a program asks of a person (developers.google.com/identity/protocols/oauth2/web-server), judged.
struct GoogleConsentRequest {
    var query: Fields
    var redirectURI: String
    /// As tokens will name them.
    var scopes: [String]
    var challenge: String?
    var method: String
    var isOffline: Bool
    var prompts: Set<String>

    init(_ query: Fields, _ client: GoogleClient) throws(GoogleConsentFault) {
        guard query["client_id"] == client.id else { throw .unknownClient }
        guard query["redirect_uri"] == client.redirectURI else { throw .wrongRedirect }
        guard query["response_type"] == "code" else { throw GoogleConsentFault("unsupported_response_type", "response_type must be code") }
        self.query = query
        redirectURI = client.redirectURI
        scopes = try Self.scopes(query["scope"])
        method = try Self.choice(query, "code_challenge_method", ["plain", "S256"]) ?? "plain"
        challenge = query["code_challenge"]
        if let challenge, !(43...128).contains(challenge.utf8.count) || method == "S256" && challenge.utf8.count != 43 {
            throw GoogleConsentFault("invalid_request", "Invalid code_challenge")
        }
        isOffline = try Self.choice(query, "access_type", ["online", "offline"]) == "offline"
        prompts = try Self.prompts(query["prompt"])
    }

    private static func scopes(_ text: String?) throws(GoogleConsentFault) -> [String] {
        let all = (text ?? "").split(separator: " ").map(String.init)
        guard !all.isEmpty else { throw GoogleConsentFault("invalid_request", "Missing required parameter: scope") }
        let wrong = all.filter { !GoogleScope.known.contains($0) }
        guard wrong.isEmpty else {
            throw GoogleConsentFault("invalid_scope", "Some requested scopes were invalid: \(wrong.joined(separator: " "))")
        }
        return Set(all.map { GoogleScope.long[$0] ?? $0 }).sorted()
    }

    private static func choice(_ query: Fields, _ name: String, _ known: [String]) throws(GoogleConsentFault) -> String? {
        guard let value = query[name] else { return nil }
        guard known.contains(value) else { throw GoogleConsentFault("invalid_request", "Invalid \(name): \(value)") }
        return value
    }

    private static func prompts(_ text: String?) throws(GoogleConsentFault) -> Set<String> {
        let all = Set((text ?? "").split(separator: " ").map(String.init))
        guard all.isSubset(of: ["none", "consent", "select_account"]), !all.contains("none") || all.count == 1 else {
            throw GoogleConsentFault("invalid_request", "Invalid parameter value for prompt")
        }
        return all
    }

    /// Whose account it is, where that is settled.
    var account: String? { query["authuser"] ?? (prompts.contains("select_account") ? nil : query["login_hint"]) }

    /// Where people are taken back to, with what is told there.
    func way(back answer: KeyValuePairs<String, String>) -> String {
        var fields = Fields()
        if let state = query["state"] { fields.add("state", state) }
        for (name, value) in answer { fields.add(name, value) }
        return redirectURI + (redirectURI.contains("?") ? "&" : "?") + fields.encoded
    }
}

/// Why the consent screen shows an error instead: nobody is taken back then.
struct GoogleConsentFault: Error {
    var code: String
    var words: String
    var status = Status.badRequest

    init(_ code: String, _ words: String) { (self.code, self.words) = (code, words) }

    static var unknownClient: GoogleConsentFault {
        var fault = GoogleConsentFault("invalid_client", "The OAuth client was not found.")
        fault.status = Status(rawValue: 401)
        return fault
    }
    static let wrongRedirect = GoogleConsentFault(
        "redirect_uri_mismatch", "The redirect URI in the request does not match a registered one.")
}

/// The scopes that the stand-in knows.
enum GoogleScope {
    /// Sign-in scopes can't be unticked; the short names come back long.
    static let long = [
        "email": "https://www.googleapis.com/auth/userinfo.email", "profile": "https://www.googleapis.com/auth/userinfo.profile",
    ]
    static let signIn = Set(["openid"] + long.values)
    private static let calendar = [
        "calendar", "calendar.readonly", "calendar.events", "calendar.events.readonly", "calendar.events.owned",
        "calendar.events.owned.readonly",
        "calendar.events.freebusy", "calendar.events.public.readonly", "calendar.freebusy", "calendar.calendarlist",
        "calendar.calendarlist.readonly", "calendar.calendars", "calendar.calendars.readonly", "calendar.app.created",
        "calendar.settings.readonly",
    ].map { "https://www.googleapis.com/auth/" + $0 }
    static let known = signIn.union(long.keys).union(calendar)

    /// What a person reads.
    static func words(_ scope: String) -> String {
        let name = scope.split(separator: "/").last.map(String.init) ?? scope
        return words[name] ?? name
    }

    private static let words = [
        "calendar": "See, edit, share and permanently delete all your calendars",
        "calendar.events": "View and edit events on all your calendars",
        "calendar.events.owned": "See, create, change and delete events on calendars you own",
        "calendar.freebusy": "View your availability in your calendars",
        "calendar.events.freebusy": "See the availability on calendars you have access to",
        "calendar.calendarlist.readonly": "See the list of calendars you’re subscribed to", "openid": "Know who you are on Google",
        "userinfo.email": "See your email address", "userinfo.profile": "See your name",
    ]
}

extension Switchboard {
    /// The screen, as far as it has to be shown: whose account, then what is allowed.
    func consent(_ request: Request, _ client: GoogleClient, _ exchange: inout GoogleExchange) throws -> Response {
        exchange.operation = "consent.show"
        let query = try request.queryFields(), asked: GoogleConsentRequest
        do throws(GoogleConsentFault) { asked = try GoogleConsentRequest(query, client) } catch {
            return .page(GoogleConsentPage.fault(error), status: error.status)
        }
        let accounts = try database.rows(GoogleStatements.accounts)
        guard let email = asked.account else {
            if asked.prompts.contains("none") { return Self.back(asked, ["error": "interaction_required"]) }
            return .page(GoogleConsentPage.chooser(request.query, accounts.map { ($0.email, $0.name) }))
        }
        guard email.contains("@") else {
            return .page(GoogleConsentPage.fault(GoogleConsentFault("invalid_request", "No such account")), status: .badRequest)
        }
        exchange.account = email
        let granted = Set((accounts.first { $0.email == email }?.scopes ?? "").split(separator: " ").map(String.init))
        if granted.isSuperset(of: asked.scopes), !asked.prompts.contains("consent") { return try allow(asked, email, asked.scopes) }
        if asked.prompts.contains("none") { return Self.back(asked, ["error": "interaction_required"]) }
        return .page(GoogleConsentPage.consent(request.query, email, asked.scopes))
    }

    /// What a person chose.
    func decide(_ request: Request, _ client: GoogleClient, _ exchange: inout GoogleExchange) throws -> Response {
        exchange.operation = "consent.decide"
        let form = try request.formFields()
        let asked: GoogleConsentRequest
        do throws(GoogleConsentFault) {
            guard let query = Fields(reading: form["request"] ?? "") else { throw .wrongRedirect }
            asked = try GoogleConsentRequest(query, client)
        } catch {
            return .page(GoogleConsentPage.fault(error), status: error.status)
        }
        exchange.account = form["account"] ?? ""
        guard form["decision"] == "allow", let account = form["account"], account.contains("@") else {
            return Self.back(asked, ["error": "access_denied"])
        }
        let ticked = Set(form.pairs.filter { $0.name == "scope" }.map(\.value))
        return try allow(asked, account, asked.scopes.filter { GoogleScope.signIn.contains($0) || ticked.contains($0) })
    }

    private func allow(_ asked: GoogleConsentRequest, _ account: String, _ scopes: [String]) throws -> Response {
        let code = "4/0A" + Random.token()
        let name = account.split(separator: "@").first.map(String.init) ?? account
        _ = try database.rows(GoogleStatements.openAccount, account, name, "America/New_York")
        let granted = try database.rows(
            GoogleStatements.consent, code, account, asked.redirectURI, scopes, asked.challenge, asked.method, asked.query["nonce"],
            asked.isOffline, asked.prompts.contains("consent"), asked.query["include_granted_scopes"] == "true"
        ).only()
        return Self.back(
            asked,
            [
                "code": code, "scope": granted, "authuser": "0",
                "prompt": asked.prompts.isEmpty ? "none" : asked.prompts.sorted().joined(separator: " "),
            ])
    }

    private static func back(_ asked: GoogleConsentRequest, _ answer: KeyValuePairs<String, String>) -> Response {
        var headers = Headers.noStore
        headers.add("Location", asked.way(back: answer))
        return Response(Status(rawValue: 302), headers: headers)
    }
}
