import Glibc
import Web

@testable import FCGIHost

/// What reads FastCGI, and what is made of its parameters.
let fastCGIReaders = [
    Reader("framing", framing), Reader("pairs", pairLengths), Reader("exchange", exchange), Reader("parameters", parameters),
]

private let limit = 1_000

/// Read in pieces as read whole; complete where the plain reading finds a request, and nowhere else.
private func framing(_ bytes: [UInt8]) {
    let (whole, parts) = pieces(bytes)
    var once = Framing(parameterLimit: limit)
    var often = Framing(parameterLimit: limit)
    _ = once.read(whole.span)
    for part in parts { _ = often.read(Array(part).span) }
    expect(once.verdict == often.verdict, "\(once.verdict) at once is \(often.verdict) in pieces")
    expect(once.parametersComplete == often.parametersComplete, "the parameters' end is seen the same")
    expect((once.verdict == .complete) == (RequestModel(whole, parameterLimit: limit) != nil), "complete is what the model reads")
}

private func pairLengths(_ bytes: [UInt8]) {
    let (whole, parts) = pieces(bytes)
    var once = PairLengths(limit: limit)
    var often = PairLengths(limit: limit)
    let fits = once.read(whole.span, 0..<whole.count)
    let all = parts.map { part in often.read(Array(part).span, 0..<part.count) }
    expect(fits == all.allSatisfy(\.self), "what fits at once fits in pieces")
    expect(!fits || once.atBoundary == often.atBoundary, "the boundary is seen the same")
    let model = whole.count <= limit ? RequestModel.pairs(whole, limit) : nil
    expect((fits && once.atBoundary) == (model != nil), "whole pairs are what the model reads")
}

/// What the framing lets through, libfcgi reads as the plain reading does: the same parameters, the same body, no fault.
private func exchange(_ bytes: [UInt8]) {
    var framing = Framing(parameterLimit: limit)
    guard framing.read(bytes.span) == .complete, let model = RequestModel(bytes, parameterLimit: limit) else { return }
    withSocket(holding: bytes) { descriptor in
        guard let exchange = Exchange(reading: descriptor) else { return expect(false, "libfcgi reads what was let through") }
        var expected = Parameters()
        for pair in model.parameters { expected.add(Array((pair.name + [UInt8(ascii: "=")] + pair.value).prefix { $0 != 0 })) }
        expect(String(describing: exchange.parameters()) == String(describing: expected), "the parameters are the same")
        expect(exchange.body(upTo: model.body.count + 1) == model.body && !exchange.bodyFailed, "the body is the same")
        let answer = Response(.ok, body: .bytes(model.body))
        expect(exchange.send(answer, requestID: "fuzz", headOnly: false) {}, "the answer goes")
    }
}

private func withSocket(holding bytes: [UInt8], _ use: (Int32) -> Void) {
    _ = prepared
    var ends: [Int32] = [0, 0]
    unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    defer { ends.forEach { end in close(end) } }
    let sent = unsafe bytes.withUnsafeBytes { room in unsafe send(ends[0], room.baseAddress, room.count, Int32(MSG_DONTWAIT)) }
    guard sent == bytes.count else { return }
    shutdown(ends[0], Int32(SHUT_WR))
    use(ends[1])
}

private let prepared: Void = Exchange.prepare()

/// Entries as libfcgi hands them over, parted by line breaks here.
private func parameters(_ bytes: [UInt8]) {
    var parameters = Parameters()
    for entry in bytes.split(separator: 0x0A) { parameters.add(Array(entry)) }
    let id = parameters.requestID
    expect((1...64).contains(id.utf8.count) && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }, "an id is plain")
    if let length = try? parameters.bodyLength() {
        expect(length >= 0 && Int(parameters.contentLength) == length, "a length is a number of bytes")
    }
    guard let request = try? parameters.request(id: id, body: []) else { return }
    expect(request.path.utf8.first == UInt8(ascii: "/") && !request.path.utf8.contains(UInt8(ascii: "?")), "a path has no query")
    expect(!request.headers.fields.contains { field in field.value.isEmpty || broken(field.value) }, "a field is one line")
    var response = Response(.ok, headers: request.headers)
    response.headers.add("X-Said", request.path)
    let head = String(decoding: response.head(requestID: id), as: UTF8.self)
    expect(head.utf8.filter { $0 == 0x0A }.count <= request.headers.fields.count + 5, "nothing that came makes a line of its own")
}

private func broken(_ value: String) -> Bool { value.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 } }
