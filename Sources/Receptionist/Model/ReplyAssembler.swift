internal import Web

/// Puts an answer together from the pieces in which servers send it.
///
/// OpenAI sends a call's name first and its arguments in fragments, told apart by `index`; Ollama sends calls whole; others leave out
/// ids, roles, usage or the closing mark, or send arguments as an object. All of that is one reply.
struct ReplyAssembler {
    /// Bytes of words and arguments together.
    static let limit = 65_536
    /// Calls in one answer.
    static let mostCalls = 32

    private(set) var reply = ModelReply()
    /// Why it ended; nil until the server has said so.
    private(set) var finish: String?
    private var slots: [Int] = []
    private var size = 0

    /// Takes in one piece and gives the words that it adds.
    mutating func take(_ piece: JSON) throws(ModelFailure) -> String {
        if let error = piece["error"], error != .null { throw ModelFailure(inStream: error) }
        if let usage = piece["usage"] { readUsage(usage) }
        guard case .array(let choices) = piece["choices"], let choice = choices.first else { return "" }
        if case .string(let reason) = choice["finish_reason"] { finish = reason }
        guard let delta = choice["delta"] ?? choice["message"] else { return "" }
        if case .array(let calls) = delta["tool_calls"] { for call in calls { try take(call: call) } }
        guard case .string(let text) = delta["content"], !text.isEmpty else { return "" }
        try grow(by: text.utf8.count)
        reply.text += text
        return text
    }

    /// The whole reply, once the stream has ended. Calls that were cut off by the server's own limit are none.
    func whole(sawEnd: Bool) throws(ModelFailure) -> ModelReply {
        guard finish != nil || sawEnd else { throw .garbled }
        guard finish != "length" || reply.calls.isEmpty else { throw .babbling }
        guard reply.calls.allSatisfy({ !$0.name.isEmpty }) else { throw .garbled }
        var whole = reply
        for index in whole.calls.indices where needsID(whole.calls, index) { whole.calls[index].id = "call_\(index)" }
        return whole
    }

    private func needsID(_ calls: [ModelCall], _ index: Int) -> Bool {
        calls[index].id.isEmpty || calls[..<index].contains { $0.id == calls[index].id }
    }
}

extension ReplyAssembler {
    private mutating func take(call: JSON) throws(ModelFailure) {
        let at = try place(of: call)
        if case .string(let id) = call["id"], reply.calls[at].id.isEmpty { reply.calls[at].id = id }
        guard let function = call["function"] else { return }
        if case .string(let name) = function["name"], reply.calls[at].name.isEmpty { reply.calls[at].name = name }
        let fragment: String
        switch function["arguments"] {
        case .string(let text): fragment = text
        case .object(let members): fragment = JSON.object(members).text
        default: return
        }
        try grow(by: fragment.utf8.count)
        reply.calls[at].arguments += fragment
    }

    /// Where a fragment belongs. Without an index it is a call of its own if it brings a name, otherwise more of the last.
    private mutating func place(of call: JSON) throws(ModelFailure) -> Int {
        if case .int(let index) = call["index"], let known = slots.firstIndex(of: Int(index)) { return known }
        let name = call["function"]?["name"]
        if call["index"] == nil, name == nil || name == .null, let last = slots.indices.last { return last }
        guard slots.count < Self.mostCalls else { throw .babbling }
        if case .int(let index) = call["index"] { slots.append(Int(index)) } else { slots.append(-1 - slots.count) }
        reply.calls.append(ModelCall(id: "", name: "", arguments: ""))
        return slots.count - 1
    }

    private mutating func grow(by count: Int) throws(ModelFailure) {
        size += count
        guard size <= Self.limit else { throw .babbling }
    }

    private mutating func readUsage(_ usage: JSON) {
        reply.usage.prompt = number(usage["prompt_tokens"]) ?? reply.usage.prompt
        reply.usage.answer = number(usage["completion_tokens"]) ?? reply.usage.answer
        reply.usage.cached = number(usage["prompt_tokens_details"]?["cached_tokens"]) ?? reply.usage.cached
    }

    private func number(_ value: JSON?) -> Int? {
        guard case .int(let number) = value, number >= 0 else { return nil }
        return Int(min(number, 1_000_000_000))
    }
}
