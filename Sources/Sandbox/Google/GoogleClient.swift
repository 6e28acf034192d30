internal import Postgres
internal import Web

/// The program that the stand-in for Google knows: its id, its secret, and where it takes people back to.
public struct GoogleClient: Sendable {
    public var id: String
    public var secret: String
    /// The one address that is registered.
    public var redirectURI: String

    /// A client of these.
    public init(id: String, secret: String, redirectURI: String) {
        (self.id, self.secret, self.redirectURI) = (id, secret, redirectURI)
    }
}

extension Switchboard {
    /// A request of a program or of a browser, kept with its answer.
    func answer(_ request: Request, google place: GooglePlace) throws -> Response {
        guard let client = settings.google else { throw Problem.notFound("Google has an account here: nothing stands in for it.") }
        let started = ContinuousClock.now
        var exchange = GoogleExchange(operation: "unknown")
        var response = try serve(request, place, client, &exchange)
        try note(exchange, request, response, milliseconds: Int((ContinuousClock.now - started) / .milliseconds(1)))
        response.afterwards = { [self] in tellPushes() }
        return response
    }

    private func serve(
        _ request: Request, _ place: GooglePlace, _ client: GoogleClient, _ exchange: inout GoogleExchange
    ) throws -> Response {
        switch (place, request.method) {
        case (.consent, .get): try consent(request, client, &exchange)
        case (.consent, .post): try decide(request, client, &exchange)
        case (.token, .post): try token(request, client, &exchange)
        case (.revoke, .post): try revoke(request, &exchange)
        case (.userinfo, .get): try serve(request, GoogleOperation("userinfo.get"), &exchange)
        case (.calendarAPI(let path), let method): try serve(request, method, path, &exchange)
        default: GoogleRefusal(404, "notFound", "Not Found").response
        }
    }

    private func serve(_ request: Request, _ method: Method, _ path: [String], _ exchange: inout GoogleExchange) throws -> Response {
        guard let operation = GoogleOperation(method, path) else { return GoogleRefusal(404, "notFound", "Not Found").response }
        return try serve(request, operation, &exchange)
    }

    private func note(_ exchange: GoogleExchange, _ request: Request, _ response: Response, milliseconds: Int) throws(DatabaseError) {
        let answer: String? =
            if case .bytes(let bytes) = response.body { String(decoding: bytes.prefix(65_536), as: UTF8.self) } else { nil }
        let address = request.path + (request.query.isEmpty ? "" : "?" + request.query)
        let body = exchange.body ?? String(decoding: request.body.prefix(65_536), as: UTF8.self)
        _ = try database.rows(
            GoogleStatements.note, "in", exchange.operation, exchange.account, request.method.rawValue, address, body.withoutNUL,
            response.status.rawValue, exchange.isSecret ? nil : answer?.withoutNUL, milliseconds, exchange.fault)
    }
}

/// What is remembered of a request besides the request itself.
struct GoogleExchange {
    var operation: String
    var account = ""
    var fault: String?
    /// In place of a body that holds secrets.
    var body: String?
    var isSecret = false
}

extension String {
    /// As the database can keep it.
    var withoutNUL: String { utf8.contains(0) ? String(unicodeScalars.filter { $0.value != 0 }.map(Character.init)) : self }
}
