/// One pool's decisions: events in, actions out, no system call inside.
///
/// A place is where a worker's state stands on the scoreboard. There are twice as many as there may be members, so that a successor
/// can get ready while its predecessor still serves, and a predecessor may take its time. The supervisor acts on what comes out of
/// `handle`; nothing else changes this.
struct Pool {
    /// Moves forward only, but for a reload, which ends where it began.
    enum Phase: Int, CaseIterable { case waiting, running, reloading, retiring, draining, stopping, gone }

    enum Event: Equatable {
        /// Starts what the size asks for.
        case begin
        case spawned(place: Int, pid: Int32)
        case notSpawned(place: Int)
        case ready(place: Int, pid: Int32)
        case exited(pid: Int32, Departure, answered: UInt64)
        /// A reload: a canary of this generation is to be tried. The pool says how it went and waits for one of the two that follow.
        case attempt(generation: Int)
        case accept(Size, Renewal, Limits)
        case refuse
        /// One worker more or one less.
        case shift(by: Int)
        /// No worker any more, until somebody asks for one.
        case rest
        case stop(Stop)
        /// Time passed; what the scoreboard and the door say.
        case clock(Signs)
    }

    enum Action: Equatable {
        case spawn(place: Int, generation: Int, canary: Bool)
        case ask(pid: Int32, Insistence)
        case note(Note)
        /// How the canary did.
        case tried(Verdict)
        /// Every worker is of the accepted generation.
        case renewed
        case finish(ExitCode)
    }

    /// How a worker left.
    enum Departure: Equatable { case code(Int32), signal(Int32), notSpawned }

    /// How firmly a worker is asked to leave; only grows.
    enum Insistence: Int { case term, kill }

    /// Why a pool ends: another supervisor has taken over, or this one was told to, gently or not.
    enum Stop: Equatable { case handedOver, graceful, fast }

    enum Verdict: Equatable { case passed, lost(place: Int, Departure, overdue: Bool) }

    /// Why a worker is no longer there.
    enum Cause: String, CaseIterable { case asked, renewal, crash, exit, overdue, stalled, unbootable }

    /// What is worth a line in the log.
    enum Note: Equatable {
        case ready(place: Int, pid: Int32)
        case left(place: Int, pid: Int32, Departure, delay: Duration)
        case overdue(place: Int, pid: Int32)
        case stalled(place: Int, pid: Int32)
        case renewing(place: Int, pid: Int32)
        case resized(to: Int)
        case resting, draining, stopping, retiring, unbootable
    }

    struct Worker: Equatable {
        /// A canary and a successor come on top of the members; they become members when they have proved themselves.
        enum Role: Equatable { case member, canary, successor(of: Int) }

        var role: Role
        var generation: Int
        var spawned: Moment
        var pid: Int32 = 0
        /// When it said that it is ready.
        var servingSince: Moment?
        /// Since when it had nothing to do, as the last look at the scoreboard told.
        var idleSince: Moment?
        var asked: Insistence?
        var killAt: Moment?
        /// Why it was asked to leave.
        var cause: Cause?
    }

    var limits: Limits
    var renewal: Renewal
    var sizing: Sizing
    var brake: Brake
    var phase = Phase.waiting
    var workers: [Int: Worker] = [:]
    /// What replacements are started from.
    var generation: Int
    /// The generation that is being tried, and whether its canary has been started.
    var candidate: Int?
    var canaryStarted = false
    /// The place of the worker that is being renewed, until it has left.
    var renewing: Int?
    var nextRenewal = Moment(microseconds: .min)
    /// Whether its program is known to serve; before that, failing means a wrong setting.
    var isProven = false
    var bootFailures = 0
    var lastHeard: Moment?
    /// When the machine or this process last came back from a pause.
    var resumed = Moment(microseconds: .min)
    /// How many workers have left, by why.
    var departures: [Cause: Int] = [:]

    init(_ size: Size, _ renewal: Renewal = Renewal(), _ limits: Limits, generation: Int = 1) {
        self.limits = limits
        self.renewal = renewal
        self.generation = generation
        sizing = Sizing(size, calm: limits.calm)
        brake = Brake(limits)
    }

    /// Takes in what happened and says what to do.
    mutating func handle(_ event: Event, at now: Moment) -> [Action] {
        guard phase != .gone else { return [] }
        return take(event, now) + advance(now)
    }

    private mutating func take(_ event: Event, _ now: Moment) -> [Action] {
        switch event {
        case .begin: begin()
        case .spawned(let place, let pid): return know(place, pid)
        case .notSpawned(let place): return depart(place, .notSpawned, answered: 0, now)
        case .ready(let place, let pid): return welcome(place, pid, now)
        case .exited(let pid, let departure, let answered):
            return workers.first { $0.value.pid == pid }.map { depart($0.key, departure, answered: answered, now) } ?? []
        case .attempt(let generation): attempt(generation)
        case .accept(let size, let renewal, let limits): accept(size, renewal, limits)
        case .refuse: return refuse(now)
        case .shift(let step): return resize { $0.shift(by: step) }
        case .rest: return [.note(.resting)] + resize { $0.rest() }
        case .stop(let stop): return end(stop, now)
        case .clock(let signs): return passTime(signs, now)
        }
        return []
    }

    /// Where nobody is wanted at first, nobody can prove the program either.
    private mutating func begin() {
        phase = max(phase, .running)
        isProven = sizing.least == 0
    }

    /// Does whatever is due by now.
    private mutating func advance(_ now: Moment) -> [Action] {
        if phase == .gone { return [] }
        guard isActive else { return tryCanary(now) + leaveIfEmpty() }
        return tryCanary(now) + fill(now) + trim(now) + roll(now)
    }
}

extension Pool.Phase: Comparable {
    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Pool {
    /// Whether workers that leave are replaced.
    var isActive: Bool { phase == .running || phase == .reloading }

    /// The places of those who count: neither asked to leave, nor a successor or canary on trial.
    var members: [Int] { workers.filter { $0.value.role == .member && $0.value.asked == nil }.keys.sorted() }

    /// Whether a canary or a successor is under way; there is never more than one of them.
    var isTrying: Bool { workers.values.contains { $0.role != .member && $0.asked == nil } }

    /// Whether everybody who is wanted serves.
    var isWhole: Bool { isActive && members.count { workers[$0]?.servingSince != nil } >= sizing.target }

    /// Where the next worker stands; nil while too many take their time to leave.
    var freePlace: Int? { (0..<Layout.places).first { workers[$0] == nil } }

    /// The next moment at which something is due without any event.
    var wake: Moment? {
        let deadlines = workers.values.flatMap { worker in
            [worker.killAt, worker.servingSince != nil || worker.killAt != nil ? nil : worker.spawned + limits.boot]
        }
        return (deadlines + [isBraked ? brake.due : nil]).compactMap(\.self).min()
    }

    /// Whether only the brake keeps a worker from being started.
    private var isBraked: Bool { isActive && brake.probe == nil && (members.count < sizing.target || phase == .reloading) }

    /// How often the scoreboard is to be looked at.
    var pace: Duration {
        let usual: Duration = sizing.isFixed ? .milliseconds(500) : Sizing.stride
        return min(usual, limits.heartbeat / 5)
    }
}
