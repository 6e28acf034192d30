internal import FCGIHost
internal import Web

/// How an answer goes over the wire, and how it goes wrong.
struct ModelSending {
    let writing: ModelWriting
    let seconds: Double
    /// How often its rule has answered before.
    let uses: Int

    func deliveries(_ answer: ModelScript.Answer) -> AnyIterator<Delivery> {
        let pause: [Delivery] = seconds > 0 ? [.pause(.seconds(seconds))] : []
        let told = ModelAnswer(answer, to: writing.question, number: writing.number)
        switch answer.fault {
        case .raves(let raving): return rave(raving, after: pause)
        case .dies(let place): return list(pause + cut(pieces(told), place, then: .hangUp))
        case .stalls(let place): return list(pause + cut(pieces(told), place, then: .silence))
        case .refuses(let status, let code, let after):
            return list(pause + [.bytes(HTTPText.whole(status, writing.error(code), retryAfter: after))])
        case .breaks(let code):
            let events = writing.events(told).dropLast(writing.question.wantsUsage ? 2 : 1) + [writing.error(code)]
            return list(pause + bytes([HTTPText.streamHead] + events.map { HTTPText.event($0.text) } + [HTTPText.end]))
        case .garbage(let text): return list(pause + bytes([HTTPText.streamHead, HTTPText.piece(text), HTTPText.end]))
        case nil: return list(pause + bytes(pieces(told)))
        }
    }

    /// The whole answer, as it is sent where nothing goes wrong.
    private func pieces(_ answer: ModelAnswer) -> [[UInt8]] {
        guard writing.question.streams else { return [HTTPText.whole(200, writing.object(answer))] }
        let events = writing.events(answer).map(\.text) + (writing.closing.map { [$0] } ?? [])
        return [HTTPText.streamHead] + events.map(HTTPText.event) + [HTTPText.end]
    }

    private func list(_ deliveries: [Delivery]) -> AnyIterator<Delivery> { AnyIterator(deliveries.makeIterator()) }

    private func bytes(_ pieces: [[UInt8]]) -> [Delivery] { pieces.map { .bytes($0) } }

    /// An answer of fewer bytes is whole.
    private func cut(_ pieces: [[UInt8]], _ place: ModelScript.Place, then end: Delivery) -> [Delivery] {
        let whole = pieces.reduce(0) { $0 + $1.count }
        var left = if case .byte(let count) = place { count } else { uses }
        guard left < whole else { return bytes(pieces) }
        var sent: [Delivery] = []
        for piece in pieces where left > 0 {
            sent.append(.bytes(Array(piece.prefix(left))))
            left -= piece.count
        }
        return sent + [end]
    }

    private func rave(_ raving: ModelScript.Raving, after pause: [Delivery]) -> AnyIterator<Delivery> {
        var first = pause + bytes([HTTPText.streamHead])
        var count = 0
        return AnyIterator {
            if !first.isEmpty { return first.removeFirst() }
            count += 1
            return .bytes(HTTPText.event(writing.piece(of: raving, count).text))
        }
    }
}

/// HTTP/1.1 as the servers of models speak it.
enum HTTPText {
    static let streamHead = Array(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)

    /// The end of a stream.
    static let end = Array("0\r\n\r\n".utf8)

    static func event(_ data: String) -> [UInt8] { piece("data: \(data)\n\n") }

    static func piece(_ text: String) -> [UInt8] { Array("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8) }

    static func whole(_ status: Int, _ body: JSON, retryAfter: Int? = nil) -> [UInt8] {
        let bytes = body.bytes
        let more = retryAfter.map { "Retry-After: \($0)\r\n" } ?? ""
        return Array(
            "HTTP/1.1 \(status) \(reasons[status] ?? "Refused")\r\nContent-Type: application/json\r\n\(more)Content-Length: \(bytes.count)\r\n\r\n"
                .utf8) + bytes
    }

    private static let reasons = [
        200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 429: "Too Many Requests", 500: "Internal Server Error",
        503: "Service Unavailable",
    ]
}
