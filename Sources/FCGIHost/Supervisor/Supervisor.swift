internal import CLinux
internal import Glibc
internal import Web

/// The process that opens the sockets, starts the workers and replaces them. It never reads a request.
///
/// Single-threaded: it waits in one `poll` for signals, for its workers' word and for its attendants, and does what each `Pool` and
/// the `Changeover` decide.
public struct Supervisor {
    let signals: Int32
    let scoreboardFile: Int32
    let control: (own: Int32, workers: Int32)
    let replan: () throws -> Plan
    let inheritance: Inheritance?
    let log: LogKeeper
    let notifier: Notifier
    let watch: Watch
    let status: StatusServer?
    var edition: Edition
    /// What a reload tries.
    var candidate: Edition?
    var stations: [Station] = []
    var attendants: [any Attendant]
    var changeover: Changeover
    var obituaries = Obituaries()
    /// Where the heir says that it serves.
    var heirLine: Int32?
    /// Whether another supervisor has the doors now.
    var isRetired = false
    /// Whether this supervisor serves on its own account; an heir doesn't at first.
    var isPromoted = false
    /// Whether it is an heir that could not serve.
    var failed = false

    /// Opens every door, or none of them is served.
    ///
    /// - Parameters:
    ///   - plan: what to run; its workers are of the very file that this process runs.
    ///   - log: the file that the log is written to; nil for standard error.
    ///   - status: where it is told what the pools are doing; nil for nowhere.
    ///   - replan: reads the plan anew for a reload; what it throws is the reason why there is none.
    public init(
        _ plan: Plan, log: String? = nil, status: StatusSettings? = nil, replan: @escaping () throws -> Plan
    ) throws {
        Signals.block()
        _ = Title("supervisor")
        self.replan = replan
        let said = ServiceManager.take()
        let handed = try HandedSockets(said)
        try handed.refuseStrangers(plan.pools)
        inheritance = Inheritance.take()
        edition = try Edition(plan, generation: 1, opening: "/proc/self/exe")
        signals = linux_duplicate_above(try Signals.file(of: Signals.supervisor), Handover.lowestOwn)
        scoreboardFile = linux_duplicate_above(try Scoreboard.make(sections: plan.pools.count), Handover.lowestOwn)
        control = try Self.makePair()
        self.log = try LogKeeper(path: log)
        notifier = Notifier(said)
        watch = Watch(build: { BuildID.of(plan.program) ?? "unknown" })
        self.status = try status.map { [watch] in try StatusServer($0, watch) }
        attendants = [self.log, notifier, watch] + (self.status.map { [$0] } ?? [])
        changeover = Changeover(pools: plan.pools.count, patience: Self.heirsPatience(plan), isHeir: inheritance != nil)
        for (section, pool) in plan.pools.enumerated() {
            let door = try inheritance?.doors[pool.name] ?? handed.door(of: pool)
            stations.append(try Station(pool, section: section, scoreboardFile: scoreboardFile, door: door))
        }
    }

    /// Twice as long as a worker may take: its canaries come first.
    private static func heirsPatience(_ plan: Plan) -> Duration { (plan.pools.map(\.limits.boot).max() ?? .zero) * 2 }

    static func makePair() throws(SystemError) -> (own: Int32, workers: Int32) {
        var ends: [Int32] = [0, 0]
        guard unsafe linux_message_pair(&ends) == 0 else { throw SystemError("socketpair") }
        return (linux_duplicate_above(ends[0], Handover.lowestOwn), linux_duplicate_above(ends[1], Handover.lowestOwn))
    }

    /// Runs every pool until all have ended, and says how.
    public mutating func run() -> ExitCode {
        announce()
        start()
        while stations.contains(where: { $0.exit == nil }) {
            let ready = wait()
            readSignals()
            readControl()
            readHeir(ready)
            passTime()
            for attendant in attendants { attendant.attend(ready.filter(attendant.waits.contains), stations, at: .now) }
        }
        leave()
        log.finish()
        return failed || stations.contains { $0.exit == .unbootable } ? .unbootable : .asked
    }

    /// Takes away what nobody serves any more.
    private func leave() {
        guard !isRetired else { return }
        for station in stations where !station.isKept { Listener.remove(station.configuration.door) }
        status?.leave()
    }

    private func announce() {
        for station in stations {
            var line = LogLine("serving", pool: station.name)
            line.add("workers", .number(station.pool.sizing.target))
            line.add("supervisor", .number(Int(getpid())))
            line.write()
        }
        guard let bound = Listener.kernelBacklog, bound < Listener.backlog else { return }
        var line = LogLine("backlog_cut")
        line.add("somaxconn", .number(Int(bound)))
        line.write()
    }

    /// An heir's first workers are canaries; it is promoted when all serve.
    private mutating func start() {
        if inheritance != nil { return tellAll(.attempt(generation: edition.generation)) }
        isPromoted = true
        tellAll(.begin)
        for attendant in attendants { attendant.promoted() }
    }

    private func wait() -> [Wait] {
        let now = Moment.now
        let due = stations.filter { $0.exit == nil }.map(\.wake) + [changeover.wake].compactMap(\.self) + attendants.compactMap(\.wake)
        let pause = max((due.min() ?? now) - now, .milliseconds(1))
        let own = [signals, control.own, heirLine].compactMap(\.self) + stations.filter(\.waitsAtDoor).map(\.door)
        return Wait.any(of: own.map { Wait(descriptor: $0, events: Int16(POLLIN)) } + attendants.flatMap(\.waits), for: pause)
    }

    /// Looks at those pools whose time has come.
    private mutating func passTime() {
        let now = Moment.now
        for index in stations.indices where stations[index].wake <= now || stations[index].waitsAtDoor {
            stations[index].nextLook = now + stations[index].pool.pace
            tell(index, .clock(stations[index].signs))
        }
        obituaries.send()
        follow(.clock)
    }
}
