internal import CLinux
internal import Glibc
internal import Synchronization
internal import Web

/// A worker's other thread: it shows that the process runs, sees the signals while a request is under way, and stops a request that
/// is past its limit.
///
/// It sleeps in one `poll`. A request that begins doesn't wake it: it looks at least as often as a request's limit is long, so that no
/// limit passes unseen, and then sleeps until that limit to the millisecond.
final class Watchdog: Sendable {
    let underWay = UnderWay()
    private let pool: PoolConfiguration
    private let place: Int
    private let scoreboard: Scoreboard
    private let cancel: @Sendable () -> @Sendable () -> Void
    private let leaving = Atomic(false)
    private let bell: Bell

    /// Starts the thread, in whatever the process does. The signals are those that ask it to leave.
    ///
    /// The corresponding C function is `pthread_create`.
    static func start(
        _ pool: PoolConfiguration, place: Int, _ scoreboard: Scoreboard, signals: Int32,
        cancel: @escaping @Sendable () -> @Sendable () -> Void
    ) throws(SystemError) -> Watchdog {
        let watchdog = try Watchdog(pool, place, scoreboard, cancel)
        let outcome = Thread.start { watchdog.watch(signals) }
        guard outcome == 0 else { throw SystemError("pthread_create", code: outcome) }
        return watchdog
    }

    private init(
        _ pool: PoolConfiguration, _ place: Int, _ scoreboard: Scoreboard, _ cancel: @escaping @Sendable () -> @Sendable () -> Void
    ) throws(SystemError) {
        bell = try Bell()
        self.pool = pool
        self.place = place
        self.scoreboard = scoreboard
        self.cancel = cancel
    }

    /// Whether the worker was asked to leave, or its supervisor is gone.
    var isLeaving: Bool { leaving.load(ordering: .acquiring) }

    /// Says that the worker was asked to leave, where its own thread heard of it first.
    func leave() { leaving.store(true, ordering: .releasing) }

    /// Sees to it that an answer leaves in time. It looks often enough by itself for all but those that are nearly too late already.
    func put(off answer: Deferral) {
        underWay.put(off: answer)
        if answer.due < .now + tick { bell.ring() }
    }

    /// How long it sleeps at most.
    private var tick: Duration { max(min(.seconds(1), pool.limits.heartbeat / 5, pool.limits.request), .milliseconds(10)) }
}

extension Watchdog {
    private func watch(_ signals: Int32) {
        var rounds = Rounds(signals: signals, bell: bell, began: .now)
        while true {
            rounds.note(.now, tick: tick)
            scoreboard.beat(place, at: rounds.now)
            underWay.takeOverdue(at: rounds.now)?.expire()
            rounds.measureMemory(scoreboard, place)
            enforce(rounds)
            if rounds.sleep(until: wake(rounds)) { leaving.store(true, ordering: .releasing) }
        }
    }

    /// The next moment at which something may be due.
    private func wake(_ rounds: Rounds) -> Moment {
        let next = min(rounds.now + tick, underWay.due ?? rounds.now + tick)
        guard let request = underWay.now else { return next }
        let limit = rounds.forgiving(request.began) + pool.limits.request
        return min(next, limit > rounds.now ? limit : rounds.now + .milliseconds(250))
    }

    private func enforce(_ rounds: Rounds) {
        if let orphaned = rounds.orphaned { endOrphan(since: rounds.forgiving(underWay.now?.began ?? orphaned), rounds.now) }
        guard let request = underWay.now, rounds.forgiving(request.began) + pool.limits.request <= rounds.now else { return }
        guard let aimed = underWay.aim(at: request.began, cancel) else { return }
        if aimed.request.cancellations == 1 { tell("request_overdue", aimed.request, rounds.now) }
        // A server that hears nothing must not keep this thread from showing that the process runs.
        _ = Thread.start(aimed.stop)
    }

    /// Nobody is left who would end this process when its request hangs.
    private func endOrphan(since began: Moment, _ now: Moment) {
        guard began + pool.limits.request + pool.limits.cancelGrace + pool.limits.insistence <= now else { return }
        tell("orphan_ended", underWay.now ?? UnderWay.Request(began: began), now)
        _exit(ExitCode.broken.rawValue)
    }

    private func tell(_ event: String, _ request: UnderWay.Request, _ now: Moment) {
        var line = LogLine(event, pool: pool.name, worker: place)
        if !request.id.isEmpty { line.add("id", .string(request.id)) }
        line.add("route", .string(request.route.text))
        line.add("ms", milliseconds: now - request.began)
        line.write()
    }
}
