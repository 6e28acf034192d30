/// Reads `text/event-stream` as it comes in, in pieces of any size (WHATWG HTML, section 9.2.6).
public struct EventStream {
    /// One event; the kinds of field that nobody here needs are passed over.
    public struct Event: Equatable, Sendable {
        /// Empty where the stream named none.
        public var name: String
        /// Its lines, with a line feed between two.
        public var data: [UInt8]
    }

    /// Bytes of a line or of an event's data; what is longer is no event stream of a service that we know.
    public static let limit = 1_048_576

    /// A line or an event was longer than `limit`.
    public struct TooLong: Error {}

    private var line: [UInt8] = []
    private var endedByReturn = false
    private var name = ""
    private var data: [UInt8]?
    private var isFirstLine = true

    /// A stream of which nothing was read.
    public init() {}

    /// Takes in what came and gives the events that it completes. An event that was cut off is none.
    public mutating func read(_ bytes: [UInt8]) throws(TooLong) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            defer { endedByReturn = byte == UInt8(ascii: "\r") }
            switch byte {
            case UInt8(ascii: "\n") where endedByReturn: continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): if let event = try endLine() { events.append(event) }
            default: line.append(byte)
            }
            guard line.count <= Self.limit else { throw TooLong() }
        }
        return events
    }

    private mutating func endLine() throws(TooLong) -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else { return dispatch() }
        let field = line.prefix { $0 != UInt8(ascii: ":") }
        var value = line.dropFirst(field.count + 1)
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        try take(field, value)
        return nil
    }

    private mutating func take(_ field: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) throws(TooLong) {
        if field.elementsEqual("event".utf8) { name = String(decoding: value, as: UTF8.self) }
        guard field.elementsEqual("data".utf8) else { return }
        data = (data.map { $0 + [UInt8(ascii: "\n")] } ?? []) + value
        guard data?.count ?? 0 <= Self.limit else { throw TooLong() }
    }

    private mutating func dispatch() -> Event? {
        defer { (name, data) = ("", nil) }
        return data.map { Event(name: name, data: $0) }
    }
}
