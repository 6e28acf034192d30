/// What a model answered once: words, or calls of tools, or both.
public struct ModelReply: Equatable, Sendable {
    public var text = ""
    public var calls: [ModelCall] = []
    public var usage = ModelUsage()
}

/// What an answer cost, in tokens; zero where the server didn't say.
public struct ModelUsage: Equatable, Sendable {
    public var prompt = 0
    /// Of the prompt, those that the server still knew.
    public var cached = 0
    public var answer = 0

    static func + (left: ModelUsage, right: ModelUsage) -> ModelUsage {
        ModelUsage(prompt: left.prompt + right.prompt, cached: left.cached + right.cached, answer: left.answer + right.answer)
    }
}
