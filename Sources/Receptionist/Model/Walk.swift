/// What a model did in a turn, as the turn's journal has it. Whoever takes the turn over goes on behind its last step.
struct Walk: Codable {
    /// The answers of the model that were calls, each with what the calls came to.
    var rounds: [[Step]] = []

    struct Step: Codable {
        var model: ModelCall
        /// The typed call of a write that is about to be done or was done; it is done again under the same key.
        var call: ToolCall?
        var answer: Answer?
    }

    enum Answer: Codable {
        case result(ToolResult)
        case misuse(String)

        var text: String {
            switch self {
            case .result(let result): ResultTelling.text(result)
            case .misuse(let words): ResultTelling.misuse(words)
            }
        }
    }

    var steps: [Step] { rounds.flatMap { $0 } }

    /// The rounds as the model is told of them.
    var messages: [ModelMessage] {
        rounds.flatMap { steps -> [ModelMessage] in
            [.model("", calls: steps.map(\.model))]
                + steps.map { .result(call: $0.model.id, $0.answer?.text ?? ResultTelling.misuse("This was not done.")) }
        }
    }
}
