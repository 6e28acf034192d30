import Postgres
import Testing
import Web

@testable import Webhooks

@Suite("A text that comes in")
struct IncomingTextTests {
    private static func text(_ body: String, from: String = "+19175550142", to: String = Exchange.number, sid: String = "SM1") -> Request {
        Exchange.request(.sms, ["MessageSid": sid, "From": from, "To": to, "Body": body, "NumMedia": "0"])
    }

    @Test("is answered with nothing, and its turn follows behind the answer")
    func turnBehind() throws {
        let exchange = try Exchange()
        let answer = exchange.send(Self.text("hello"))
        #expect(answer.isTwiML && answer.text.hasSuffix("<Response />"))
        #expect(try exchange.sent().isEmpty)
        answer.response.afterwards?()
        #expect(try exchange.sent().count == 1)
    }

    @Test("that is delivered three times has one effect and the same answer")
    func repeated() throws {
        let exchange = try Exchange()
        let answers = (1...3).map { _ in exchange.send(Self.text("hello")) }
        answers.forEach { $0.response.afterwards?() }
        #expect(Set(answers.map(\.text)).count == 1)
        #expect(try exchange.sent().count == 1)
    }

    @Test("by WhatsApp is another conversation, answered by WhatsApp")
    func whatsApp() throws {
        let exchange = try Exchange()
        exchange.send(Self.text("hello")).response.afterwards?()
        exchange.send(Self.text("hello", from: "whatsapp:+19175550142", to: "whatsapp:" + Exchange.number, sid: "SM2")).response
            .afterwards?()
        #expect(try exchange.sent() == ["sms", "whatsapp"])
    }

    @Test("that silences its sender has no turn")
    func keyword() throws {
        let exchange = try Exchange()
        #expect(exchange.send(Self.text("STOP")).response.afterwards == nil)
        #expect(try exchange.sent().isEmpty)
    }

    @Test("from nobody's number is left alone")
    func withheld() throws {
        let answer = try Exchange().send(Self.text("hello", from: "anonymous"))
        #expect(answer.isTwiML && answer.response.fault == "sender without a number")
    }
}

extension Exchange {
    /// The channels of the answers that are to be sent, in their order.
    fileprivate func sent() throws -> [String] {
        try owner().rows("select channel from holdfast.texts_out where kind = 'reply' order by id") { row throws(DatabaseError) in
            try row.read("channel")
        }
    }
}
