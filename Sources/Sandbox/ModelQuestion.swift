internal import Web

/// What a stand-in for a model is asked, as far as its script looks at it.
struct ModelQuestion {
    let body: JSON
    private let messages: [JSON]

    /// nil for what no model would answer.
    init?(_ bytes: [UInt8]) {
        guard let body = try? JSON(reading: bytes), case .array(let messages) = body["messages"], !messages.isEmpty else { return nil }
        (self.body, self.messages) = (body, messages)
    }

    var model: String { text(body["model"]) ?? "" }
    var streams: Bool { body["stream"] == true }
    var wantsUsage: Bool { !streams || body["stream_options"]?["include_usage"] == true }
    var allowsParallelCalls: Bool { body["parallel_tool_calls"] == true }

    /// What the visitor wrote last.
    var visitor: String { messages.last { Self.role($0) == "user" }.flatMap { text($0["content"]) } ?? "" }

    /// The first message, where it says what the model is.
    var instruction: String {
        messages.first { ["system", "developer"].contains(Self.role($0)) }.flatMap { text($0["content"]) } ?? ""
    }

    /// How often tools were called for that message already.
    var round: Int { turn.count { $0["tool_calls"] != nil } }

    /// What the tool of that name gave last for that message.
    func result(of tool: String) -> JSON? {
        let calls = turn.flatMap { message -> [JSON] in if case .array(let calls) = message["tool_calls"] { calls } else { [] } }
        let ids = calls.filter { $0["function"]?["name"] == .string(tool) }.map { $0["id"] }
        guard let found = turn.last(where: { Self.role($0) == "tool" && ids.contains($0["tool_call_id"]) }) else { return nil }
        return text(found["content"]).flatMap { try? JSON(reading: Array($0.utf8)) }
    }

    /// What came after the visitor's last message.
    private var turn: ArraySlice<JSON> {
        messages.lastIndex { Self.role($0) == "user" }.map { messages[($0 + 1)...] } ?? messages[...]
    }

    private static func role(_ message: JSON) -> String? { if case .string(let role) = message["role"] { role } else { nil } }

    private func text(_ value: JSON?) -> String? { if case .string(let text) = value { text } else { nil } }
}
