/// What a worker runs whose work lies in its program's own queue: the pool knows nothing else of the program.
public struct JobsProgram {
    /// Does some of what is due and says whether there may be more at once. An error is logged, and the next round comes after a pause.
    public var round: (JobsWatch) throws -> Bool
    /// Makes free what a dead worker held, by the name that `Stand.name` gives it.
    public var free: (String) throws -> Void
    /// What the first worker of a reload must pass before it begins: an error here turns the reload away.
    public var check: () throws -> Void
    /// What the database did since this was last called.
    public var database: () -> DatabaseWork
    /// Aims at what the database does for this process at this moment, as `WorkerProgram.cancel` does.
    public var cancel: @Sendable () -> @Sendable () -> Void

    public init(
        round: @escaping (JobsWatch) throws -> Bool, free: @escaping (String) throws -> Void = { _ in },
        check: @escaping () throws -> Void = {}, database: @escaping () -> DatabaseWork = { DatabaseWork() },
        cancel: @escaping @Sendable () -> @Sendable () -> Void = { {} }
    ) {
        self.round = round
        self.free = free
        self.check = check
        self.database = database
        self.cancel = cancel
    }
}

/// What a round tells its worker, and asks it.
public struct JobsWatch {
    /// A job begins: its kind, 32 bytes of ASCII at most, and its id.
    public let begin: (_ kind: String, _ id: String) -> Void
    /// It ended.
    public let end: (JobEnding) -> Void
    /// Whether the worker was asked to leave: no further job is begun then.
    public let isLeaving: () -> Bool
}

/// How a job ended, for the log.
public struct JobEnding: Sendable {
    public var tenant: Int64
    /// `done`, or what becomes of it.
    public var outcome: String
    /// Why not, as a code.
    public var failure: String?
    /// How long it had been due when it was taken.
    public var late: Duration

    public init(tenant: Int64, outcome: String, failure: String?, late: Duration) {
        self.tenant = tenant
        self.outcome = outcome
        self.failure = failure
        self.late = late
    }
}
