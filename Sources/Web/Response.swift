/// One HTTP answer as a value.
public struct Response {
    public var status: Status
    public var headers: Headers
    public var body: Body
    /// Work that goes on after the answer has left, such as the rest of a turn.
    public var afterwards: (() -> Void)?
    /// The name of what was asked for, such as `api.slots`: all that the log says of the address.
    public var route: String?
    /// What went wrong, for the log: codes and names of ours, nothing that a visitor typed.
    public var fault: String?

    public init(
        _ status: Status, headers: Headers = Headers(), body: Body = .bytes([]), afterwards: (() -> Void)? = nil,
        route: String? = nil
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.afterwards = afterwards
        self.route = route
    }

    public enum Body {
        case bytes([UInt8])
        /// The closure is called once, after the head has left; each write is flushed to the client.
        case stream((any BodyWriter) -> Void)
        /// What the work gives, where that is there within a time from when the front server took the request. Otherwise `meanwhile` is the
        /// answer, then, and the work goes on for its effects alone. Status and fields are those of the response either way.
        case deferred(limit: Duration, meanwhile: [UInt8], work: () -> [UInt8])
    }
}

/// Where a streaming answer goes.
public protocol BodyWriter {
    /// Sends the bytes at once. Throws `ClientGone` when nobody reads any more.
    func write(_ bytes: [UInt8]) throws(ClientGone)
}

/// The client hung up in the middle of an answer.
public struct ClientGone: Error {
    public init() {}
}

/// A status code; an open set (RFC 9110, section 15).
public struct Status: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let ok = Status(rawValue: 200)
    public static let created = Status(rawValue: 201)
    public static let noContent = Status(rawValue: 204)
    public static let seeOther = Status(rawValue: 303)
    public static let badRequest = Status(rawValue: 400)
    public static let forbidden = Status(rawValue: 403)
    public static let notFound = Status(rawValue: 404)
    public static let methodNotAllowed = Status(rawValue: 405)
    public static let requestTimeout = Status(rawValue: 408)
    public static let conflict = Status(rawValue: 409)
    public static let contentTooLarge = Status(rawValue: 413)
    public static let unprocessable = Status(rawValue: 422)
    public static let tooManyRequests = Status(rawValue: 429)
    public static let internalServerError = Status(rawValue: 500)
    public static let unavailable = Status(rawValue: 503)
    public static let gatewayTimeout = Status(rawValue: 504)
}
