import Testing

@testable import FCGIHost

/// One record as it stands on the wire.
private func record(_ kind: UInt8, _ content: [UInt8], id: UInt16 = 1, version: UInt8 = 1, padding: Int = 0) -> [UInt8] {
    [version, kind, UInt8(id >> 8), UInt8(id & 255), UInt8(content.count >> 8), UInt8(content.count & 255), UInt8(padding), 0]
        + content + [UInt8](repeating: 0, count: padding)
}

private let begin = record(1, [0, 1, 0, 0, 0, 0, 0, 0])
private let pair: [UInt8] = [1, 2, 0x41, 0x42, 0x43]
private let empty = record(4, pair) + record(4, []) + record(5, [])

private func verdict(_ bytes: [UInt8], limit: Int = 1_000) -> Framing.Verdict {
    var framing = Framing(parameterLimit: limit)
    return framing.read(bytes.span)
}

@Suite struct FramingTests {
    @Test(arguments: [
        ("a request without a body", begin + empty, Framing.Verdict.complete),
        ("a request with a body", begin + record(4, pair) + record(4, []) + record(5, [1, 2, 3]) + record(5, []), .complete),
        ("padding of every size", begin + record(4, pair, padding: 255) + record(4, []) + record(5, [], padding: 7), .complete),
        ("no parameters at all", begin + record(4, []) + record(5, []), .complete),
        (
            "the highest id", record(1, [0, 1, 0, 0, 0, 0, 0, 0], id: 65535) + record(4, [], id: 65535) + record(5, [], id: 65535),
            .complete
        ),
        ("a pair over two records", begin + record(4, [1, 2]) + record(4, [0x41, 0x42, 0x43]) + record(4, []) + record(5, []), .complete),
        ("a long length", begin + record(4, [0x80, 0, 0, 1, 2, 0x41, 0x42, 0x43]) + record(4, []) + record(5, []), .complete),
        ("half a header", Array(begin.prefix(5)), .incomplete),
        ("a body without its end", begin + record(4, pair) + record(4, []) + record(5, [1, 2, 3]), .incomplete),
        ("a management record first", record(9, [], id: 0), .refused(.management)),
        ("a management record in between", begin + record(9, [], id: 0), .refused(.management)),
        ("a management record in the body", begin + record(4, []) + record(9, pair, id: 0), .refused(.management)),
        ("another version", record(1, [0, 1, 0, 0, 0, 0, 0, 0], version: 2), .refused(.version)),
        ("another protocol", Array("GET / HTTP/1.1\r\n".utf8), .refused(.version)),
        ("an authorizer", record(1, [0, 2, 0, 0, 0, 0, 0, 0]), .refused(.role)),
        ("a short begin", record(1, [0, 1]), .refused(.lengths)),
        ("parameters before the begin", record(4, pair), .refused(.order)),
        ("a body before the parameters", begin + record(5, []), .refused(.order)),
        ("a second begin", begin + begin, .refused(.order)),
        ("an abort", begin + record(2, []), .refused(.order)),
        ("a second request on the connection", begin + record(4, [], id: 2), .refused(.foreign)),
        ("huge lengths", begin + record(4, [0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFE, 1]), .refused(.parameters)),
        ("a pair that doesn't end", begin + record(4, [1, 200, 0x41]) + record(4, []), .refused(.lengths)),
        (
            "padding behind the parameters", begin + record(4, pair) + record(4, [], padding: 8) + record(5, []),
            .refused(.padding)
        ),
        ("more parameters than let through", begin + record(4, [UInt8](repeating: 0, count: 1_001)), .refused(.parameters)),
        ("something after the end", begin + empty + [1], .refused(.trailing)),
    ])
    func judges(_ name: String, _ bytes: [UInt8], _ expected: Framing.Verdict) {
        #expect(verdict(bytes) == expected, "\(name)")
    }

    @Test func saysTheSameHoweverTheBytesArrive() {
        let whole = begin + record(4, pair, padding: 3) + record(4, []) + record(5, [1, 2, 3], padding: 5) + record(5, [])
        for size in 1...whole.count {
            var framing = Framing(parameterLimit: 100)
            var last = Framing.Verdict.incomplete
            var rest = whole[...]
            while !rest.isEmpty {
                #expect(last == .incomplete)
                last = framing.read(Array(rest.prefix(size)).span)
                rest = rest.dropFirst(size)
            }
            #expect(last == .complete)
            #expect(framing.parametersComplete)
        }
    }

    @Test func neverTrapsOnRandomBytes() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var bytes = begin + record(4, pair) + record(4, [])
            for _ in 0..<4 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random) }
            _ = verdict(bytes)
        }
    }
}
