/// What a model answered once: words, or calls of tools, or both.
public struct ModelReply: Equatable, Sendable {
    public var text = ""
    public var calls: [ModelCall] = []
    public var usage = ModelUsage()

    public init(text: String = "", calls: [ModelCall] = [], usage: ModelUsage = ModelUsage()) {
        (self.text, self.calls, self.usage) = (text, calls, usage)
    }
}

/// What an answer cost, in tokens; zero where the server didn't say.
public struct ModelUsage: Equatable, Sendable {
    public var prompt = 0
    /// Of the prompt, those that the server still knew.
    public var cached = 0
    public var answer = 0

    public init(prompt: Int = 0, cached: Int = 0, answer: Int = 0) {
        (self.prompt, self.cached, self.answer) = (prompt, cached, answer)
    }
}
