internal import Web

/// The words by which a phone tells the network to stop, to go on, and to explain
/// (twilio.com/docs/messaging/features/advanced-opt-out; the lists of a long code's default handling).
enum Keyword: String {
    case stop = "STOP"
    case start = "START"
    case help = "HELP"

    private static let words: [Keyword: Set<String>] = [
        .stop: ["STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"], .start: ["START", "YES", "UNSTOP"],
        .help: ["HELP", "INFO"],
    ]

    /// A message that is one word and nothing else, whatever the case of its letters.
    init?(_ body: String) {
        let word = body.trimmingBlanks.uppercased()
        guard let found = Self.words.first(where: { $0.value.contains(word) }) else { return nil }
        self = found.key
    }

    /// What the network answers by itself.
    var answer: String {
        switch self {
        case .stop:
            "You have successfully been unsubscribed. You will not receive any more messages from this number. "
                + "Reply START to resubscribe."
        case .start:
            "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
                + "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
        case .help: "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
        }
    }
}
