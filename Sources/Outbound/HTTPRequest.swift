/// One HTTP request to a service outside.
public struct HTTPRequest: Sendable {
    public var method: String
    /// An `http` or `https` address; nothing else is spoken.
    public var address: String
    /// Names and values as they are sent. They may hold secrets, so nothing of a request is ever printed.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var limits: HTTPLimits
    /// Whether the body leaves once, whatever happens. libcurl repeats by itself what it sent over a kept connection that broke without an
    /// answer; whoever can't bear that is told of the break instead.
    public var isSentOnce = false

    /// A request; without a method it is a GET.
    public init(
        _ address: String, method: String = "GET", headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        limits: HTTPLimits = HTTPLimits()
    ) {
        self.method = method
        self.address = address
        self.headers = headers
        self.body = body
        self.limits = limits
    }

    /// Whether nothing in it would be read as the end of a line, and so as a field that nobody meant.
    var isOneLineEach: Bool {
        ([method, address] + headers.flatMap { [$0.name, $0.value] }).allSatisfy { text in
            text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }
}

/// What an exchange may take.
public struct HTTPLimits: Sendable {
    /// Until the connection stands, TLS included.
    public var connect: Duration = .seconds(5)
    /// From the request's start to the answer's first byte.
    public var firstByte: Duration = .seconds(20)
    /// Between two pieces of the answer.
    public var silence: Duration = .seconds(20)
    /// All together.
    public var total: Duration = .seconds(60)
    /// Bytes of an answer that is gathered; streams are bounded by whoever takes them.
    public var answer = 4_194_304

    public init() {}
}
