/// A whole FastCGI request, read the plain way: all bytes at hand, record by record. The readers of the product are held against it.
struct RequestModel {
    private(set) var parameters: [(name: [UInt8], value: [UInt8])] = []
    private(set) var body: [UInt8] = []

    /// nil where the bytes are anything else than one request of a responder, from its begin to the end of its body.
    init?(_ bytes: [UInt8], parameterLimit: Int) {
        guard var records = Self.records(bytes), records.count >= 3, let id = records.first?.id, id != 0 else { return nil }
        let begin = records.removeFirst()
        guard begin.kind == 1, begin.content.count == 8, begin.content.prefix(2) == [0, 1], records.allSatisfy({ $0.id == id }),
            let stream = Self.take(4, from: &records), stream.count <= parameterLimit, let pairs = Self.pairs(stream, parameterLimit),
            let body = Self.take(5, from: &records), records.isEmpty
        else { return nil }
        parameters = pairs
        self.body = body
    }

    private typealias Record = (kind: UInt8, id: Int, content: ArraySlice<UInt8>, padding: UInt8)

    private static func records(_ bytes: [UInt8]) -> [Record]? {
        var rest = bytes[...]
        var found: [Record] = []
        while !rest.isEmpty {
            guard rest.count >= 8, rest.first == 1 else { return nil }
            let header = Array(rest.prefix(8))
            let length = Int(header[4]) << 8 | Int(header[5])
            rest = rest.dropFirst(8)
            guard rest.count >= length + Int(header[6]) else { return nil }
            found.append((header[1], Int(header[2]) << 8 | Int(header[3]), rest.prefix(length), header[6]))
            rest = rest.dropFirst(length + Int(header[6]))
        }
        return found
    }

    /// The content of a stream up to its empty record, which has no padding where another stream follows.
    private static func take(_ kind: UInt8, from records: inout [Record]) -> [UInt8]? {
        var content: [UInt8] = []
        while !records.isEmpty {
            let record = records.removeFirst()
            guard record.kind == kind else { return nil }
            if record.content.isEmpty { return record.padding > 0 && !records.isEmpty ? nil : content }
            content += record.content
        }
        return nil
    }

    /// The pairs of a stream of parameters; nil where they don't end where it ends.
    static func pairs(_ stream: [UInt8], _ limit: Int) -> [(name: [UInt8], value: [UInt8])]? {
        var rest = stream[...]
        var found: [(name: [UInt8], value: [UInt8])] = []
        while !rest.isEmpty {
            guard let name = length(&rest), let value = length(&rest), name + value <= min(limit, rest.count) else { return nil }
            found.append((Array(rest.prefix(name)), Array(rest.dropFirst(name).prefix(value))))
            rest = rest.dropFirst(name + value)
        }
        return found
    }

    private static func length(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.first else { return nil }
        guard first >= 0x80 else {
            rest = rest.dropFirst()
            return Int(first)
        }
        guard rest.count >= 4 else { return nil }
        defer { rest = rest.dropFirst(4) }
        return rest.prefix(4).reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
    }
}
