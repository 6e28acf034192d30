/// What a text means before a receptionist makes anything of it (docs/texting.md).
public enum TextMeaning: String, Sendable {
    /// A part of the conversation.
    case talk
    /// They want no more texts.
    case optOut = "opt_out"
    /// They want texts again.
    case optIn = "opt_in"
    /// They ask who this is.
    case help
    /// They get no texts and write all the same: it is kept for the people of the business, since no answer would reach them.
    case kept
}

/// What a text is read against.
public struct TextContext: Sendable {
    /// What Twilio made of the text itself (`OptOutType`): it has obeyed and answered already.
    public var optOutType: String?
    public var channel: Channel
    /// A button was pressed: its words are the business's own.
    public var isButton: Bool
    /// They get no texts of this business.
    public var isOptedOut: Bool
    /// They have a coming appointment, or are being asked something by the receptionist: there is something to cancel.
    public var hasMatter: Bool

    public init(
        optOutType: String? = nil, channel: Channel = .sms, isButton: Bool = false, isOptedOut: Bool = false, hasMatter: Bool = false
    ) {
        (self.optOutType, self.channel, self.isButton, self.isOptedOut, self.hasMatter) =
            (optOutType, channel, isButton, isOptedOut, hasMatter)
    }
}

/// A text's meaning, and whether we say something to it ourselves.
public struct TextReading: Hashable, Sendable {
    public var meaning: TextMeaning
    /// False where Twilio has answered, or an answer would not arrive.
    public var isAnswered: Bool
    /// How an opt-out or its end was found, for the record.
    public var how = "keyword"

    /// Reads a text by the written rule. Pure: the same text and context always mean the same.
    public init(_ body: String, in context: TextContext) {
        if let told = Self.told(by: context.optOutType) {
            (meaning, isAnswered, how) = (told, false, "optout_type")
            return
        }
        meaning = context.isButton ? .talk : Self.meaning(of: TextWords(body), context)
        if meaning == .talk, context.isOptedOut { meaning = .kept }
        let isTwilios = context.channel == .sms && Keywords.twilioStops.contains(TextWords.bare(body))
        isAnswered = meaning != .kept && !(meaning == .optOut && isTwilios)
    }

    private static func told(by type: String?) -> TextMeaning? {
        switch type?.uppercased() {
        case "STOP": .optOut
        case "START": .optIn
        case "HELP": .help
        default: nil
        }
    }

    private static func meaning(of words: TextWords, _ context: TextContext) -> TextMeaning {
        let word = words.command
        if Keywords.stops.contains(word) || Keywords.ends.contains(word) { return .optOut }
        if Keywords.cancels.contains(words.plain) { return context.hasMatter ? .talk : .optOut }
        if Keywords.starts.contains(word) { return context.isOptedOut ? .optIn : .help }
        if words.plain == Keywords.yes { return context.isOptedOut ? .optIn : .talk }
        if Keywords.helps.contains(word) { return .help }
        return Keywords.asksForSilence(words.all) ? .optOut : .talk
    }
}
