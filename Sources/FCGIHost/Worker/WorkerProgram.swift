public import Web

/// What a worker runs: the pool knows nothing else of the program.
public struct WorkerProgram {
    /// Answers one request. A `Problem` that is thrown is the answer; any other error becomes a 500 with the request's id.
    public typealias Answer = (Request) throws -> Response

    /// Makes the worker ready, once; an error here ends it with `ExitCode.unbootable`.
    public var boot: () throws -> Answer
    /// What the first worker of a reload must pass before it serves: an error here turns the reload away.
    public var check: () throws -> Void
    /// How long this process has waited for its database so far; the log shows the difference that a request made.
    public var databaseTime: () -> Duration
    /// Stops what the database is doing for this process. It is called from another thread, at any moment.
    public var cancel: @Sendable () -> Void

    public init(
        boot: @escaping () throws -> Answer, check: @escaping () throws -> Void = {},
        databaseTime: @escaping () -> Duration = { .zero }, cancel: @escaping @Sendable () -> Void = {}
    ) {
        self.boot = boot
        self.check = check
        self.databaseTime = databaseTime
        self.cancel = cancel
    }
}
