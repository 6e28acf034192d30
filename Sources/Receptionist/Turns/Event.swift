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

    init(conversation: String, events: [StoredEvent]) {
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
