public import Sealing

/// Who we are at Google, and where Google is.
public struct GoogleApp: Sendable, Equatable {
    public let clientID: String
    public let clientSecret: String
    /// Where the owner consents, in the browser.
    public let authURL: String
    /// Where codes and refresh tokens are exchanged.
    public let tokenURL: String
    /// Where the Calendar API stands, without a slash at the end.
    public let apiURL: String
    /// Where the site stands, without a slash at the end.
    public let publicURL: String
    /// Nobody outside is asked: the house's own stand-in is.
    public let isSandbox: Bool

    public init(
        clientID: String, clientSecret: String, authURL: String = usualAuthURL, tokenURL: String = usualTokenURL,
        apiURL: String = usualAPIURL, publicURL: String, isSandbox: Bool = false
    ) {
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.authURL = authURL
        self.tokenURL = tokenURL
        self.apiURL = apiURL
        self.publicURL = publicURL
        self.isSandbox = isSandbox
    }

    public static let usualAuthURL = "https://accounts.google.com/o/oauth2/v2/auth"
    public static let usualTokenURL = "https://oauth2.googleapis.com/token"
    public static let usualAPIURL = "https://www.googleapis.com/calendar/v3"

    /// The stand-in's. Every process of the house knows its secret by the newest key, and nobody else does.
    public static func sandbox(_ keys: KeyRing, publicURL: String) -> GoogleApp {
        let secret = keys.derived(for: Purpose(rawValue: "sandbox google secret")).prefix(16)
        let root = publicURL + "/sandbox/google"
        return GoogleApp(
            clientID: "holdfast-sandbox", clientSecret: Hexadecimal.encode(Array(secret)), authURL: root + "/auth",
            tokenURL: root + "/token", apiURL: root + "/calendar/v3", publicURL: publicURL, isSandbox: true)
    }

    /// Where Google sends the owner back to; it is registered there letter by letter.
    public var redirectURL: String { publicURL + "/oauth/google/callback" }

    /// Where Google tells that a calendar changed. It takes an address of https only, under a certificate that the world trusts.
    var pushURL: String { publicURL + "/webhooks/google/calendar" }

    /// Beside the token's address, as at Google.
    var revokeURL: String { tokenURL.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/revoke" }

    /// Where an owner connects an account again.
    var reconnectURL: String { publicURL + "/admin/calendar" }
}

extension GoogleApp: CustomStringConvertible {
    /// Without its secret, also where it is part of something that is printed.
    public var description: String { "GoogleApp(\(clientID))" }
}
