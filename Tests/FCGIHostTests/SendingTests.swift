import Glibc
import Testing
import Web

@testable import FCGIHost

/// A request over a socket of its own, and what came back.
private struct Line: ~Copyable {
    private let ends: [Int32]
    let exchange: Exchange

    /// A socket of packets keeps the bounds of what was written; one of bytes is what nginx comes with.
    init(_ kind: __socket_type) throws {
        Exchange.prepare()
        var ends: [Int32] = [0, 0]
        try #require(unsafe socketpair(AF_UNIX, Int32(kind.rawValue), 0, &ends) == 0)
        let begin: [UInt8] = [1, 1, 0, 9, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
        let request = begin + [1, 4, 0, 9, 0, 0, 0, 0, 1, 5, 0, 9, 0, 0, 0, 0]
        _ = unsafe request.withUnsafeBytes { unsafe write(ends[0], $0.baseAddress, $0.count) }
        exchange = try #require(Exchange(reading: ends[1]))
        self.ends = ends
    }

    deinit { ends.forEach { end in close(end) } }

    /// One packet, or what lies there.
    func read() -> [UInt8] {
        var room = [UInt8](repeating: 0, count: 1_000_000)
        let count = unsafe room.withUnsafeMutableBytes { unsafe recv(ends[0], $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
        return Array(room.prefix(max(count, 0)))
    }

    /// How long the worker waits for a reader.
    func hurry() {
        var time = timeval(tv_sec: 0, tv_usec: 50_000)
        unsafe setsockopt(ends[1], SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }
}

/// The content of an answer's stream, and whether the answer has its end.
private func content(_ records: [UInt8]) -> (stream: [UInt8], ended: Bool) {
    var (rest, stream, ended) = (records[...], [UInt8](), false)
    while rest.count >= 8 {
        let header = Array(rest.prefix(8))
        let length = Int(header[4]) << 8 | Int(header[5])
        #expect(header[0] == 1 && header[2] == 0 && header[3] == 9 && !ended)
        if header[1] == 6 { stream += rest.dropFirst(8).prefix(length) }
        ended = header[1] == 3
        rest = rest.dropFirst(8 + length)
    }
    return (stream, ended && rest.isEmpty)
}

@Suite("An answer")
struct SendingTests {
    private static let sizes = [0, 1, 8_192, 65_535, 65_536, 150_000]

    @Test("leaves in one piece: a worker that is killed has sent all of it or nothing", arguments: sizes)
    func onePiece(size: Int) throws {
        let line = try Line(SOCK_SEQPACKET)
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(line.exchange.send(Response(.ok, body: .bytes(body)), requestID: "a", headOnly: false) {})
        let (stream, ended) = content(line.read())
        #expect(ended && Array(stream.suffix(size)) == body)
        #expect(String(decoding: stream.dropLast(size), as: UTF8.self).contains("Content-Length: \(size)\r\n"))
        #expect(line.read().isEmpty)
    }

    @Test("of 300 kB doesn't wait for its reader, who could leave half of it behind")
    func room() throws {
        let line = try Line(SOCK_STREAM)
        line.hurry()
        #expect(line.exchange.send(Response(.ok, body: .bytes([UInt8](repeating: 1, count: 300_000))), requestID: "a", headOnly: false) {})
    }

    @Test("to HEAD is the head alone")
    func headOnly() throws {
        let line = try Line(SOCK_SEQPACKET)
        #expect(line.exchange.send(Response(.ok, body: .bytes([1, 2, 3])), requestID: "a", headOnly: true) {})
        let (stream, ended) = content(line.read())
        #expect(ended && String(decoding: stream, as: UTF8.self).hasSuffix("Content-Length: 3\r\n\r\n"))
    }

    @Test("that is a stream leaves as it is written, and its end after the counting")
    func stream() throws {
        let line = try Line(SOCK_SEQPACKET)
        var seen: [[UInt8]] = []
        let body = Response.Body.stream { writer in
            seen.append(content(line.read()).stream)
            try? writer.write(Array("one".utf8))
            seen.append(content(line.read()).stream)
        }
        #expect(line.exchange.send(Response(.ok, body: body), requestID: "a", headOnly: false) { seen.append(line.read()) })
        #expect(String(decoding: seen[0], as: UTF8.self).hasPrefix("Status: 200\r\n"))
        #expect(seen[1] == Array("one".utf8) && seen[2].isEmpty)
        #expect(content(line.read()).ended)
    }
}
