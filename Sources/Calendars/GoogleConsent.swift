public import Postgres
public import Sealing
internal import Web

/// An owner's way to Google's consent and back.
public struct GoogleConsent {
    private let app: GoogleApp
    private let vault: CalendarVault
    private let tenant: Int64
    private let database: Database

    public init(_ app: GoogleApp, keys: KeyRing, tenant: Int64, database: Database) {
        self.app = app
        self.tenant = tenant
        self.database = database
        vault = CalendarVault(keys: keys, tenant: tenant)
    }

    /// Where the owner is sent. The way is bound to their session, and counts once.
    ///
    /// - Parameters:
    ///   - session: the digest of the session's token.
    ///   - hint: the address of the account that is to be connected again.
    public func address(session: [UInt8], hint: String?) throws(DatabaseError) -> String {
        let state = Random.token(), verifier = Random.token(), digest = SHA256.digest(state)
        _ = try database.call(
            Statements.begin, tenant: tenant, tenant, digest, session, vault.seal(verifier, in: .verifier(state: digest)))
        var fields = Fields()
        for (name, value) in [
            ("client_id", app.clientID), ("redirect_uri", app.redirectURL), ("response_type", "code"), ("scope", GooglePermission.wanted),
            ("access_type", "offline"), ("prompt", "consent"), ("state", state), ("nonce", Self.nonce(digest)),
            ("code_challenge", Base64URL.encode(SHA256.digest(verifier))), ("code_challenge_method", "S256"),
        ] { fields.add(name, value) }
        if let hint { fields.add("login_hint", hint) }
        return app.authURL + "?" + fields.encoded
    }

    /// What the owner came back with, taken once. What it leads to is found out by a job; whoever comes again hears the same.
    ///
    /// - Returns: nil where nobody left with this state in this session.
    public func answer(state: String, session: [UInt8], code: String?, error: String?) throws(DatabaseError) -> ConsentOutcome? {
        let digest = SHA256.digest(state)
        let refusal = code == nil ? (error == "access_denied" ? ConsentOutcome.denied : .failed) : nil
        let sealed = code.map { vault.seal($0, in: .code(state: digest)) }
        return try database.call(Statements.answer, tenant: tenant, tenant, digest, session, sealed, refusal).first ?? nil
    }

    /// How the session's last way ended, of those of the last hour; nil for none.
    public static func last(session: [UInt8], tenant: Int64, in database: Database) throws(DatabaseError) -> ConsentOutcome? {
        try database.call(Statements.last, tenant: tenant, session).first ?? nil
    }

    /// Stands in the identity that Google answers with, so that it is the answer to this question.
    static func nonce(_ state: [UInt8]) -> String { Hexadecimal.encode(state) }
}

/// How an owner's way to Google and back ended.
public struct ConsentOutcome: RawRepresentable, Hashable, Sendable, Bindable, ColumnValue {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The answer came, and a job finds out what it is worth.
    public static let exchanging = ConsentOutcome(rawValue: "exchanging")
    public static let connected = ConsentOutcome(rawValue: "connected")
    /// Permissions are missing.
    public static let partial = ConsentOutcome(rawValue: "partial")
    /// The owner said no.
    public static let denied = ConsentOutcome(rawValue: "denied")
    /// An hour had passed.
    public static let tooLate = ConsentOutcome(rawValue: "too_late")
    /// Google took the code for none of its own, or had seen it before.
    public static let codeRefused = ConsentOutcome(rawValue: "code_refused")
    /// Google doesn't know our client, or not at this address.
    public static let settings = ConsentOutcome(rawValue: "settings")
    public static let unreachable = ConsentOutcome(rawValue: "unreachable")
    /// The answer lacks what it must hold.
    public static let failed = ConsentOutcome(rawValue: "failed")
}

private enum Statements {
    static let begin = Statement<Bool, Int64, [UInt8], [UInt8], [UInt8]>(SQL.beginOauth) { row throws(DatabaseError) in
        try row.read("begun")
    }
    static let answer = Statement<ConsentOutcome?, Int64, [UInt8], [UInt8], [UInt8]?, ConsentOutcome?>(SQL.answerOauth) {
        row throws(DatabaseError) in try row.read("outcome")
    }
    static let last = Statement<ConsentOutcome?, [UInt8]>(SQL.lastOauth) { row throws(DatabaseError) in try row.read("outcome") }
}
