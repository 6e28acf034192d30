/// One HTTP request as a value, free of sockets.
public struct Request: Sendable {
    public var method: Method
    /// The path as it was sent, still percent-encoded, without the query.
    public var path: String
    /// The query without its question mark, still encoded; empty where there is none.
    public var query: String
    public var headers: Headers
    public var body: [UInt8]
    /// The peer's address as the front server saw it, without a port.
    public var remoteAddress: String
    /// The front server's id for this request; it stands in every log line and problem answer.
    public var id: String

    public init(
        method: Method, path: String, query: String = "", headers: Headers = Headers(), body: [UInt8] = [],
        remoteAddress: String = "127.0.0.1", id: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
        self.id = id
    }
}

/// A request's method; an open set (RFC 9110, section 9.1).
public struct Method: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let get = Method(rawValue: "GET")
    public static let head = Method(rawValue: "HEAD")
    public static let post = Method(rawValue: "POST")
    public static let delete = Method(rawValue: "DELETE")
    public static let options = Method(rawValue: "OPTIONS")
}

/// Header fields in the order given; names compare without case (RFC 9110, section 5.1).
public struct Headers: Sendable {
    public private(set) var fields: [(name: String, value: String)] = []
    public init() {}

    /// The first value under a name, or nil.
    public subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return fields.first { $0.name.lowercased() == wanted }?.value
    }

    /// Adds a field. Line breaks and NUL can't reach the wire: they become spaces.
    public mutating func add(_ name: String, _ value: String) {
        let breaks = value.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 }
        fields.append((name, breaks ? Self.withoutBreaks(value) : value))
    }

    private static func withoutBreaks(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.map { "\r\n\0".unicodeScalars.contains($0) ? " " : $0 }))
    }
}
