public import Sealing

/// An account at Twilio: who we are there, what its webhooks are signed with, and where it is asked.
public struct TwilioAccount: Sendable, Equatable {
    public let sid: String
    /// The primary auth token.
    public let token: String
    /// With it, webhooks count only where they are signed by it with HMAC-SHA256; nil for the token's HMAC-SHA1.
    public let sharedKey: String?
    /// Without a slash at the end.
    public let apiURL: String
    /// Nobody outside is asked: the house's own stand-in is.
    public let isSandbox: Bool

    public init(sid: String, token: String, sharedKey: String? = nil, apiURL: String = usualURL, isSandbox: Bool = false) {
        self.sid = sid
        self.token = token
        self.sharedKey = sharedKey
        self.apiURL = apiURL
        self.isSandbox = isSandbox
    }

    public static let usualURL = "https://api.twilio.com"

    /// The account of the stand-in. Every process of the house knows it by its newest key, and nobody else does.
    public static func sandbox(_ keys: KeyRing, apiURL: String, sharedKey: String? = nil) -> TwilioAccount {
        let named = { (what: String) in
            Hexadecimal.encode(Array(keys.derived(for: Purpose(rawValue: "sandbox twilio \(what)")).prefix(16)))
        }
        return TwilioAccount(sid: "AC" + named("sid"), token: named("token"), sharedKey: sharedKey, apiURL: apiURL, isSandbox: true)
    }
}

extension TwilioAccount: CustomStringConvertible {
    /// Without its secrets, also where it is part of something that is printed.
    public var description: String { "TwilioAccount(\(sid))" }
}
