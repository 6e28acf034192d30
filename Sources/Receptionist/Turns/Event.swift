internal import FoundationEssentials

/// One thing that a visitor is shown, in the order of showing.
public enum Event: Hashable, Sendable {
    /// The conversation that this is; always first, so that a cut stream can be sent again in it.
    case conversation(String)
    /// One whole sentence.
    case text(String)
    case card(Card)
}

/// A whole answer.
public struct Reply: Sendable {
    public var conversation: String
    public var text: String
    public var cards: [Card]
    let events: [StoredEvent]

    init(conversation: String, events: [StoredEvent]) {
        self.events = events
        self.conversation = conversation
        text = events.compactMap(\.text).joined(separator: " ")
        cards = events.compactMap(\.card)
    }
}

/// A button that was pressed.
public enum Action: Hashable, Sendable {
    case slot(String)
    /// A day as `2026-11-24`.
    case day(String)
    case service(String)
    /// A picture or another file came, without words.
    case attachment
    /// On the phone: nothing was heard, or a key was pressed that means nothing.
    case unheard
    /// On the phone: other times than those that were named.
    case otherTimes
    /// On the phone: no name is given, only the number.
    case unnamed
    /// On the phone: the person who was rung up did not answer.
    case unanswered
}

/// How a visitor speaks to us.
public struct Channel: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let web = Channel(rawValue: "web")
    public static let sms = Channel(rawValue: "sms")
    public static let voice = Channel(rawValue: "voice")
    public static let whatsApp = Channel(rawValue: "whatsapp")
}

/// An event as its row has it.
struct StoredEvent: Hashable, Sendable, Codable {
    var text: String?
    var card: Card?
    /// The card behind it says the same: where that is listed, the sentence is left out.
    var inCard: Bool?

    var event: Event? { text.map(Event.text) ?? card.map(Event.card) }
}

extension Card {
    /// The card as JSON text, members in the order of their names.
    public var json: String { Stored.text(self) }
}

/// Values as JSON text and back. Names are sorted so that the same value is always the same text.
enum Stored {
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { preconditionFailure("a stored value holds nothing but text and whole numbers") }
        return String(decoding: data, as: UTF8.self)
    }

    static func read<Value: Decodable>(_ text: String) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }
}
