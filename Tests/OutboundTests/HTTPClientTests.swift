import ScriptedServer
import Synchronization
import Testing

@testable import Outbound

@Suite("Asking a service outside") struct HTTPClientTests {
    private func client() throws -> HTTPClient { try #require(HTTPClient()) }

    private func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
        var limits = HTTPLimits()
        change(&limits)
        return limits
    }

    @Test("a request arrives with its method, fields and body, and the answer comes back whole")
    func roundTrip() throws {
        let server = ScriptedServer { request, wire in
            wire.answer(request, status: "429 Too Many Requests", fields: "Retry-After: 7\r\nx-Thing:  a : b \r\n")
        }
        let request = HTTPRequest(
            server.address, method: "POST", headers: [("Authorization", "Bearer k"), ("Content-Type", "application/json")],
            body: Array("{\"a\":1}".utf8))
        let answer = try client().send(request)
        let seen = String(decoding: answer.body, as: UTF8.self)
        #expect(seen.hasPrefix("POST /v1/x HTTP/1.1\r\n") && seen.hasSuffix("\r\n\r\n{\"a\":1}"))
        #expect(seen.contains("Authorization: Bearer k\r\n") && !seen.contains("Expect"))
        #expect((answer.status, answer.head["retry-after"], answer.head["X-Thing"]) == (429, "7", "a : b"))
    }

    @Test("a body of any bytes arrives as it is, an empty POST has a length")
    func bodies() throws {
        let server = ScriptedServer { request, wire in wire.answer("\(request.utf8.count) \(request.contains("Content-Length: 0"))") }
        let client = try client()
        let empty = try client.send(HTTPRequest(server.address, method: "POST"))
        #expect(String(decoding: empty.body, as: UTF8.self).hasSuffix("true"))
        let zero = try client.send(HTTPRequest(server.address, method: "POST", body: [0, 65, 0]))
        #expect(String(decoding: zero.body, as: UTF8.self).hasSuffix("false"))
    }

    @Test("a second request uses the first one's connection")
    func keepsConnections() throws {
        let server = ScriptedServer { _, wire in wire.answer("\(wire.descriptor)") }
        let client = try client()
        #expect(try client.send(HTTPRequest(server.address)).body == client.send(HTTPRequest(server.address)).body)
    }

    @Test("what is to be sent once isn't sent again where a kept connection breaks without an answer", arguments: [true, false])
    func sendsOnce(_ once: Bool) throws {
        let seen = Mutex(0)
        let server = ScriptedServer { _, wire in
            let place = seen.withLock { seen in
                seen += 1
                return seen
            }
            if place == 2 { wire.hangUp() } else { wire.answer("\(place)") }
        }
        let client = try client()
        var request = HTTPRequest(server.address, method: "POST", body: Array("one".utf8))
        request.isSentOnce = once
        #expect(try client.send(request).body == Array("1".utf8))
        if once {
            let failure = #expect(throws: HTTPFailure.self) { try client.send(request) }
            #expect(failure?.mayHaveArrived == true)
        } else {
            // This is what libcurl does by itself.
            #expect(try client.send(request).body == Array("3".utf8))
        }
        #expect(seen.withLock { $0 } == (once ? 2 : 3))
    }

    @Test("a redirect is an answer, not a way")
    func staysWhereItIsSent() throws {
        let server = ScriptedServer { _, wire in wire.answer("", status: "302 Found", fields: "Location: http://127.0.0.1:1/\r\n") }
        #expect(try client().send(HTTPRequest(server.address)).status == 302)
    }

    @Test("a stream is handed on as it comes, before its end")
    func streams() throws {
        let server = ScriptedServer { _, wire in
            wire.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\none")
            _ = wire.request()
        }
        var pieces: [String] = []
        let head = try client().stream(HTTPRequest(server.address)) { head, piece in
            pieces.append(String(decoding: piece, as: UTF8.self))
            return .enough
        }
        #expect((head.status, head["content-type"], pieces) == (200, "text/event-stream", ["one"]))
    }

    @Test("nobody there is known not to have acted")
    func nobodyThere() throws {
        let client = try client()
        let failure = #expect(throws: HTTPFailure.self) { try client.send(HTTPRequest("http://127.0.0.1:1/")) }
        #expect(failure?.mayHaveArrived == false)
        #expect(failure.map { if case .unreachable = $0 { true } else { false } } == true)
    }

    @Test("what is no address of the web is refused", arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "http://", "a\u{0}b"])
    func wrongAddresses(address: String) throws {
        let client = try client()
        #expect(throws: HTTPFailure.malformed) { try client.send(HTTPRequest(address)) }
    }

    @Test("a field can't smuggle another one in")
    func smuggling() throws {
        let client = try client()
        let request = HTTPRequest("http://127.0.0.1:1/", headers: [("A", "b\r\nHost: elsewhere")])
        #expect(throws: HTTPFailure.malformed) { try client.send(request) }
    }

    @Test("a service that never answers is given up, and may have acted")
    func silentFromTheStart() throws {
        let server = ScriptedServer { _, wire in wire.waitForEnd() }
        let client = try client()
        let request = HTTPRequest(server.address, limits: limits { $0.firstByte = .milliseconds(50) })
        let failure = #expect(throws: HTTPFailure.timedOut(.waiting)) { try client.send(request) }
        #expect(failure?.mayHaveArrived == true)
    }

    @Test("a stream that falls silent is given up, and what came stays")
    func silentInTheMiddle() throws {
        let server = ScriptedServer { _, wire in
            wire.write("HTTP/1.1 200 OK\r\n\r\nhalf")
            wire.waitForEnd()
        }
        let client = try client()
        var came: [UInt8] = []
        let request = HTTPRequest(server.address, limits: limits { $0.silence = .milliseconds(50) })
        #expect(throws: HTTPFailure.timedOut(.receiving)) {
            try client.stream(request) { _, piece in
                came += piece
                return .goOn
            }
        }
        #expect(came == Array("half".utf8))
    }

    @Test("a drip that would never end is bounded by the whole")
    func drip() throws {
        let server = ScriptedServer { _, wire in
            wire.write("HTTP/1.1 200 OK\r\n\r\n")
            for _ in 0..<2_000 {
                wire.write("x")
                wire.pause()
            }
        }
        let client = try client()
        let request = HTTPRequest(server.address, limits: limits { $0.total = .milliseconds(60) })
        #expect(throws: HTTPFailure.timedOut(.receiving)) { try client.send(request) }
    }

    @Test("an answer that is cut off is a failure, wherever it is cut")
    func cut() throws {
        let whole = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
        let client = try client()
        for length in 0..<whole.utf8.count {
            let server = ScriptedServer { _, wire in
                wire.write(Array(whole.utf8.prefix(length)))
                wire.hangUp()
            }
            #expect(throws: HTTPFailure.self, "cut after \(length)") { try client.send(HTTPRequest(server.address)) }
        }
    }

    @Test("what is no HTTP is a failure")
    func rubbish() throws {
        let server = ScriptedServer { _, wire in
            wire.write("SSH-2.0-OpenSSH_9.2\r\n")
            wire.hangUp()
        }
        let client = try client()
        #expect(throws: HTTPFailure.self) { try client.send(HTTPRequest(server.address)) }
    }

    @Test("an answer longer than the limit is not gathered")
    func tooLarge() throws {
        let server = ScriptedServer { _, wire in wire.answer(String(repeating: "x", count: 100_000)) }
        let client = try client()
        #expect(throws: HTTPFailure.tooLarge) { try client.send(HTTPRequest(server.address, limits: limits { $0.answer = 1_000 })) }
        #expect(try client.send(HTTPRequest(server.address)).body.count == 100_000)
    }
}
