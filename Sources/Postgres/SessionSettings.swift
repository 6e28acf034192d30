/// What a session is opened with. Every limit is in milliseconds; 0 means none.
public struct SessionSettings: Sendable {
    public var lockTimeout: Int
    public var statementTimeout: Int
    public var idleInTransactionTimeout: Int
    /// Shown in `pg_stat_activity`.
    public var applicationName: String
    /// How often a connection is tried before the caller hears of it.
    public var attempts: Int
    /// Variables of ours that functions read, such as `holdfast.limits`; names and values without blanks.
    public var variables: [String: String] = [:]

    public init(
        lockTimeout: Int, statementTimeout: Int, idleInTransactionTimeout: Int, applicationName: String, attempts: Int = 2
    ) {
        self.lockTimeout = lockTimeout
        self.statementTimeout = statementTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
        self.applicationName = applicationName
        self.attempts = attempts
    }

    /// For short requests.
    public static let web = SessionSettings(
        lockTimeout: 4000, statementTimeout: 8000, idleInTransactionTimeout: 10_000, applicationName: "holdfast web")
    /// For turns of a conversation. No transaction is open while a model thinks.
    public static let talk = SessionSettings(
        lockTimeout: 4000, statementTimeout: 8000, idleInTransactionTimeout: 10_000, applicationName: "holdfast talk")
    /// For jobs. A statement may take longer than a visitor would wait.
    public static let jobs = SessionSettings(
        lockTimeout: 4000, statementTimeout: 20_000, idleInTransactionTimeout: 30_000, applicationName: "holdfast jobs")
    /// For the owner's commands, which may rewrite a table.
    public static let owner = SessionSettings(
        lockTimeout: 0, statementTimeout: 0, idleInTransactionTimeout: 0, applicationName: "holdfast owner", attempts: 1)

    /// The corresponding startup parameter is `options`.
    var options: String {
        [
            "lock_timeout=\(lockTimeout)", "statement_timeout=\(statementTimeout)",
            "idle_in_transaction_session_timeout=\(idleInTransactionTimeout)", "TimeZone=UTC", "DateStyle=ISO",
            "search_path=holdfast,public", "default_transaction_isolation=read\\ committed",
            // A plan of its own for each call costs more than it saves, and for a tenant that the statistics don't know
            // yet it reads all of the tenant's claims (a hold: 160 a second against 230).
            "plan_cache_mode=force_generic_plan",
            // A plan outlives the size that a table had when it was made. One made in an empty diary would read the whole
            // table for every hold (four times its claims, twice its bookings) until the server happens to count it anew.
            // Where only that is left its cost is said to be huge, for which nothing shall be compiled.
            "enable_seqscan=off", "jit=off",
        ].map { "-c \($0)" }.joined(separator: " ") + variables.map { " -c \($0)=\($1)" }.sorted().joined()
    }
}
