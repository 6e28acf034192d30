internal import Web

/// The parameters of a FastCGI request, sorted into what a request is made of.
struct Parameters {
    var method = ""
    var target = ""
    var query = ""
    var contentLength = ""
    var remoteAddress = ""
    var id = ""
    /// The front server's clock when the request came in there, in milliseconds since 1970.
    var arrived: Int?
    var headers = Headers()

    init() {}

    /// Takes one `NAME=VALUE`. An empty field is one that the client didn't send.
    mutating func add(_ entry: [UInt8]) {
        guard let equals = entry.firstIndex(of: UInt8(ascii: "=")), equals + 1 < entry.count else { return }
        add(String(decoding: entry[..<equals], as: UTF8.self), String(decoding: entry[(equals + 1)...], as: UTF8.self))
    }

    private mutating func add(_ name: String, _ value: String) {
        switch name {
        case "REQUEST_METHOD": method = value
        case "REQUEST_URI": target = value
        case "QUERY_STRING": query = value
        case "CONTENT_LENGTH": contentLength = value
        case "CONTENT_TYPE": headers.add("content-type", value)
        case "REMOTE_ADDR": remoteAddress = value
        case "REQUEST_ID": id = value
        case "REQUEST_ARRIVED": arrived = Self.milliseconds(value)
        default: if name.utf8.starts(with: "HTTP_".utf8) { headers.add(Self.field(name), value) }
        }
    }

    /// `HTTP_ACCEPT_LANGUAGE` is the field `accept-language`.
    private static func field(_ name: String) -> String {
        let letters = name.utf8.dropFirst(5).map { byte in
            switch byte {
            case UInt8(ascii: "_"): UInt8(ascii: "-")
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            default: byte
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// nginx's `$msec` reads `1780000000.123`. More digits than a time has would not be one.
    private static func milliseconds(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, parts[0].utf8.count <= 12, parts[1].utf8.count == 3, let seconds = Int(parts[0]),
            let rest = Int(parts[1])
        else { return nil }
        return seconds * 1_000 + rest
    }
}

extension Parameters {
    /// The request's id: the front server's where it is one, or a fresh one.
    var requestID: String {
        let plain = id.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
        }
        return plain && (1...64).contains(id.utf8.count) ? id : Self.freshID()
    }

    private static func freshID() -> String {
        var random = SystemRandomNumberGenerator()
        let halves = [random.next(), random.next()].map { half -> String in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        return halves.joined()
    }

    /// The body's length, where it can be one: digits only. nil means none was given.
    func bodyLength() throws(Problem) -> Int? {
        if contentLength.isEmpty { return nil }
        guard contentLength.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(contentLength) else {
            throw .malformed("The Content-Length is not a length.")
        }
        return length
    }

    /// The whole request.
    func request(id: String, body: [UInt8]) throws(Problem) -> Request {
        guard !method.isEmpty, target.utf8.first == UInt8(ascii: "/") else {
            throw .malformed("The request names no method or no path.")
        }
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        return Request(
            method: Method(rawValue: method), path: String(Substring(path)), query: query, headers: headers, body: body,
            remoteAddress: remoteAddress, id: id)
    }
}
