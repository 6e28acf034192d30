internal import FoundationEssentials
public import Postgres

/// A kind of job: what is done, and what a failure means. The modules above register theirs as values.
public struct JobKind: Sendable {
    /// What `enqueue_job` is given: small letters, digits and `_`.
    public let name: String
    /// How often and how soon a failure is tried again.
    public let retry: RetryPolicy
    /// Whether a second run comes to the same as one, as where everything happens in our own database. Such jobs are marked as
    /// done many at a time; any other at once, so that a crash repeats one at most.
    public let isRepeatable: Bool
    let run: @Sendable (TakenJob, JobHands) throws -> JobOutcome
    /// Does several jobs of one tenant at once; nil where each is a matter of its own.
    let runTogether: (@Sendable ([TakenJob], JobHands) throws -> Void)?

    /// A kind whose payload is read as `Payload`; one that can't be read is a dead letter.
    public init<Payload: Decodable & Sendable>(
        _ name: String, retry: RetryPolicy = RetryPolicy(), isRepeatable: Bool = false,
        _ body: @escaping @Sendable (JobRun<Payload>) throws -> JobOutcome
    ) {
        self.init(name, retry, isRepeatable, runTogether: nil, body)
    }

    private init<Payload: Decodable & Sendable>(
        _ name: String, _ retry: RetryPolicy, _ isRepeatable: Bool,
        runTogether: (@Sendable ([TakenJob], JobHands) throws -> Void)?, _ body: @escaping @Sendable (JobRun<Payload>) throws -> JobOutcome
    ) {
        self.name = name
        self.retry = retry
        self.isRepeatable = isRepeatable
        self.run = { job, hands in
            guard let run = JobRun<Payload>(job, hands) else { return .never("payload") }
            return try body(run)
        }
        self.runTogether = runTogether
    }

    /// A repeatable kind whose jobs of one tenant are done by one transaction. Where that fails each of them is run by itself, so
    /// that one keeps no other from being done.
    public init<Payload: Decodable & Sendable>(
        _ name: String, retry: RetryPolicy = RetryPolicy(),
        _ body: @escaping @Sendable (_ tenant: Int64, _ runs: [JobRun<Payload>], Database) throws -> Void
    ) {
        let together: @Sendable ([TakenJob], JobHands) throws -> Void = { jobs, hands in
            let runs = jobs.compactMap { JobRun<Payload>($0, hands) }
            guard let first = runs.first, runs.count == jobs.count else { throw Unreadable() }
            try body(first.tenant, runs, hands.database)
        }
        self.init(name, retry, true, runTogether: together) { (run: JobRun<Payload>) in
            try body(run.tenant, [run], run.database)
            return .done
        }
    }
}

/// One of several payloads can't be read: each is looked at by itself.
private struct Unreadable: Error {}

extension JobRun where Payload: Decodable {
    fileprivate init?(_ job: TakenJob, _ hands: JobHands) {
        guard let payload = try? JSONDecoder().decode(Payload.self, from: Data(job.payload.utf8)) else { return nil }
        self.init(job: job, hands: hands, payload: payload)
    }
}

/// How a run ended. A failure is a code, never a text: what others say may name people.
public enum JobOutcome: Sendable, Equatable {
    case done
    /// Not now: again after a rest, which the policy chooses unless `after` says it. The later jobs of its order key wait.
    case retry(_ failure: String, after: Duration? = nil)
    /// Never: a dead letter.
    case never(_ failure: String)
    /// At another time of the business. It is no failure, and the later jobs of its order key may pass.
    case later(Instant)
}

/// How failures are tried again: after a rest that doubles, in machine time.
public struct RetryPolicy: Sendable {
    /// Failures until the job is a dead letter.
    public var attempts: Int
    /// The first rest. Each is shortened by up to half, by chance.
    public var first: Duration
    /// Where the doubling ends.
    public var longest: Duration

    public init(attempts: Int = 12, first: Duration = .seconds(2), longest: Duration = .seconds(3600)) {
        self.attempts = attempts
        self.first = first
        self.longest = longest
    }
}

/// What a payload of no fields is read as.
public struct NoPayload: Decodable, Sendable {}
