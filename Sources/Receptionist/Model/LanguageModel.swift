/// Whoever answers what a receptionist asks: a service outside, or a stand-in of a test.
public protocol LanguageModel {
    /// Asks once and gives the whole reply, within the time that is left of a turn. Nothing of a database may be open meanwhile.
    func ask(_ messages: [ModelMessage], tools: [ToolSchema], within: Duration) throws(ModelFailure) -> ModelReply
}

extension ModelClient: LanguageModel {
    public func ask(_ messages: [ModelMessage], tools: [ToolSchema], within: Duration) throws(ModelFailure) -> ModelReply {
        try ask(messages, tools: tools, within: within) { _ in }
    }
}
