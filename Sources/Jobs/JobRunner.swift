public import Postgres
internal import Receptionist

/// What a runner tells whoever runs it, and asks.
public struct JobWatch {
    /// A job begins: its kind and its id.
    public var begin: (_ kind: String, _ id: Int64) -> Void
    /// It ended.
    public var end: (JobReport) -> Void
    /// Whether the worker was asked to leave: what isn't begun is given back.
    public var isLeaving: () -> Bool

    public init(begin: @escaping (String, Int64) -> Void, end: @escaping (JobReport) -> Void, isLeaving: @escaping () -> Bool) {
        self.begin = begin
        self.end = end
        self.isLeaving = isLeaving
    }
}

/// How one run ended, for the log.
public struct JobReport: Sendable {
    public var kind: String
    public var id: Int64
    public var tenant: Int64
    /// `done`, `retry`, `never` or `later`.
    public var outcome: String
    /// Why not, as a code.
    public var failure: String?
    /// How long it had been due.
    public var late: Duration
}

/// Takes jobs and runs them, in one process over one connection. It remembers nothing that matters: whoever dies here leaves
/// its jobs to the next.
public final class JobRunner {
    private let kinds: [String: JobKind]
    private let names: [String]
    private let worker: String
    private let hands: JobHands
    private let upkeep: Duration
    private var hasBegun = false
    private var nextUpkeep = ContinuousClock.now
    private var ledger = Ledger()
    private var appetite = Appetite()

    /// A runner under a worker's name. A lease must outlive the limit at which a job is stopped.
    public init(kinds: [JobKind], worker: String, database: Database, lease: Duration, upkeep: Duration = .seconds(15)) {
        self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name, $0) })
        names = kinds.map(\.name)
        self.worker = worker
        self.upkeep = upkeep
        hands = JobHands(database: database, lease: lease.inSeconds)
    }

    /// Makes free what a dead worker held: its jobs, and its turns of conversations.
    public func free(_ worker: String) throws(DatabaseError) {
        _ = try hands.database.rows(JobStatements.free, worker)
        _ = try Receptionist.freeLeases(of: worker, in: hands.database)
    }

    /// Takes a batch and runs it; true says that there may be more at once.
    public func round(_ watch: JobWatch) throws(DatabaseError) -> Bool {
        if !hasBegun { try begin() }
        try settle()
        try keepUp()
        let taken = try hands.database.rows(JobStatements.take, worker, appetite.size, hands.lease, names)
        guard !taken.isEmpty else { return false }
        let began = ContinuousClock.now
        runAll(taken, watch, since: began)
        try settle()
        appetite.learn(jobs: taken.count, took: ContinuousClock.now - began)
        return true
    }
}

extension JobRunner {
    /// Runs one after the other; what isn't begun when the time is over, the worker must leave or the database is away, goes back.
    private func runAll(_ taken: [TakenJob], _ watch: JobWatch, since began: ContinuousClock.Instant) {
        var waiting = runTogether(taken, watch)[...]
        while let job = waiting.popFirst() {
            let goesOn = run(job, watch) && !watch.isLeaving() && ContinuousClock.now - began < Appetite.patience
            if !goesOn { return waiting.forEach { ledger.add(.released, of: $0) } }
        }
    }

    /// Does at once what can be done together, and gives what is left to be run one by one.
    private func runTogether(_ taken: [TakenJob], _ watch: JobWatch) -> [TakenJob] {
        let crowds = Dictionary(grouping: taken, by: Crowd.init).filter { $1.count > 1 }
        let done = crowds.values.filter { runTogether($0, watch) }.flatMap { $0.map(\.id) }
        return taken.filter { !done.contains($0.id) }
    }

    private func runTogether(_ crowd: [TakenJob], _ watch: JobWatch) -> Bool {
        guard let kind = kinds[crowd[0].kind], let runTogether = kind.runTogether, !watch.isLeaving() else { return false }
        watch.begin(kind.name, crowd[0].id)
        guard (try? runTogether(crowd, hands)) != nil else { return false }
        for (index, job) in crowd.enumerated() {
            if index > 0 { watch.begin(kind.name, job.id) }
            ledger.add(.outcome(.done, kind.retry), of: job)
            watch.end(JobReport(job, .done))
        }
        return true
    }

    /// False where its end couldn't be written yet.
    private func run(_ job: TakenJob, _ watch: JobWatch) -> Bool {
        watch.begin(job.kind, job.id)
        let kind = kinds[job.kind]
        let outcome = Self.outcome { try kind?.run(job, hands) ?? .retry("kind") }
        ledger.add(.outcome(outcome, kind?.retry ?? RetryPolicy()), of: job)
        defer { watch.end(JobReport(job, outcome)) }
        return kind?.isRepeatable == true || (try? settle()) != nil
    }

    /// An error's words may name people: its type is all that is kept of it.
    private static func outcome(_ run: () throws -> JobOutcome) -> JobOutcome {
        do {
            return try run()
        } catch let error as DatabaseError {
            return .retry(error.sqlState?.rawValue ?? "database")
        } catch {
            return .retry(String(describing: type(of: error)))
        }
    }

    /// Makes free what a machine held that died with all its workers.
    private func begin() throws(DatabaseError) {
        _ = try hands.database.rows(JobStatements.freeDead)
        hasBegun = true
    }

    /// Whoever took a job over has done it, or will.
    private func settle() throws(DatabaseError) {
        if !ledger.isEmpty { _ = try ledger.settle(in: hands.database) }
    }

    private func keepUp() throws(DatabaseError) {
        guard ContinuousClock.now >= nextUpkeep else { return }
        nextUpkeep = .now + upkeep * Double.random(in: 0.75...1.25)
        _ = try hands.database.rows(JobStatements.keepUp)
    }
}

/// Jobs that may be done together.
private struct Crowd: Hashable {
    let kind: String
    let tenant: Int64

    init(_ job: TakenJob) { (kind, tenant) = (job.kind, job.tenant) }
}

extension JobReport {
    init(_ job: TakenJob, _ ending: JobOutcome) {
        (kind, id, tenant, late) = (job.kind, job.id, job.tenant, .seconds(job.late))
        switch ending {
        case .done: (outcome, failure) = ("done", nil)
        case .retry(let code, _): (outcome, failure) = ("retry", code)
        case .never(let code): (outcome, failure) = ("never", code)
        case .later: (outcome, failure) = ("later", nil)
        }
    }
}
