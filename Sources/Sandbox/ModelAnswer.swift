internal import Web

/// What a stand-in answers, before it is written as a server of some dialect writes it.
struct ModelAnswer: Equatable {
    var text: String?
    var calls: [Call] = []
    /// Why it ended.
    var finish: String

    struct Call: Equatable {
        var id: String
        var name: String
        /// As text: it may be no JSON.
        var arguments: String
    }

    init(_ script: ModelScript.Answer, to question: ModelQuestion, number: Int) {
        text = script.say.map { String(repeating: question.filled($0), count: script.repeats) }
        for (index, call) in script.calls.enumerated() {
            let arguments = call.raw ?? question.filled(call.arguments).text
            calls.append(Call(id: call.id ?? "call_\(number)_\(index)", name: call.tool, arguments: arguments))
        }
        finish = script.finish ?? (calls.isEmpty ? "stop" : "tool_calls")
    }

    /// Tokens are about four bytes each.
    func usage(of question: ModelQuestion) -> JSON {
        let prompt = question.body["messages"].map { $0.bytes.count / 4 } ?? 0
        let answer = ((text ?? "").utf8.count + calls.reduce(0) { $0 + $1.arguments.utf8.count }) / 4 + 1
        return [
            "prompt_tokens": .number(prompt), "completion_tokens": .number(answer), "total_tokens": .number(prompt + answer),
            "prompt_tokens_details": ["cached_tokens": 0],
        ]
    }
}
