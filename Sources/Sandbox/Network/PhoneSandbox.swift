internal import Outbound
public import Postgres
public import Web

/// The account that the stand-in plays: who may ask it, and how it signs.
public struct PhoneAccount: Sendable {
    /// `AC` and 32 hexadecimal digits.
    public var sid: String
    public var token: String
    /// Signs webhooks in place of the token where it is set (SharedKey signatures).
    public var sharedKey: String?

    /// An account of these.
    public init(sid: String, token: String, sharedKey: String?) {
        (self.sid, self.token, self.sharedKey) = (sid, token, sharedKey)
    }
}

/// What the stand-in for a telephone network needs to know.
public struct PhoneSandboxSettings: Sendable {
    /// The application's connection, a libpq address.
    public var databaseURL: String
    /// Where the house is reached, without a slash at the end: its webhooks are there.
    public var publicURL: String
    public var account: PhoneAccount
    /// Whom the stand-in for Google knows; nil where Google itself is asked.
    public var google: GoogleClient?

    /// All of it.
    public init(databaseURL: String, publicURL: String, account: PhoneAccount, google: GoogleClient? = nil) {
        (self.databaseURL, self.publicURL, self.account, self.google) = (databaseURL, publicURL, account, google)
    }
}

/// Stands in for a telephone network of Twilio's kind in development: people's phones on one side, webhooks and REST on the other.
public enum PhoneSandbox {
    /// What a worker runs.
    public static func program(_ settings: PhoneSandboxSettings) -> PhoneSandboxProgram {
        let board = Switchboard(settings)
        return PhoneSandboxProgram(
            answer: board.answer, route: { SandboxPlace(path: $0.path)?.name }, tally: board.database.takeTally,
            cancel: board.database.canceller.take)
    }
}

/// What a worker runs, for one process.
public struct PhoneSandboxProgram {
    /// Answers a request.
    public var answer: (Request) -> Response
    /// The name of what a request asks for; nil where nothing stands.
    public var route: (Request) -> String?
    /// What the database did since this was last called.
    public var tally: () -> DatabaseTally
    /// Aims at what the database does now; what is given stops it. For another thread.
    public var cancel: @Sendable () -> @Sendable () -> Void
}

/// What lives as long as a worker. Everything else stands in the schema `sandbox`.
final class Switchboard {
    let settings: PhoneSandboxSettings
    let database: Database
    private(set) lazy var client = HTTPClient()

    init(_ settings: PhoneSandboxSettings) {
        self.settings = settings
        database = Database(url: settings.databaseURL, settings: .sandbox)
    }

    var account: PhoneAccount { settings.account }
}

extension SessionSettings {
    fileprivate static let sandbox = SessionSettings(
        lockTimeout: 4000, statementTimeout: 8000, idleInTransactionTimeout: 10_000, applicationName: "holdfast sandbox")
}
