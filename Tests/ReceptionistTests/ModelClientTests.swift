import ScriptedServer
import Synchronization
import Testing
import Web

@testable import Receptionist

private func chunk(_ delta: JSON, finish: String? = nil) -> String {
    event(["choices": [["index": 0, "delta": delta, "finish_reason": .text(finish)]]])
}

private func event(_ object: JSON) -> String { "data: \(String(decoding: object.bytes, as: UTF8.self))\n\n" }

private let done = "data: [DONE]\n\n"

private func call(_ index: Int?, id: String? = nil, name: String? = nil, arguments: JSON?) -> JSON {
    var function: [JSON.Member] = []
    if let name { function.append(.init("name", .string(name))) }
    if let arguments { function.append(.init("arguments", arguments)) }
    var members = [JSON.Member("function", .object(function))]
    if let index { members.append(.init("index", .number(index))) }
    if let id { members.append(.init("id", .string(id))) }
    return ["tool_calls": [.object(members)]]
}

@Suite("Asking a model") struct ModelClientTests {
    /// What each question is answered with, in turn; the last one stays.
    private func ask(
        _ answers: [@Sendable (String, Wire) -> Void], patience: ModelPatience = ModelPatience(), tools: [ToolSchema] = []
    ) throws -> (outcome: Result<ModelReply, ModelFailure>, words: [String], pauses: [Duration], asked: [String]) {
        let asked = Mutex<[String]>([])
        let server = ScriptedServer { request, wire in
            let turn = asked.withLock { seen in
                seen.append(request)
                return seen.count
            }
            answers[min(turn, answers.count) - 1](request, wire)
        }
        let account = ModelAccount(baseURL: "http://127.0.0.1:\(server.port)/v1", key: "secret", model: "m")
        var pauses: [Duration] = []
        var words: [String] = []
        let client = try #require(ModelClient(account, patience: patience) { pauses.append($0) })
        let outcome = Result { () throws(ModelFailure) in
            try client.ask([.instruction("be"), .visitor("hello")], tools: tools) { words.append($0) }
        }
        return (outcome, words, pauses, asked.withLock { $0 })
    }

    private func streamed(_ text: String) -> @Sendable (String, Wire) -> Void {
        { _, wire in
            wire.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n\(text)")
            wire.hangUp()
        }
    }

    private func refused(_ status: String, _ code: String, fields: String = "") -> @Sendable (String, Wire) -> Void {
        { _, wire in
            wire.answer(
                "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"param\":null,\"code\":\"\(code)\"}}", status: status, fields: fields)
        }
    }

    @Test("words are handed on as they come, and the cost is counted")
    func words() throws {
        let usage = event([
            "choices": [], "usage": ["prompt_tokens": 9, "completion_tokens": 5, "prompt_tokens_details": ["cached_tokens": 4]],
        ])
        let result = try ask([
            streamed(
                ": hi\n\n" + chunk(["role": "assistant", "content": ""]) + chunk(["content": "We "]) + chunk(["content": "open."])
                    + chunk([:], finish: "stop") + usage + done)
        ])
        #expect(result.words == ["We ", "open."])
        #expect(try result.outcome.get() == ModelReply(text: "We open.", usage: ModelUsage(prompt: 9, cached: 4, answer: 5)))
    }

    @Test("the question holds what every server needs, and the key only in its field")
    func question() throws {
        let result = try ask([streamed(chunk([:], finish: "stop"))], tools: ToolSchema.all)
        let asked = try #require(result.asked.first)
        #expect(asked.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n") && asked.contains("Authorization: Bearer secret\r\n"))
        let body = try JSON(reading: Array(asked.utf8.suffix(from: try #require(asked.firstIndex(of: "{")))))
        #expect(body["model"] == "m" && body["stream"] == true && body["parallel_tool_calls"] == true)
        #expect(body["messages"] == [["role": "system", "content": "be"], ["role": "user", "content": "hello"]])
        guard case .array(let tools) = body["tools"] else { throw ModelFailure.garbled }
        #expect(tools.count == ToolSchema.all.count && tools.allSatisfy { $0["function"]?["parameters"]?["additionalProperties"] == false })
    }

    @Test(
        "calls are put together however a server sends them",
        arguments: [
            // OpenAI: by index, in fragments, two at once.
            [
                call(0, id: "a", name: "x", arguments: ""), call(0, arguments: "{\"d\""), call(1, id: "b", name: "y", arguments: ""),
                call(0, arguments: ":1}"), call(1, arguments: "{}"),
            ],
            // Ollama: whole calls.
            [call(0, id: "a", name: "x", arguments: "{\"d\":1}"), call(1, id: "b", name: "y", arguments: "{}")],
            // No index, arguments as objects.
            [call(nil, id: "a", name: "x", arguments: ["d": 1]), call(nil, id: "b", name: "y", arguments: .object([]))],
            // No index, in fragments.
            [
                call(nil, id: "a", name: "x", arguments: "{\"d\""), call(nil, arguments: ":1}"),
                call(nil, id: "b", name: "y", arguments: "{}"),
            ],
        ])
    func calls(deltas: [JSON]) throws {
        let result = try ask([streamed(deltas.map { chunk($0) }.joined() + chunk([:], finish: "tool_calls") + done)])
        #expect(
            try result.outcome.get().calls == [
                ModelCall(id: "a", name: "x", arguments: "{\"d\":1}"), ModelCall(id: "b", name: "y", arguments: "{}"),
            ])
    }

    @Test("calls without ids, or with the same one, get ids that tell them apart")
    func ids() throws {
        let deltas = [
            call(0, id: "", name: "x", arguments: "{}"), call(1, id: "z", name: "y", arguments: "{}"),
            call(2, id: "z", name: "y", arguments: "{}"),
        ]
        let calls = try ask([streamed(deltas.map { chunk($0) }.joined() + chunk([:], finish: "stop"))]).outcome.get().calls
        #expect(Set(calls.map(\.id)).count == 3)
    }

    @Test("a server that doesn't stream is understood")
    func unstreamed() throws {
        let body = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hello.\"},\"finish_reason\":\"stop\"}]}"
        let result = try ask([{ _, wire in wire.answer(body, fields: "Content-Type: application/json\r\n") }])
        #expect(try result.outcome.get().text == "Hello.")
    }

    @Test("a stream that dies at any byte before its end is no answer, and none of it is taken for one")
    func deaths() throws {
        let whole =
            chunk(["content": "Booked"]) + chunk(call(0, id: "a", name: "x", arguments: "{}")) + chunk([:], finish: "tool_calls") + done
        let ending = whole.utf8.count - done.utf8.count
        var patience = ModelPatience()
        patience.retries = 0
        for length in 0..<ending {
            let result = try ask([streamed(String(whole.prefix(length)))], patience: patience)
            #expect(throws: ModelFailure.self, "cut after \(length)") { try result.outcome.get() }
        }
        #expect(try ask([streamed(String(whole.prefix(ending)))]).outcome.get().calls.count == 1)
    }

    @Test(
        "what may pass is asked again, and as late as the server wants",
        arguments: [
            ("503 Service Unavailable", "", ""), ("429 Too Many Requests", "rate_limit_exceeded", "Retry-After: 1\r\n"),
            ("429 Too Many Requests", "rate_limit_exceeded", "retry-after-ms: 250\r\n"),
            ("400 Bad Request", "", "x-should-retry: true\r\n"),
        ])
    func askedAgain(status: String, code: String, fields: String) throws {
        let result = try ask([refused(status, code, fields: fields), streamed(chunk(["content": "Hi"], finish: "stop"))])
        #expect(try result.outcome.get().text == "Hi")
        #expect(result.pauses.count == 1)
        if fields.contains("After: 1") { #expect(result.pauses == [.seconds(1)]) }
        if fields.contains("-ms") { #expect(result.pauses == [.milliseconds(250)]) }
    }

    @Test(
        "what won't pass is not asked again",
        arguments: [
            ("401 Unauthorized", "invalid_api_key", ""), ("404 Not Found", "model_not_found", ""),
            ("429 Too Many Requests", "insufficient_quota", ""),
            ("503 Service Unavailable", "", "x-should-retry: false\r\n"), ("400 Bad Request", "context_length_exceeded", ""),
        ])
    func refusals(status: String, code: String, fields: String) throws {
        let result = try ask([refused(status, code, fields: fields)])
        guard case .failure(.refused(_, let given)) = result.outcome else { Issue.record("\(result.outcome)"); return }
        #expect(given == code || code.isEmpty)
        #expect(result.asked.count == 1)
    }

    @Test("an error inside a good stream is a failure, and once words were shown it isn't asked again")
    func errorInStream() throws {
        let trouble = event(["error": ["message": "x", "type": "server_error", "code": .null]])
        let later = try ask([streamed(chunk(["content": "Well"]) + trouble)])
        #expect(later.outcome == .failure(.busy(after: nil)) && later.asked.count == 1)
        let first = try ask([streamed(trouble), streamed(chunk(["content": "Hi"], finish: "stop"))])
        #expect(try first.outcome.get().text == "Hi")
    }

    @Test("a model that never stops talking, or calling, is stopped")
    func babble() throws {
        let talk = (0..<200).map { _ in chunk(["content": .string(String(repeating: "bla ", count: 200))]) }.joined()
        #expect(try ask([streamed(talk)]).outcome == .failure(.babbling))
        let calls = (0..<100).map { (number: Int) in chunk(call(number, id: "c\(number)", name: "x", arguments: "{}")) }.joined()
        #expect(try ask([streamed(calls)]).outcome == .failure(.babbling))
        let cut = chunk(call(0, id: "a", name: "x", arguments: "{\"a")) + chunk([:], finish: "length") + done
        #expect(try ask([streamed(cut)]).outcome == .failure(.babbling))
    }

    @Test("a model that is slow is given up within the turn's patience")
    func slow() throws {
        var patience = ModelPatience()
        patience.firstByte = .milliseconds(50)
        let result = try ask([{ _, wire in wire.waitForEnd() }], patience: patience)
        #expect(result.outcome == .failure(.tooSlow) && result.pauses.isEmpty)
    }

    @Test("what is no JSON is garbled, and a null or an unknown member hurts nobody")
    func rubbish() throws {
        var patience = ModelPatience()
        patience.retries = 0
        #expect(try ask([streamed("data: {oops\n\n")], patience: patience).outcome == .failure(.garbled))
        let odd =
            event(["choices": .null]) + event(["x": 1]) + chunk(["content": .null, "tool_calls": .null, "reasoning": "hm"])
            + chunk(["content": "Hi"], finish: "stop")
        #expect(try ask([streamed(odd)]).outcome.get().text == "Hi")
    }
}
