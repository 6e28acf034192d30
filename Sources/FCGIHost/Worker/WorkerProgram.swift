public import Web

/// What a worker runs: the pool knows nothing else of the program.
public struct WorkerProgram {
    /// Answers one request. A `Problem` that is thrown is the answer; any other error becomes a 500 with the request's id.
    public typealias Answer = (Request) throws -> Response

    /// Makes the worker ready, once; an error here ends it with `ExitCode.unbootable`.
    public var boot: () throws -> Answer
    /// What the first worker of a reload must pass before it serves: an error here turns the reload away.
    public var check: () throws -> Void
    /// The name of what a request asks for, before it is answered: 32 bytes of ASCII at most, nothing of the address that differs
    /// from visitor to visitor. nil where nothing stands.
    public var route: (Request) -> String?
    /// What the database did since this was last called.
    public var database: () -> DatabaseWork
    /// Aims at what the database does for this process at this moment, and doesn't wait. What is given stops it, and may wait for
    /// the server. Both are called from another thread, at any moment; what comes too late must do no harm.
    public var cancel: @Sendable () -> @Sendable () -> Void

    public init(
        boot: @escaping () throws -> Answer, check: @escaping () throws -> Void = {},
        route: @escaping (Request) -> String? = { _ in nil }, database: @escaping () -> DatabaseWork = { DatabaseWork() },
        cancel: @escaping @Sendable () -> @Sendable () -> Void = { {} }
    ) {
        self.boot = boot
        self.check = check
        self.route = route
        self.database = database
        self.cancel = cancel
    }
}

/// What a program's database did in a while, for the log and the scoreboard.
public struct DatabaseWork: Sendable {
    /// How long was waited for it.
    public var waited: Duration
    /// The statement that was waited for longest, by its name in the program, and how long.
    public var slowest: (statement: String, waited: Duration)?
    /// The tenant that it was for, by number.
    public var tenant: Int64?

    public init(waited: Duration = .zero, slowest: (statement: String, waited: Duration)? = nil, tenant: Int64? = nil) {
        self.waited = waited
        self.slowest = slowest
        self.tenant = tenant
    }
}
