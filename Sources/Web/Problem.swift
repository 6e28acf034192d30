/// An answer that says no: `application/problem+json` (RFC 9457) with a stable `code`, and words that name what to do next.
///
/// It holds no personal data: it may be logged whole.
public struct Problem: Error, Sendable {
    /// The status of the answer.
    public var status: Status
    /// What a program decides by; never reworded.
    public var code: String
    /// What a person reads.
    public var detail: String
    /// Further members, such as `alternatives`.
    public var members: [JSON.Member]
    /// Seconds after which it is worth trying again.
    public var retryAfter: Int?
    /// The methods that would be heard, for a 405.
    public var allow: [Method]
    /// What goes to the log and not into the answer.
    public var fault: String?

    /// A problem with whatever goes with it.
    public init(
        _ status: Status, code: String, detail: String, members: [JSON.Member] = [], retryAfter: Int? = nil, allow: [Method] = []
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.members = members
        self.retryAfter = retryAfter
        self.allow = allow
    }

    /// A 400: what came can't be read.
    public static func malformed(_ detail: String) -> Problem { Problem(.badRequest, code: "malformed", detail: detail) }

    /// A 422: it can be read, and breaks a rule.
    public static func invalid(_ detail: String) -> Problem { Problem(.unprocessable, code: "invalid", detail: detail) }

    /// A 404, the same for what doesn't exist and what isn't yours.
    public static func notFound(_ detail: String) -> Problem { Problem(.notFound, code: "not_found", detail: detail) }

    /// A 405 that names what would be heard.
    public static func methodNotAllowed(_ allow: [Method]) -> Problem {
        let names = allow.map(\.rawValue).joined(separator: ", ")
        return Problem(.methodNotAllowed, code: "method_not_allowed", detail: "Use \(names) here.", allow: allow)
    }

    /// A 429.
    public static func rateLimited(_ detail: String, retryAfter: Int) -> Problem {
        Problem(.tooManyRequests, code: "rate_limited", detail: detail, retryAfter: retryAfter)
    }

    /// A 503.
    public static func unavailable(_ detail: String, retryAfter: Int = 2) -> Problem {
        Problem(.unavailable, code: "unavailable", detail: detail, retryAfter: retryAfter)
    }

    /// A 504: it took longer than a request may, and was stopped.
    public static var timeout: Problem {
        Problem(
            .gatewayTimeout, code: "timeout", detail: "This took too long, so we stopped it. Please try again in a moment.", retryAfter: 2)
    }
}

extension Problem {
    /// The body. The request's id is left out where two answers must be the same bytes.
    public func json(requestID: String?) -> JSON {
        var all: [JSON.Member] = [
            .init("type", "about:blank"), .init("title", .string(status.title)), .init("status", .int(Int64(status.rawValue))),
            .init("code", .string(code)), .init("detail", .string(detail)),
        ]
        if let retryAfter { all.append(.init("retry_after", .int(Int64(retryAfter)))) }
        if let requestID { all.append(.init("request_id", .string(requestID))) }
        return .object(all + members)
    }

    /// The fields that go with it, besides those of every answer.
    public var extraHeaders: Headers {
        var headers = Headers()
        if let retryAfter { headers.add("Retry-After", String(retryAfter)) }
        if !allow.isEmpty { headers.add("Allow", allow.map(\.rawValue).joined(separator: ", ")) }
        return headers
    }

    /// The whole answer.
    public func response(requestID: String?) -> Response {
        var headers = Headers.noStore.adding(extraHeaders)
        headers.add("Content-Type", "application/problem+json")
        var response = Response(status, headers: headers, body: .bytes(json(requestID: requestID).bytes))
        response.fault = fault
        return response
    }
}

extension Status {
    /// 415 (RFC 9110, section 15.5.16).
    public static let unsupportedMediaType = Status(rawValue: 415)

    /// The phrase that RFC 9110 gives the codes we use.
    public var title: String { Self.titles[rawValue] ?? "Error" }

    private static let titles: [Int: String] = [
        400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
        413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content",
        429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]
}
