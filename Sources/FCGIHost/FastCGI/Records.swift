/// What is sent of an answer, as FastCGI's records (specification, section 3.3).
struct Records {
    private(set) var bytes: [UInt8] = []
    private let id: UInt16

    private static let stdout: UInt8 = 6
    private static let end: UInt8 = 3
    private static let most = 65_535

    /// Begins a piece of the answer to the request with this number.
    init(_ id: UInt16) { self.id = id }

    /// Adds a part of the answer. An empty one adds nothing: an empty record would end it.
    mutating func add(_ content: [UInt8]) {
        bytes.reserveCapacity(bytes.count + content.count + 8 * (content.count / Self.most + 4))
        var rest = content[...]
        while !rest.isEmpty {
            add(Self.stdout, rest.prefix(Self.most))
            rest = rest.dropFirst(Self.most)
        }
    }

    /// Ends the answer: its stream, and the request as done.
    mutating func finish() {
        add(Self.stdout, [])
        add(Self.end, [0, 0, 0, 0, 0, 0, 0, 0])
    }

    private mutating func add(_ kind: UInt8, _ content: ArraySlice<UInt8>) {
        let length = UInt16(content.count)
        bytes += [1, kind, UInt8(id >> 8), UInt8(id & 0xFF), UInt8(length >> 8), UInt8(length & 0xFF), 0, 0]
        bytes += content
    }
}
