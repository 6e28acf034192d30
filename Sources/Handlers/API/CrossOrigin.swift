internal import Booking
internal import Web

/// Which pages elsewhere may read our answers (Fetch, section 3.2). No cookie ever goes with them.
struct CrossOrigin {
    private let origins: [String]
    private let anyMay: Bool

    init(_ tenant: Tenant, _ settings: HandlerSettings) {
        origins = tenant.allowedOrigins + [settings.publicURL]
        anyMay = settings.isDevelopment
    }

    /// The fields of an answer that is about no business, and so about nobody: any page may read it and act on it.
    static var anybody: Headers {
        var headers = Headers()
        headers.add("Access-Control-Allow-Origin", "*")
        headers.add("Access-Control-Expose-Headers", exposed)
        return headers
    }

    private static let exposed = "X-Request-Id, Retry-After"

    /// The fields of an answer. It varies by origin even where none was sent, so that no cache mixes them up.
    func headers(for request: Request) -> Headers {
        var headers = Headers()
        headers.add("Vary", "Origin")
        guard let origin = request.headers["Origin"], allows(origin) else { return headers }
        headers.add("Access-Control-Allow-Origin", origin)
        headers.add("Access-Control-Expose-Headers", Self.exposed)
        return headers
    }

    /// What a browser asks before it sends.
    func preflight(_ request: Request, methods: [Method]) -> Response {
        var headers = Headers()
        headers.add("Allow", names(methods + [.options]))
        guard let origin = request.headers["Origin"], allows(origin) else { return Response(.noContent, headers: headers) }
        headers.add("Access-Control-Allow-Methods", names(methods))
        headers.add("Access-Control-Allow-Headers", "Content-Type, Accept, Idempotency-Key, Last-Event-ID")
        headers.add("Access-Control-Max-Age", "600")
        return Response(.noContent, headers: headers)
    }

    private func allows(_ origin: String) -> Bool { anyMay || origins.contains(origin) }

    private func names(_ methods: [Method]) -> String { methods.map(\.rawValue).joined(separator: ", ") }
}
