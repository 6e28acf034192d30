/// Why a conversation was handed to the people of the business. An open set.
public struct HandoffReason: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The visitor asked for a person.
    public static let asked = HandoffReason(rawValue: "asked")
    /// Three messages in a row came to nothing.
    public static let lost = HandoffReason(rawValue: "lost")
    public static let angry = HandoffReason(rawValue: "angry")
    /// The model saw no other way.
    public static let model = HandoffReason(rawValue: "model")
    /// A calendar can't be reached, and the business wants to call back.
    public static let callback = HandoffReason(rawValue: "callback")
}

/// Whether a person of the business is in a conversation.
public enum PersonInConversation: String, Sendable, Codable {
    case none
    /// One was asked for and has not answered yet.
    case asked
    /// One answers, and the receptionist is silent.
    case answering
}
