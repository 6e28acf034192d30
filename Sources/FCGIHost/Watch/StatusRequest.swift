/// What a client of the status socket asks, as far as the supervisor reads it: the request line and two fields.
///
/// HTTP's grammar is taken narrowly (RFC 9112): whatever isn't plainly a request is refused. A body is never read.
struct StatusRequest: Equatable {
    var method: String
    /// The address without its query.
    var path: String
    /// The visitor as nginx names it; nil where the client came to the socket by itself.
    var visitor: [String]
    var authorization: String?

    /// Bytes of the head; nginx forwards two fields only.
    static let longestHead = 8_192

    enum Reading: Equatable {
        /// The head has no end yet.
        case incomplete
        case whole(StatusRequest)
        case refused(Refusal)
    }

    enum Refusal: Equatable { case malformed, tooLong }

    /// Reads what has come so far.
    static func read(_ bytes: [UInt8]) -> Reading {
        guard let end = endOfHead(bytes) else { return bytes.count >= longestHead ? .refused(.tooLong) : .incomplete }
        guard end <= longestHead else { return .refused(.tooLong) }
        return StatusRequest(head: bytes[..<end]).map { .whole($0) } ?? .refused(.malformed)
    }

    /// Where the first empty line begins; a line may end without a carriage return.
    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        var lineBegan = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            let line = bytes[lineBegan..<index]
            if line.isEmpty || line.elementsEqual([UInt8(ascii: "\r")]) { return lineBegan }
            lineBegan = index + 1
        }
        return nil
    }

    private init?(head: ArraySlice<UInt8>) {
        guard head.allSatisfy({ (0x20..<0x7F).contains($0) || [0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
        var lines = head.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
        guard !lines.isEmpty, let line = Self.requestLine(lines.removeFirst()) else { return nil }
        (method, path) = line
        visitor = []
        for line in lines { guard takeField(line) else { return nil } }
    }

    private static func requestLine(_ line: String) -> (method: String, path: String)? {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[1].hasPrefix("/"), words[2] == "HTTP/1.0" || words[2] == "HTTP/1.1" else { return nil }
        guard !words[0].isEmpty, words[0].utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
        return (String(words[0]), String(words[1].prefix { $0 != "?" }))
    }

    /// Keeps the fields that mean something here; false for a line that is no field.
    private mutating func takeField(_ line: String) -> Bool {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return false }
        let name = line[..<colon]
        guard !name.utf8.contains(where: { $0 <= 0x20 }) else { return false }
        let value = String(line[line.utf8.index(after: colon)...].trimmingBlanks)
        switch name.lowercased() {
        case "x-real-ip": visitor.append(value)
        case "authorization":
            guard authorization == nil else { return false }
            authorization = value
        default: break
        }
        return true
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
        return self[...last].drop(while: isBlank)
    }
}
