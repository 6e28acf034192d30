/// The head of an HTTP request.
///
/// HTTP's grammar is taken narrowly (RFC 9112): whatever isn't plainly a request is refused.
public struct RequestHead: Equatable, Sendable {
    public let method: String
    /// The address without its query.
    public let path: String
    private var fields: [Field] = []

    private struct Field: Equatable {
        /// In small letters.
        var name: String
        var value: String
    }

    /// Bytes of a head; nginx forwards two fields only, and clients of our own send few.
    static let longest = 8_192

    enum Reading: Equatable {
        /// The head has no end yet.
        case incomplete
        /// The head, and how many bytes it takes with its empty line.
        case whole(RequestHead, length: Int)
        case refused(HTTPRefusal)
    }

    /// The values of a field, in their order.
    public subscript(_ name: String) -> [String] { fields.filter { $0.name == name.lowercased() }.map(\.value) }

    /// Reads what has come so far.
    static func read(_ bytes: [UInt8]) -> Reading {
        guard let (end, length) = endOfHead(bytes) else { return bytes.count >= longest ? .refused(.tooLong) : .incomplete }
        guard end <= longest else { return .refused(.tooLong) }
        return RequestHead(bytes[..<end]).map { .whole($0, length: length) } ?? .refused(.malformed)
    }

    /// Where the first empty line begins and ends; a line may end without a carriage return.
    private static func endOfHead(_ bytes: [UInt8]) -> (begin: Int, end: Int)? {
        var lineBegan = 0
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            let line = bytes[lineBegan..<index]
            if line.isEmpty || line.elementsEqual([UInt8(ascii: "\r")]) { return (lineBegan, index + 1) }
            lineBegan = index + 1
        }
        return nil
    }

    private init?(_ head: ArraySlice<UInt8>) {
        guard head.allSatisfy({ (0x20..<0x7F).contains($0) || [0x09, 0x0A, 0x0D].contains($0) }) else { return nil }
        var lines = head.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
        guard !lines.isEmpty, let line = Self.requestLine(lines.removeFirst()) else { return nil }
        (method, path) = line
        for line in lines {
            guard let field = Self.field(line) else { return nil }
            fields.append(field)
        }
    }

    private static func requestLine(_ line: String) -> (method: String, path: String)? {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[1].hasPrefix("/"), words[2] == "HTTP/1.0" || words[2] == "HTTP/1.1" else { return nil }
        guard !words[0].isEmpty, words[0].utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
        return (String(words[0]), String(words[1].prefix { $0 != "?" }))
    }

    /// nil for a line that is no field.
    private static func field(_ line: String) -> Field? {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return nil }
        let name = line[..<colon]
        guard !name.utf8.contains(where: { $0 <= 0x20 }) else { return nil }
        return Field(name: name.lowercased(), value: String(line[line.utf8.index(after: colon)...].trimmingBlanks))
    }
}

/// Why what came is no request that is answered.
public enum HTTPRefusal: Error, Equatable, Sendable { case malformed, tooLong }

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
        return self[...last].drop(while: isBlank)
    }
}
