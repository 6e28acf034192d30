internal import Calendars
internal import Messaging
internal import Sandbox
internal import Sealing

extension Settings {
    /// Whom the stand-in for Google knows; nil where Google itself is asked.
    var playedGoogle: GoogleClient? {
        guard let google, google.isSandbox else { return nil }
        return GoogleClient(id: google.clientID, secret: google.clientSecret, redirectURI: google.redirectURL)
    }

    /// The account at the stand-in for a telephone network. Where Twilio itself is asked nobody knows its token.
    var playedPhone: PhoneAccount {
        guard let account = twilio, account.isSandbox else {
            return PhoneAccount(sid: "AC" + Hexadecimal.encode(Random.bytes(16)), token: Random.token(), sharedKey: nil)
        }
        return PhoneAccount(sid: account.sid, token: account.token, sharedKey: account.sharedKey)
    }
}
