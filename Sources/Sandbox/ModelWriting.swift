internal import Web

/// Writes an answer as servers of a dialect do: in a stream of events, or as one object.
struct ModelWriting {
    let dialect: Dialect
    let question: ModelQuestion
    /// Tells this answer from others.
    let number: Int

    /// The events of a stream, in the order in which they are sent.
    func events(_ answer: ModelAnswer) -> [JSON] {
        var deltas = dialect == .terse ? [] : [opening]
        deltas += words(answer.text ?? "").map { ["content": .string($0)] }
        for (index, call) in calls(answer).enumerated() { deltas += fragments(call, index) }
        var events = deltas.map { chunk($0) } + [chunk([:], finish: finish(answer))]
        if question.wantsUsage, dialect != .terse { events.append(frame("chat.completion.chunk", [], usage: answer.usage(of: question))) }
        return events
    }

    /// One of the pieces of an answer that has no end.
    func piece(of raving: ModelScript.Raving, _ count: Int) -> JSON {
        switch raving {
        case .words: chunk(["content": "and so on "])
        case .calls: chunk(fragments(ModelAnswer.Call(id: "call_\(count)", name: "list_services", arguments: "{}"), count)[0])
        }
    }

    /// The closing mark, where the dialect has one.
    var closing: String? { dialect == .terse ? nil : "[DONE]" }

    /// The whole answer in one object.
    func object(_ answer: ModelAnswer) -> JSON {
        var message: [JSON.Member] = [.init("role", "assistant"), .init("content", .text(answer.text))]
        let calls = calls(answer).enumerated().map { index, call in whole(call, index) }
        if !calls.isEmpty { message.append(.init("tool_calls", .array(calls))) }
        let choice: JSON = ["index": 0, "message": .object(message), "finish_reason": .string(finish(answer))]
        return frame("chat.completion", [choice], usage: dialect == .terse ? nil : answer.usage(of: question))
    }

    /// An error as the API has it; Ollama knows no codes.
    func error(_ code: String) -> JSON {
        let kind: JSON = dialect == .ollama ? "api_error" : "server_error"
        return [
            "error": [
                "message": "the script wants it so", "type": kind, "param": .null,
                "code": dialect == .ollama || code.isEmpty ? .null : .string(code),
            ]
        ]
    }
}

extension ModelWriting {
    /// llama.cpp gives one call unless it is asked for more.
    private func calls(_ answer: ModelAnswer) -> [ModelAnswer.Call] {
        dialect == .llamacpp && !question.allowsParallelCalls ? Array(answer.calls.prefix(1)) : answer.calls
    }

    private func finish(_ answer: ModelAnswer) -> String { dialect == .terse && answer.finish == "tool_calls" ? "stop" : answer.finish }

    private var opening: JSON {
        switch dialect {
        case .openai: ["role": "assistant", "content": "", "refusal": .null]
        case .vllm: ["role": "assistant", "content": "", "reasoning_content": .null, "tool_calls": .null]
        case .llamacpp: ["role": "assistant", "content": .null]
        case .ollama, .terse: ["role": "assistant", "content": "", "reasoning": "I have to think about that."]
        }
    }

    /// A word at a time, with its blank.
    private func words(_ text: String) -> [String] {
        text.split(separator: " ", omittingEmptySubsequences: false).enumerated().map {
            $0.offset == 0 ? "\($0.element)" : " \($0.element)"
        }
        .filter { !$0.isEmpty }
    }

    /// Most send the name first and the arguments in pieces behind it; Ollama sends the whole call at once.
    private func fragments(_ call: ModelAnswer.Call, _ index: Int) -> [JSON] {
        if dialect == .ollama { return [["content": "", "tool_calls": [whole(call, index)]]] }
        if dialect == .terse { return [["tool_calls": [whole(call, index)]]] }
        let first: JSON = [
            "index": .number(index), "id": .string(call.id), "type": "function",
            "function": ["name": .string(call.name), "arguments": ""],
        ]
        let rest = pieces(call.arguments).map { piece -> JSON in
            ["index": .number(index), "function": ["arguments": .string(piece)]]
        }
        return ([first] + rest).map { ["tool_calls": [$0]] }
    }

    private func whole(_ call: ModelAnswer.Call, _ index: Int) -> JSON {
        if dialect == .terse { return ["function": ["name": .string(call.name), "arguments": object(of: call.arguments)]] }
        return [
            "index": .number(index), "id": .string(call.id), "type": "function",
            "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
        ]
    }

    private func object(of arguments: String) -> JSON { (try? JSON(reading: Array(arguments.utf8))) ?? .string(arguments) }

    /// A fragment ends wherever a token did, also within a name or a number.
    private func pieces(_ text: String) -> [String] {
        let letters = Array(text)
        return stride(from: 0, to: letters.count, by: 7).map { String(letters[$0..<min($0 + 7, letters.count)]) }
    }

    private func chunk(_ delta: JSON, finish: String? = nil) -> JSON {
        if dialect == .terse {
            let members = [JSON.Member("delta", delta)] + (finish.map { [JSON.Member("finish_reason", .string($0))] } ?? [])
            return ["choices": [.object(members)]]
        }
        let choice: JSON = ["index": 0, "delta": delta, "logprobs": .null, "finish_reason": .text(finish)]
        return frame("chat.completion.chunk", [choice], usage: nil)
    }

    private func frame(_ kind: String, _ choices: [JSON], usage: JSON?) -> JSON {
        if dialect == .terse { return ["choices": .array(choices)] }
        var members: [JSON.Member] = [
            .init("id", .string("chatcmpl-\(number)")), .init("object", .string(kind)), .init("created", .number(number)),
            .init("model", .string(question.model)), .init("choices", .array(choices)),
        ]
        if dialect == .ollama { members.insert(.init("system_fingerprint", "fp_ollama"), at: 4) }
        if dialect == .openai { members.append(.init("service_tier", "default")) }
        if usage != nil || (dialect == .openai && question.wantsUsage) { members.append(.init("usage", usage ?? .null)) }
        return .object(members)
    }
}
