public import Postgres

/// One run of a job.
public struct JobRun<Payload> {
    let job: TakenJob
    let hands: JobHands
    /// What whoever enqueued it gave along.
    public let payload: Payload

    /// Whose job it is.
    public var tenant: Int64 { job.tenant }
    /// The same in every run of this job: what the world outside is given to know a repetition by.
    public var idempotencyID: String { "holdfast-job-\(job.id)" }
    /// Whether it was taken before, so that what it does may have been done already.
    public var mayHaveRunBefore: Bool { job.fence > 1 }
    /// The attempt that this is, from 1 on.
    public var attempt: Int { job.attempts + 1 }
    /// This worker's connection.
    public var database: Database { hands.database }

    /// Asks for more time; false says that another worker has the job by now. For runs of more than a few seconds.
    public func renew() throws(DatabaseError) -> Bool {
        let ids = try database.rows(JobStatements.renew, job.tenant, job.id, job.fence, hands.lease)
        return !ids.isEmpty
    }
}

/// What a run works with.
struct JobHands {
    let database: Database
    /// How long a job is leased, in seconds.
    let lease: Double
}

/// A job under its lease.
struct TakenJob: Sendable, Equatable {
    var tenant: Int64
    var id: Int64
    var fence: Int64
    var kind: String
    var payload: String
    var attempts: Int
    /// How long it had been due, by the business's clock.
    var late: Double
}
