internal import Booking
public import Postgres

/// A text as it came in.
public struct IncomingText: Sendable {
    /// Twilio's `MessageSid`: the same text again changes nothing.
    public var sid: String
    public var channel: Channel
    /// The key of our number that it was sent to.
    public var number: Int64
    /// E.164.
    public var peer: String
    public var body: String
    /// Pictures and other files that came with it.
    public var media: Int
    /// The message of ours that it quotes.
    public var quoted: String?
    public var optOutType: String?
    /// A button was pressed.
    public var isButton: Bool

    public init(
        sid: String, channel: Channel, number: Int64, peer: String, body: String, media: Int = 0, quoted: String? = nil,
        optOutType: String? = nil, isButton: Bool = false
    ) {
        (self.sid, self.channel, self.number, self.peer, self.body) = (sid, channel, number, peer, body)
        (self.media, self.quoted, self.optOutType, self.isButton) = (media, quoted, optOutType, isButton)
    }
}

extension Channel {
    /// What is said is sent as texts.
    public var isTexted: Bool { self == .sms || self == .whatsApp }
}

extension Receptionist {
    /// Stores a text, once, and obeys what it asks for beside talk: silence, texts again, or who this is (docs/texting.md).
    ///
    /// - Returns: the conversation whose turn is to answer it; nil where nothing is left to do.
    public func take(_ text: IncomingText) throws(DatabaseError) -> String? {
        let found = try database.call(TextStatements.context, tenant: tenant, text.channel.rawValue, text.peer).first
        let reading = TextReading(
            text.body,
            in: TextContext(
                optOutType: text.optOutType, channel: text.channel, isButton: text.isButton, isOptedOut: found?.isOptedOut ?? false,
                hasMatter: found?.hasMatter ?? false))
        let answer = reading.isAnswered ? words(of: found?.state).answer(to: reading.meaning) : nil
        let kept = String(String.UnicodeScalarView(text.body.unicodeScalars.filter { $0.value != 0 }.prefix(Self.longestMessage)))
        let taken = try database.call(
            TextStatements.take, tenant: tenant, text.sid, text.channel.rawValue, text.number, text.peer, kept, text.media, text.quoted,
            reading.meaning.rawValue, reading.how, answer)
        return reading.meaning == .talk ? taken.first : nil
    }

    private func words(of state: String?) -> Wording {
        let spoken = state.flatMap { Stored.read($0) as DialogueState? }?.language
        return Wording(business: diary.tenant, today: Days.date(0), language: spoken ?? Language(locale: diary.tenant.locale))
    }

    /// Answers the texts that wait in a conversation, in their order. False where another worker is at one: it answers those behind it.
    public func answerTexts(in conversation: String) throws(TurnError) -> Bool { try answerTexts(conversation, nil) }

    /// The same for the conversation of a text.
    public func answerTexts(behind text: Int64) throws(TurnError) -> Bool { try answerTexts(nil, text) }

    private func answerTexts(_ conversation: String?, _ text: Int64?) throws(TurnError) -> Bool {
        var own = self
        // Whoever has a turn answers what is behind it too: nobody waits for another.
        own.pace.patience = .zero
        return try own.answerAll(conversation, text)
    }

    private func answerAll(_ conversation: String?, _ text: Int64?) throws(TurnError) -> Bool {
        while let next = try next(conversation, text) {
            do throws(TurnError) {
                _ = try turn(
                    conversation: next.conversation, messageID: next.sid, message: next.message, action: next.action,
                    address: "tel:\(next.peer)", channel: next.channel,
                    caller: Caller(number: next.peer, vouched: true, about: next.about)
                ) { _ in }
            } catch {
                switch error {
                case .busy, .tooMany: return false
                case .invalid, .database: throw error
                }
            }
        }
        return true
    }

    private func next(_ conversation: String?, _ text: Int64?) throws(TurnError) -> WaitingText? {
        do throws(DatabaseError) {
            return try database.call(TextStatements.next, tenant: tenant, conversation, text).first
        } catch {
            throw .database(error)
        }
    }
}

/// A text that waits for its turn.
struct WaitingText: Sendable {
    var conversation: String
    var sid: String
    var body: String
    var media: Int
    var about: [String]
    var channel: Channel
    var peer: String

    private var isBlank: Bool { body.allSatisfy(\.isWhitespace) }
    /// A turn's message is never empty: a picture without words stands as this.
    var message: String { isBlank ? "📎" : body }
    var action: Action? { isBlank ? .attachment : nil }
}

/// The statements of texts (sql/queries/Receptionist).
enum TextStatements {
    static let context = Statement<(isOptedOut: Bool, hasMatter: Bool, state: String), String, String>(SQL.textContext) {
        row throws(DatabaseError) in
        (isOptedOut: try row.read("is_opted_out"), hasMatter: try row.read("has_matter"), state: try row.read("state"))
    }

    static let take = Statement<String, String, String, Int64, String, String, Int, String?, String, String, String?>(SQL.takeText) {
        row throws(DatabaseError) in try row.read("conversation")
    }

    static let next = Statement<WaitingText, String?, Int64?>(SQL.nextText) { row throws(DatabaseError) in
        WaitingText(
            conversation: try row.read("conversation"), sid: try row.read("sid"), body: try row.read("body"), media: try row.read("media"),
            about: try row.read("about"), channel: Channel(rawValue: try row.read("channel")), peer: try row.read("peer"))
    }
}
