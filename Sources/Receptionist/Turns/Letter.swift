internal import Postgres
internal import Sealing

/// A message as it arrived, checked.
struct Letter {
    var conversation: String?
    /// The id of the conversation that it opens, if it opens one.
    var fresh: String
    var key: String
    var message: String
    var action: Action?
    var timezone: String?
    var channel: Channel
    var caller: Caller?

    init(
        conversation: String?, key: String, message: String, action: Action?, timezone: String?, channel: Channel, caller: Caller?
    ) throws(TurnError) {
        guard message.unicodeScalars.count <= Receptionist.longestMessage else {
            throw .invalid("Please keep it under \(Receptionist.longestMessage) characters.")
        }
        guard key.unicodeScalars.count <= 255, !key.utf8.contains(0) else {
            throw .invalid("The message id is longer than 255 characters.")
        }
        if let timezone, timezone.utf8.count > 64 { throw .invalid("The time zone is not one.") }
        fresh = Hexadecimal.encode(Random.bytes(16))
        self.conversation = conversation.flatMap { $0.utf8.contains(0) ? nil : $0.lowercased() }
        self.key = key.isEmpty ? fresh : key
        let message = channel == .voice ? HeardWords.joined(message) : message
        self.message = String(String.UnicodeScalarView(message.unicodeScalars.filter { $0.value >= 32 || $0 == "\n" }))
        guard self.message.contains(where: { !$0.isWhitespace }) else { throw .invalid("The message is empty. Say something.") }
        (self.action, self.timezone, self.channel, self.caller) = (action, timezone, channel, caller)
    }

    /// A message that is in its turn already, on the phone.
    init(taken: Taking) {
        (conversation, fresh, key, message) = (taken.conversation, "", "", "")
        (action, timezone, channel, caller) = (.unheard, nil, .voice, nil)
    }

    /// What the key is bound to.
    var hash: [UInt8] { SHA256.digest("\(message)|\(action.map { "\($0)" } ?? "")") }
}
