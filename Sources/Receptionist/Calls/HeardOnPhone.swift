/// What came back on the phone, as a turn takes it.
public struct HeardOnPhone: Hashable, Sendable {
    /// What stands in the transcript.
    public var message: String
    public var action: Action?

    /// Nothing was heard.
    public static let silence = HeardOnPhone(message: "(nothing was heard)", action: .unheard)
    /// The owner's phone was rung up, and nobody answered.
    public static let unanswered = HeardOnPhone(message: "(nobody answered)", action: .unanswered)

    /// Words that were recognised; silence where there are none.
    public static func said(_ words: String) -> HeardOnPhone {
        let kept = HeardWords.joined(words)
        return kept.isEmpty ? silence : HeardOnPhone(message: kept, action: nil)
    }
}

extension SpokenReply {
    /// What the keys that were pressed stand for.
    public func pressed(_ digits: String) -> HeardOnPhone {
        let number = digits.filter(\.isNumber)
        if isNumberAsked, number.count > 1 { return HeardOnPhone(message: number, action: nil) }
        switch digits.first.flatMap({ keys[$0] }) {
        case .says(let words)?: return HeardOnPhone(message: words, action: nil)
        case .does(let action, let words)?: return HeardOnPhone(message: words, action: action)
        case nil: return HeardOnPhone(message: "(a key without a meaning)", action: .unheard)
        }
    }
}
