internal import CLinux
internal import Glibc

/// What every worker stands on: its place on the scoreboard, its title, its signals, and the watchdog beside it.
struct Post {
    let stand: Stand
    let scoreboard: Scoreboard
    let watchdog: Watchdog
    var histograms: Histograms
    private let pid = getpid()
    /// What others see of it.
    let sign: Sign
    private let poller: Int32

    /// - Parameter cancel: as `WorkerProgram.cancel`.
    init(_ pool: PoolConfiguration, _ stand: Stand, cancel: @escaping @Sendable () -> @Sendable () -> Void) throws {
        Signals.block()
        self.stand = stand
        let title = Title("\(pool.name) worker \(stand.place)")
        if let memory = pool.limits.memory { Memory.bound(to: memory) }
        scoreboard = try Scoreboard(for: stand)
        sign = Sign(scoreboard: scoreboard, place: stand.place, pid: pid, title: title)
        scoreboard.set(stand.place, .starting, pid: pid, since: .now)
        histograms = Histograms(scoreboard, place: stand.place)
        let signals = try Signals.file(of: Signals.worker)
        watchdog = try Watchdog.start(pool, place: stand.place, scoreboard, signals: signals, cancel: cancel)
        poller = try Self.makePoller(signals)
    }

    /// Only an idle worker that is in its wait is woken by a connection, and one alone.
    private static func makePoller(_ signals: Int32) throws(SystemError) -> Int32 {
        let poller = linux_poller()
        for (file, exclusive) in [(Handover.door, 1), (signals, 0), (Handover.control, 0)] {
            guard linux_watch(poller, file, Int32(exclusive)) == 0 else { throw SystemError("epoll_ctl") }
        }
        return poller
    }

    /// Tells the supervisor that this worker serves from now on; false where there is none any more.
    func isAnnounced() -> Bool { ReadyWord(stand: stand, pid: pid).send(to: Handover.control) }

    /// Says on the scoreboard and in the process's title what is done from now on.
    func show(_ state: Scoreboard.State, _ route: RouteName? = nil, since: Moment) { sign.show(state, route, since: since) }

    /// Waits for something at the door, so many milliseconds at most (-1 without end); true where it was a signal or the end of
    /// the supervisor.
    func isAskedToLeave(within milliseconds: Int32 = -1) throws(SystemError) -> Bool {
        var ready: [Int32] = [0, 0, 0]
        let count = unsafe linux_wait(poller, &ready, milliseconds)
        guard count >= 0 || errno == EINTR else { throw SystemError("epoll_wait") }
        return ready.prefix(Int(max(count, 0))).contains { $0 != Handover.door }
    }
}

/// What others see of a worker: its place on the scoreboard and its title.
struct Sign: Sendable {
    let scoreboard: Scoreboard
    let place: Int
    let pid: Int32
    let title: Title

    func show(_ state: Scoreboard.State, _ route: RouteName?, since: Moment) {
        scoreboard.set(place, state, pid: pid, since: since)
        title.show(Array("\(state)".utf8) + (route.map { [0x20] + $0.bytes } ?? []))
    }
}
