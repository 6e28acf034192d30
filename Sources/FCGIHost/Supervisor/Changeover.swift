/// The decisions about a reload and an upgrade, which concern all pools together: events in, actions out, no system call inside.
///
/// A reload counts in every pool or in none. An upgrade starts a second supervisor, the heir, which is trusted when it says that it
/// serves, and given up when it ends before.
struct Changeover {
    enum Event: Equatable {
        case reload
        /// The settings and the program of this generation are there to be tried.
        case planned(generation: Int)
        case notPlanned(String)
        /// How the canary of one pool did: nil is well, otherwise why not.
        case tried(section: Int, String?)
        /// One pool has no worker of an older generation any more.
        case renewed(section: Int)
        case upgrade
        case heirStarted(pid: Int32)
        case heirNotStarted(String)
        case heirReady
        case heirLeft(String)
        case stop
        case clock
    }

    enum Action: Equatable {
        case plan(generation: Int)
        case attempt(generation: Int)
        case accept(generation: Int)
        case refuse
        case startHeir
        case endHeir(pid: Int32, Pool.Insistence)
        /// The heir serves: leave, and let it know of a reload that was asked for meanwhile.
        case retire(heir: Int32, reload: Bool)
        case note(Note)
    }

    enum Note: Equatable {
        case reloading, reloaded, reloadFailed(String)
        case upgrading(pid: Int32), upgraded(pid: Int32), upgradeFailed(String)
        /// The first workers of an heir can't serve.
        case hopeless(String)
    }

    /// How far a reload is: what is tried and which pools haven't answered; which pools still have older workers.
    enum Reload: Equatable { case none, planning, trying(Int, Set<Int>), rolling(Set<Int>) }

    struct Heir: Equatable {
        var pid: Int32
        var deadline: Moment
        var asked: Pool.Insistence?
    }

    private let sections: Set<Int>
    private let patience: Duration
    private(set) var report = HouseReport()
    private(set) var reload = Reload.none
    private(set) var heir: Heir?
    /// What was asked for while something else was under way.
    private var reloadWaits = false
    private var upgradeWaits = false
    private var isOver = false

    /// - Parameters:
    ///   - patience: how long an heir may take until it serves.
    ///   - isHeir: whether another supervisor waits for this one: then its first workers are on trial too.
    init(pools: Int, patience: Duration, isHeir: Bool = false) {
        sections = Set(0..<pools)
        self.patience = patience
        if isHeir { reload = .trying(report.generation, sections) }
    }

    /// When something is due without any event.
    var wake: Moment? { heir?.deadline }

    mutating func handle(_ event: Event, at now: Moment) -> [Action] {
        guard !isOver else { return [] }
        switch event {
        case .reload: return beginReload(now)
        case .planned(let generation): return tryOut(generation)
        case .notPlanned(let why): return fail(why, now)
        case .tried(let section, let fault): return hear(section, fault, now)
        case .renewed(let section): return roll(section, now)
        case .upgrade: return beginUpgrade()
        case .heirStarted(let pid): return expect(pid, now)
        case .heirNotStarted(let why): return [.note(.upgradeFailed(why))] + takeUp(now)
        case .heirReady: return handOver()
        case .heirLeft(let why): return bury(why, now)
        case .stop: return stop()
        case .clock: return insist(now)
        }
    }
}

extension Changeover {
    private mutating func beginReload(_ now: Moment) -> [Action] {
        guard heir == nil, !isTrying else {
            reloadWaits = true
            return []
        }
        reloadWaits = false
        reload = .planning
        report.reloads += 1
        (report.outcome, report.reason, report.at) = (.underWay, nil, now)
        // A number that was refused isn't used again: it tells a canary that lingers from the next one.
        return [.note(.reloading), .plan(generation: report.reloads + 1)]
    }

    private var isTrying: Bool {
        switch reload {
        case .planning, .trying: true
        case .none, .rolling: false
        }
    }

    private mutating func tryOut(_ generation: Int) -> [Action] {
        reload = .trying(generation, sections)
        return [.attempt(generation: generation)]
    }

    private mutating func hear(_ section: Int, _ fault: String?, _ now: Moment) -> [Action] {
        guard case .trying(let generation, var missing) = reload else { return [] }
        if let fault { return [.refuse] + fail(fault, now) }
        missing.remove(section)
        reload = .trying(generation, missing)
        guard missing.isEmpty else { return [] }
        reload = .rolling(sections)
        report.generation = generation
        return [.accept(generation: generation)] + takeUp(now)
    }

    private mutating func fail(_ why: String, _ now: Moment) -> [Action] {
        reload = .none
        guard report.reloads > 0 else {
            isOver = true
            return [.note(.hopeless(why))]
        }
        (report.outcome, report.reason, report.at) = (.failed, why, now)
        return [.note(.reloadFailed(why))] + takeUp(now)
    }

    private mutating func roll(_ section: Int, _ now: Moment) -> [Action] {
        guard case .rolling(var missing) = reload else { return [] }
        missing.remove(section)
        reload = missing.isEmpty ? .none : .rolling(missing)
        guard missing.isEmpty, report.reloads > 0 else { return [] }
        (report.outcome, report.at) = (.done, now)
        return [.note(.reloaded)]
    }

    /// What was asked for while something else was under way.
    private mutating func takeUp(_ now: Moment) -> [Action] {
        if upgradeWaits { return beginUpgrade() }
        return reloadWaits ? beginReload(now) : []
    }
}

extension Changeover {
    private mutating func beginUpgrade() -> [Action] {
        upgradeWaits = heir == nil && isTrying
        return heir == nil && !isTrying ? [.startHeir] : []
    }

    private mutating func expect(_ pid: Int32, _ now: Moment) -> [Action] {
        heir = Heir(pid: pid, deadline: now + patience)
        return [.note(.upgrading(pid: pid))]
    }

    private mutating func handOver() -> [Action] {
        guard let heir else { return [] }
        isOver = true
        return [.note(.upgraded(pid: heir.pid)), .retire(heir: heir.pid, reload: reloadWaits)]
    }

    private mutating func bury(_ why: String, _ now: Moment) -> [Action] {
        guard let gone = heir else { return [] }
        heir = nil
        let reason = gone.asked == nil ? why : "it didn't serve in time"
        return [.note(.upgradeFailed(reason))] + takeUp(now)
    }

    private mutating func insist(_ now: Moment) -> [Action] {
        guard let late = heir, late.deadline <= now else { return [] }
        let insistence: Pool.Insistence = late.asked == nil ? .term : .kill
        heir = Heir(pid: late.pid, deadline: now + .seconds(5), asked: insistence)
        return [.endHeir(pid: late.pid, insistence)]
    }

    private mutating func stop() -> [Action] {
        isOver = true
        return heir.map { [.endHeir(pid: $0.pid, .term)] } ?? []
    }
}
