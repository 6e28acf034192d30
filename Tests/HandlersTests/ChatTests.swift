import Postgres
import Receptionist
import TestCluster
import Testing
import Web

@testable import Handlers

/// Keeps what a stream writes, and may hang up after some events.
final class Reader: BodyWriter {
    private(set) var events: [(id: String, name: String, data: JSON)] = []
    private let patience: Int

    init(patience: Int = .max) { self.patience = patience }

    func write(_ bytes: [UInt8]) throws(ClientGone) {
        guard events.count < patience else { throw ClientGone() }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ": ", maxSplits: 1).map(String.init)
        }
        events.append((lines[0][1], lines[1][1], (try? JSON(reading: Array(lines[2][1].utf8))) ?? .null))
    }
}

@Suite struct Chat {
    let front: Front
    let path = "/api/v1/demo/chat"

    init() throws { front = try Front() }

    func stream(_ body: JSON, _ reader: Reader = Reader()) -> Reader {
        let answer = front.post(path, body, ["Accept": "text/event-stream"])
        #expect(answer.header("Content-Type") == "text/event-stream")
        if case .stream(let write) = answer.response.body { write(reader) }
        return reader
    }

    @Test func aMessageIsAnsweredWholeAndToldAgain() throws {
        let answer = front.post(path, ["message": "hello", "message_id": "m-1"])
        #expect(answer.status == 200)
        #expect(answer.json["reply"]?.string?.isEmpty == false)
        let conversation = try #require(answer.json["conversation"]?.string)
        let told = front.get("\(path)/\(conversation)")
        #expect(told.json["turns"]?.items.count == 1)
        #expect(told.json["turns"]?.items.first?["message_id"] == "m-1")
        #expect(told.json["turns"]?.items.first?["reply"] == answer.json["reply"])
    }

    @Test func aStreamIsNumberedFromOneAndEndsWithDone() {
        let reader = stream(["message": "What services do you offer?", "message_id": "m-2"])
        #expect(reader.events.map(\.id) == (1...reader.events.count).map(String.init))
        #expect(reader.events.first?.name == "conversation")
        #expect(reader.events.last?.name == "done")
        #expect(reader.events.contains { $0.name == "card" && $0.data["type"] == "services" })
    }

    @Test func aMessageSentAgainRepeatsTheSameEvents() throws {
        let cut = stream(["message": "hello", "message_id": "m-3"], Reader(patience: 1))
        let conversation = try #require(cut.events.first?.data["conversation"])
        let again = stream(["message": "hello", "message_id": "m-3", "conversation": conversation])
        #expect(again.events.first?.data == cut.events.first?.data)
        #expect(again.events.last?.name == "done")
        #expect(front.get("\(path)/\(conversation.string ?? "")").json["turns"]?.items.count == 1)
    }

    @Test func aRefusalInAStreamIsAnErrorEvent() {
        let reader = stream(["message": .string(String(repeating: "x", count: 2_001))])
        #expect(reader.events.map(\.name) == ["error"])
        #expect(reader.events.first?.data["code"] == "invalid")
    }

    @Test func aMessageThatIsNoneIsRefusedByName() {
        let cases: [(JSON, Int)] = [
            ([:], 422), (["message": ""], 422), (["message": 7], 400), (["message": "hi", "action": ["type": "dance"]], 422),
            (["message": "hi", "action": "slot"], 400),
        ]
        for (body, status) in cases { #expect(front.post(path, body).status == status) }
    }

    @Test func triesAtAReferenceAreCountedInConversationsToo() throws {
        for _ in 0..<Tries.perReference {
            let answer = front.post(path, ["message": "cancel my booking ZZZZ2222, eve@example.com"])
            #expect(answer.json["reply"]?.string?.contains("Too many tries") == false)
        }
        let limited = front.post(path, ["message": "cancel my booking zzzz-2222, ada@example.com"])
        #expect(limited.json["reply"]?.string?.contains("Too many tries") == true)
        #expect(front.post("/api/v1/demo/bookings/ZZZZ2222/lookup", ["email": "ada@example.com"]).status == 429)
    }

    @Test func anUnknownConversationIsNotFound() {
        #expect(front.get("\(path)/0123456789abcdef0123456789abcdef").status == 404)
        #expect(front.get("\(path)/x").status == 404)
    }
}
