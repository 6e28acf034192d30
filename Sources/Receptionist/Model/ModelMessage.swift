internal import Web

/// One message of what a model is asked with, as the chat completions API has it.
public enum ModelMessage: Equatable, Sendable {
    /// What it is and what it may do. Sent as `system`, which every server knows, newer ones as another word for `developer`.
    case instruction(String)
    case visitor(String)
    /// What the model said before, and which tools it called.
    case model(String, calls: [ModelCall])
    /// What a tool gave back, for the call with this id.
    case result(call: String, String)

    var json: JSON {
        switch self {
        case .instruction(let text): ["role": "system", "content": .string(text)]
        case .visitor(let text): ["role": "user", "content": .string(text)]
        case .result(let call, let text): ["role": "tool", "tool_call_id": .string(call), "content": .string(text)]
        case .model(let text, let calls):
            calls.isEmpty
                ? ["role": "assistant", "content": .string(text)]
                : ["role": "assistant", "content": text.isEmpty ? .null : .string(text), "tool_calls": .array(calls.map(\.json))]
        }
    }
}

/// A tool that the model wants to be called. Nothing of it is known to be true: the name may be invented, the arguments no JSON.
public struct ModelCall: Equatable, Sendable, Codable {
    public var id: String
    public var name: String
    public var arguments: String

    public init(id: String, name: String, arguments: String) {
        (self.id, self.name, self.arguments) = (id, name, arguments)
    }

    var json: JSON {
        ["id": .string(id), "type": "function", "function": ["name": .string(name), "arguments": .string(arguments)]]
    }
}

extension ToolSchema {
    /// The tool as a model is told of it.
    var json: JSON {
        let schema = (try? JSON(reading: Array(parameters.utf8))) ?? .null
        return [
            "type": "function",
            "function": ["name": .string(name), "description": .string(description), "parameters": schema, "strict": true],
        ]
    }
}
