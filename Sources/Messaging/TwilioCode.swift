/// What a refusal of Twilio's means for the message. Its codes are listed at twilio.com/docs/api/errors; one that isn't known here is a
/// failure like any other, since Twilio may change which cause has which code.
public enum Refusal: Hashable, Sendable {
    /// Nothing was done: the same again, later.
    case later(reason: String?)
    /// Something broke over there, perhaps after the message was taken: look, then again.
    case broken
    /// The recipient doesn't want to be texted.
    case optedOut
    /// WhatsApp takes no free words to this recipient now.
    case windowClosed
    /// It won't ever go.
    case never(reason: String)

    public init(status: Int, code: Int?) {
        self =
            switch code {
            case 20429: .later(reason: nil)
            case 21611, 30001: .later(reason: "queue_full")
            // Wrong credentials and a suspended account are mended by a person, for all messages at once.
            case 20003, 30002: .later(reason: "settings")
            case 21610, 63014: .optedOut
            case 63016: .windowClosed
            case 21211, 21214, 21217, 21614, 21635, 30005: .never(reason: "bad_number")
            case 30006: .never(reason: "landline")
            case 21408, 21601, 21603, 21606, 21608, 21609, 30034, 63007: .never(reason: "settings")
            case 30004: .never(reason: "blocked")
            case 30007: .never(reason: "filtered")
            default: Self(status: status)
            }
    }

    /// Of a code that says nothing, the status says whether it may be tried again.
    private init(status: Int) {
        self =
            switch status {
            case 401, 403: .later(reason: "settings")
            case 408, 500...599: .broken
            case 425, 429: .later(reason: nil)
            default: .never(reason: "failed")
            }
    }
}
