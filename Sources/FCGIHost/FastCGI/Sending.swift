internal import Web

extension Response {
    /// The head as a FastCGI responder writes it: CGI's fields, with the status among them.
    func head(requestID: String) -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(512)
        head.add("Status", String(status.rawValue))
        for field in headers.fields { head.add(field.name, field.value) }
        if headers["X-Request-Id"] == nil { head.add("X-Request-Id", requestID) }
        switch body {
        case .bytes(let bytes): if mayHaveLength { head.add("Content-Length", String(bytes.count)) }
        case .stream: head.add("X-Accel-Buffering", "no")
        case .deferred: break
        }
        head += [0x0D, 0x0A]
        return head
    }

    private var mayHaveLength: Bool { status != .noContent && status.rawValue != 304 && headers["Content-Length"] == nil }
}

extension [UInt8] {
    fileprivate mutating func add(_ name: String, _ value: String) {
        self += name.utf8
        self += [0x3A, 0x20]
        self += value.utf8
        self += [0x0D, 0x0A]
    }
}

extension Exchange {
    /// Sends an answer; false when the client was gone before its end. A HEAD gets the head alone. Just before the end of what is sent
    /// `atEnd` is called.
    func send(_ response: Response, requestID: String, headOnly: Bool, atEnd: () -> Void) -> Bool {
        let head = response.head(requestID: requestID)
        var last = Records(id)
        switch response.body {
        case .stream(let produce) where !headOnly:
            guard stream(head, produce) else {
                atEnd()
                return false
            }
        case .bytes(let bytes) where !headOnly: last.add(head + bytes)
        case .bytes, .stream, .deferred: last.add(head)
        }
        atEnd()
        last.finish()
        return send(last)
    }

    private func stream(_ head: [UInt8], _ produce: (any BodyWriter) -> Void) -> Bool {
        let outlet = Outlet(exchange: self)
        do throws(ClientGone) { try outlet.write(head) } catch { return false }
        produce(outlet)
        return !outlet.gone
    }
}

/// Where a streaming body goes. Once the client is gone every write says so; the body's maker decides whether it goes on.
private final class Outlet: BodyWriter {
    private let exchange: Exchange
    private(set) var gone = false

    init(exchange: Exchange) { self.exchange = exchange }

    func write(_ bytes: [UInt8]) throws(ClientGone) {
        var piece = Records(exchange.id)
        piece.add(bytes)
        if gone || !exchange.send(piece) {
            gone = true
            throw ClientGone()
        }
    }
}
