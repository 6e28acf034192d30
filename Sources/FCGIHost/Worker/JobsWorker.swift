internal import CLinux
internal import Glibc
internal import Web

/// One worker of a pool that finds its work itself: it looks whenever it is nudged, and once a second, until it is asked to leave.
///
/// Signals are seen between two jobs only. A job is held to the pool's limit of a request by the same watchdog.
public final class JobsWorker {
    private let pool: PoolConfiguration
    private let program: JobsProgram
    private var post: Post
    private var dead: [String] = []
    private var trouble: String?
    private var job: (kind: RouteName, id: String, began: Moment)?

    /// How long it sleeps at most where nobody nudges it, in milliseconds.
    private static let pause: Int32 = 1000

    /// Works until asked to leave. Called in the process that the supervisor started, with the stand that it named.
    public static func run(_ pool: PoolConfiguration, stand: Stand, _ program: JobsProgram) -> ExitCode {
        Log.lead(into: Handover.log)
        do {
            return try JobsWorker(pool, stand, program).work()
        } catch {
            return Worker.tellFailure(error, pool, stand)
        }
    }

    private init(_ pool: PoolConfiguration, _ stand: Stand, _ program: JobsProgram) throws {
        post = try Post(pool, stand, cancel: program.cancel)
        (self.pool, self.program) = (pool, program)
        if stand.isCanary { try program.check() }
    }

    private func work() throws -> ExitCode {
        guard post.isAnnounced() else { return .asked }
        while !post.watchdog.isLeaving {
            dead += Letters(from: Handover.door).dead
            if !round() { try sleep() }
        }
        post.show(.leaving, since: .now)
        return .asked
    }

    /// Sleeps until a nudge, a signal, the supervisor's end or the next look.
    private func sleep() throws(SystemError) {
        post.show(.idle, since: .now)
        // The watchdog hears of signals too, a moment later perhaps.
        if try post.isAskedToLeave(within: Self.pause) { post.watchdog.leave() }
    }
}

// MARK: - Rounds

extension JobsWorker {
    private func round() -> Bool {
        do {
            while let name = dead.last {
                try program.free(name)
                dead.removeLast()
            }
            let isMore = try program.round(JobsWatch(begin: begin, end: end) { [watchdog = post.watchdog] in watchdog.isLeaving })
            trouble = nil
            return isMore
        } catch {
            tell(error)
            return false
        }
    }

    private func begin(_ kind: String, _ id: String) {
        let (now, route) = (Moment.now, RouteName(kind))
        job = (route, id, now)
        // What was done before, such as taking it, isn't this job's.
        _ = program.database()
        post.scoreboard.set(post.stand.place, route: route)
        post.watchdog.underWay.begin(at: now)
        post.watchdog.underWay.name(id, route)
        post.show(.busy, route, since: now)
    }

    private func end(_ ending: JobEnding) {
        let isCancelled = post.watchdog.underWay.isCancelled
        post.watchdog.underWay.end()
        guard let job else { return }
        let (took, work) = (Moment.now - job.began, program.database())
        post.scoreboard.countAnswer(post.stand.place)
        post.scoreboard.add(UInt64(clamping: work.waited.microseconds), post.stand.place, Layout.database)
        if isCancelled { post.scoreboard.add(1, post.stand.place, Layout.cancelled) }
        post.histograms.count(job.kind, took)
        log(job.kind, job.id, ending, took, work)
    }
}

// MARK: - The log

extension JobsWorker {
    private func log(_ kind: RouteName, _ id: String, _ ending: JobEnding, _ took: Duration, _ work: DatabaseWork) {
        var line = LogLine("job", pool: pool.name, worker: post.stand.place)
        line.add("id", .string(id))
        line.add("kind", .string(kind.text))
        line.add("tenant", .int(ending.tenant))
        line.add("outcome", .string(ending.outcome))
        if let failure = ending.failure { line.add("failure", .string(failure)) }
        line.add("late_ms", milliseconds: ending.late)
        line.add("ms", milliseconds: took)
        line.add("db_ms", milliseconds: work.waited)
        line.write()
    }

    /// Once for each trouble: a database that is away for an hour isn't told of 3,600 times.
    private func tell(_ error: any Error) {
        let words = Worker.describe(error)
        guard words != trouble else { return }
        trouble = words
        var line = LogLine("jobs_waiting", pool: pool.name, worker: post.stand.place)
        line.add("error", .string(words))
        line.write()
    }
}
