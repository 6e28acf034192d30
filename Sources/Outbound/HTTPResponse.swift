/// The head of an answer: its status and its fields.
public struct HTTPHead: Sendable {
    public var status: Int
    private var fields: [(name: String, value: String)] = []

    init(status: Int) { self.status = status }

    /// The first field of that name, whatever its case.
    public subscript(_ name: String) -> String? {
        let wanted = name.lowercased()
        return fields.first { $0.name == wanted }?.value
    }

    /// Takes in a line of the head as it came. A new status line begins anew, as after `100 Continue`.
    mutating func read(line: [UInt8]) {
        let text = String(decoding: line, as: UTF8.self).trimmed
        if text.hasPrefix("HTTP/") {
            self = HTTPHead(status: text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0)
        } else if let colon = text.firstIndex(of: ":") {
            fields.append((text[..<colon].lowercased(), String(text[text.index(after: colon)...]).trimmed))
        }
    }
}

/// A whole answer.
public struct HTTPResponse: Sendable {
    public var head: HTTPHead
    public var body: [UInt8]

    public var status: Int { head.status }
}

extension String {
    /// Without the blanks and line ends at both ends.
    fileprivate var trimmed: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" || $0 == "\r\n" }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(self[first...last])
    }
}
