internal import Postgres
internal import Web

/// Why the API says no, in Google's envelope (developers.google.com/workspace/calendar/api/guides/errors).
struct GoogleRefusal: Error {
    var status: Int
    var reason: String
    var words: String

    init(_ status: Int, _ reason: String, _ words: String) { (self.status, self.reason, self.words) = (status, reason, words) }

    /// What a fault asks for: a server's error unless it says otherwise.
    init(faulty options: JSON) {
        let status = Int(options.number("status") ?? 503)
        let reason = options.string("reason") ?? Self.reasons[status] ?? "backendError"
        self.init(status, reason, options.string("message") ?? Self.words[reason] ?? "Backend Error")
    }

    private static let reasons = [401: "authError", 403: "userRateLimitExceeded", 404: "notFound", 429: "rateLimitExceeded"]
    private static let words = [
        "authError": "Invalid Credentials", "notFound": "Not Found", "rateLimitExceeded": "Rate Limit Exceeded",
        "userRateLimitExceeded": "User Rate Limit Exceeded", "quotaExceeded": "Calendar usage limits exceeded.",
    ]

    private var domain: String {
        reason.hasSuffix("Exceeded") ? "usageLimits" : "global"
    }

    var response: Response {
        let error: JSON = ["domain": .string(domain), "reason": .string(reason), "message": .string(words)]
        let body: JSON = ["error": ["errors": [error], "code": .number(status), "message": .string(words)]]
        return .google(status, body)
    }

    /// The same at the token endpoint (RFC 6749, section 5.2).
    var tokenResponse: Response {
        let code = status >= 500 ? "internal_failure" : status == 429 || status == 403 ? "rate_limit_exceeded" : reason
        return .google(status, ["error": .string(code), "error_description": .string(words)])
    }
}

extension Response {
    /// An answer of Google's kind; a 401 says what it wants.
    static func google(_ status: Int, _ body: JSON) -> Response {
        var response = Response.json(body, status: Status(rawValue: status))
        if status == 401 {
            response.headers.add("WWW-Authenticate", #"Bearer realm="https://accounts.google.com/", error="invalid_token""#)
        }
        return response
    }
}

/// What goes wrong with a request.
struct GoogleFaults {
    private let taken: [String: JSON]

    /// The kinds that fit any request.
    static let ofAll = ["refuse", "slow", "slow_answer", "lose_request", "lose_answer", "garbage"]
    static let all: Set<String> = Set(
        ofAll + ofLists + ofPushes + ["rotate", "freebusy_error", "conference_fails", "conference_waits", "storm"])
    static let ofLists = ["expired_sync", "empty_page"]
    static let ofPushes = ["early_sync", "lose_push", "duplicate_push", "late_push", "held_push"]

    init(_ rows: [(kind: String?, options: String?)]) {
        taken = Dictionary(
            rows.compactMap { row in row.kind.map { ($0, (try? JSON(reading: Array((row.options ?? "{}").utf8))) ?? .null) } }
        ) { first, _ in first }
    }

    subscript(kind: String) -> JSON? { taken[kind] }
    var names: String? { taken.isEmpty ? nil : taken.keys.sorted().joined(separator: " ") }
    func seconds(_ kind: String) -> Duration? { taken[kind].map { .seconds($0.number("seconds") ?? 3) } }
}
