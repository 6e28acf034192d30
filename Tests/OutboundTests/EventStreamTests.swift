import Testing

@testable import Outbound

@Suite("Reading an event stream") struct EventStreamTests {
    private func read(_ text: String, inPieces size: Int = .max) throws -> [String] {
        var stream = EventStream()
        var found: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            found += try stream.read(Array(rest.prefix(size))).map { "\($0.name)|\(String(decoding: $0.data, as: UTF8.self))" }
            rest = rest.dropFirst(size)
        }
        return found
    }

    @Test(
        "each kind of line end, comment and field is read as the standard says",
        arguments: [
            ("data: a\n\n", ["|a"]), ("data:a\r\n\r\n", ["|a"]), ("data: a\r\r", ["|a"]), ("data: a\ndata:  b\n\n", ["|a\n b"]),
            (": comment\n\ndata: x\n\n", ["|x"]), ("event: e\ndata: x\n\ndata: y\n\n", ["e|x", "|y"]), ("data\n\n", ["|"]),
            ("\u{FEFF}data: x\n\n", ["|x"]), ("id: 7\nretry: 5\nother: z\ndata: x\n\n", ["|x"]), ("data: x\n", []),
            ("event: e\n\n", []), ("data: {\"a\":\"ü\"}\n\ndata: [DONE]\n\n", ["|{\"a\":\"ü\"}", "|[DONE]"]),
        ])
    func table(text: String, events: [String]) throws {
        #expect(try read(text) == events)
    }

    @Test("pieces of any size give the same events", arguments: 1...9)
    func pieces(size: Int) throws {
        let text = "event: e\r\ndata: one\r\ndata: two\r\n\r\n: c\r\n\r\ndata: drei ü\n\ndata: x\r\r"
        #expect(try read(text, inPieces: size) == read(text))
    }

    @Test("a line or an event without end is given up")
    func tooLong() {
        var stream = EventStream()
        #expect(throws: EventStream.TooLong.self) { try stream.read([UInt8](repeating: 0x78, count: EventStream.limit + 1)) }
        var lines = EventStream()
        let line = Array("data: ".utf8) + [UInt8](repeating: 0x78, count: 100_000) + [0x0A]
        #expect(throws: EventStream.TooLong.self) { for _ in 0...11 { _ = try lines.read(line) } }
    }
}
