public import Web

/// What a worker runs: the pool knows nothing else of the program.
public struct WorkerProgram {
    /// Answers one request. A `Problem` that is thrown is the answer; any other error becomes a 500 with the request's id.
    public typealias Answer = (Request) throws -> Response

    /// Makes the worker ready, once; an error here ends it with `ExitCode.unbootable`.
    public var boot: () throws -> Answer
    /// How long this process has waited for its database so far; the log shows the difference that a request made.
    public var databaseTime: () -> Duration

    public init(boot: @escaping () throws -> Answer, databaseTime: @escaping () -> Duration = { .zero }) {
        self.boot = boot
        self.databaseTime = databaseTime
    }
}
