internal import CLinux
internal import Glibc
internal import Web

/// One worker: it takes a request from the socket, answers it, and takes the next, until it is asked to leave.
///
/// Signals are seen between two requests only, so that none cuts a body or an answer short. `Serving` is what it does for one
/// connection; `Watchdog` is its other thread.
public struct Worker {
    let pool: PoolConfiguration
    let place: Int
    let scoreboard: Scoreboard
    let program: WorkerProgram
    let answer: WorkerProgram.Answer
    let watchdog: Watchdog
    let patience: Patience
    var histograms: Histograms
    var window: [UInt8]
    private let stand: Stand
    private let pid = getpid()
    private let title: Title
    private let poller: Int32
    private var refusals = 0

    /// Serves until asked to leave. Called in the process that the supervisor started, with the stand that it named.
    public static func run(_ pool: PoolConfiguration, stand: Stand, _ program: WorkerProgram) -> ExitCode {
        Log.lead(into: Handover.log)
        do {
            var worker = try Worker(pool, stand: stand, program)
            return try worker.serve()
        } catch {
            return tellFailure(error, pool, stand)
        }
    }

    /// Says why a worker couldn't begin or go on, in the log and to the supervisor, and how it leaves.
    static func tellFailure(_ error: any Error, _ pool: PoolConfiguration, _ stand: Stand) -> ExitCode {
        var line = LogLine("worker_failed", pool: pool.name, worker: stand.place)
        line.add("error", .string(describe(error)))
        line.write()
        ReadyWord(stand: stand, pid: getpid(), excuse: describe(error)).send(to: Handover.control)
        return error is SystemError ? .broken : .unbootable
    }

    private init(_ pool: PoolConfiguration, stand: Stand, _ program: WorkerProgram) throws {
        Signals.block()
        self.pool = pool
        self.stand = stand
        self.program = program
        place = stand.place
        title = Title("\(pool.name) worker \(stand.place)")
        if let memory = pool.limits.memory { Memory.bound(to: memory) }
        scoreboard = try Scoreboard(for: stand)
        scoreboard.set(place, .starting, pid: pid, since: .now)
        histograms = Histograms(scoreboard, place: place)
        let signals = try Signals.file(of: Signals.worker)
        watchdog = try Watchdog.start(pool, place: place, scoreboard, signals: signals, cancel: program.cancel)
        answer = try program.boot()
        if stand.isCanary { try program.check() }
        Exchange.prepare()
        patience = try Patience()
        poller = try Self.makePoller(signals)
        window = [UInt8](repeating: 0, count: min(pool.limits.body, 65_536) + pool.limits.parameters)
    }

    /// Only an idle worker that is in its wait is woken by a connection, and one alone.
    static func makePoller(_ signals: Int32) throws(SystemError) -> Int32 {
        let poller = linux_poller()
        for (file, exclusive) in [(Handover.door, 1), (signals, 0), (Handover.control, 0)] {
            guard linux_watch(poller, file, Int32(exclusive)) == 0 else { throw SystemError("epoll_ctl") }
        }
        return poller
    }

    /// Says on the scoreboard and in the process's title what is done from now on.
    func show(_ state: Scoreboard.State, _ route: RouteName? = nil, since: Moment) {
        scoreboard.set(place, state, pid: pid, since: since)
        title.show(Array("\(state)".utf8) + (route.map { [0x20] + $0.bytes } ?? []))
    }

    /// An error's type is always safe to log; its words only where they are a `SystemError`'s or were made for people.
    static func describe(_ error: any Error) -> String {
        (error as? SystemError)?.description ?? (error as? Problem).map { $0.fault ?? $0.detail } ?? String(describing: type(of: error))
    }
}

extension Worker {
    /// Who waits is taken before anything is waited for: under load a worker never sleeps, and the kernel wakes no other in vain.
    private mutating func serve() throws(SystemError) -> ExitCode {
        if isAlone { scoreboard.noteEmptyQueue(at: .now) }
        // Nobody waits for the canary of a supervisor that is gone, and nobody has tried it.
        guard ReadyWord(stand: stand, pid: pid).send(to: Handover.control) else { return .asked }
        while !watchdog.isLeaving {
            if let connection = try next() {
                serve(connection)
            } else if refusals == 0 {
                scoreboard.noteEmptyQueue(at: .now)
                show(.idle, since: .now)
                if try isAskedToLeave() { break }
                scoreboard.noteEmptyQueue(at: .now)
            }
        }
        return try leave()
    }

    /// Whether nobody else serves. Who waited then waited for a worker to start, not behind too many others.
    private var isAlone: Bool {
        !(0..<min(pool.size.most * 2, Layout.places)).contains { other in
            let state = scoreboard.entry(other).state
            return other != place && (state == .idle || state == .busy)
        }
    }

    /// Waits for a connection, for a signal or for the end of the supervisor.
    private func isAskedToLeave() throws(SystemError) -> Bool {
        var ready: [Int32] = [0, 0, 0]
        let count = unsafe linux_wait(poller, &ready, -1)
        guard count >= 0 || errno == EINTR else { throw SystemError("epoll_wait") }
        return ready.prefix(Int(max(count, 0))).contains { $0 != Handover.door }
    }

    /// Takes the next connection. Where the system has no room for one it waits a little, for others to give some back, and in
    /// the end leaves its seat to a fresh process.
    private mutating func next() throws(SystemError) -> Connection? {
        do throws(SystemError) {
            let connection = try Connection(from: Handover.door)
            refusals = 0
            return connection
        } catch {
            refusals += 1
            guard error.saysNoRoom, refusals < Self.mostRefusals else { throw error }
            if refusals == 1 { tellRefusal(error) }
            usleep(Self.pauseAfterRefusal)
            return nil
        }
    }

    private static let mostRefusals = 50
    private static let pauseAfterRefusal: UInt32 = 100_000

    private func tellRefusal(_ error: SystemError) {
        var line = LogLine("accept_refused", pool: pool.name, worker: place)
        line.add("error", .string(error.description))
        line.write()
    }

    /// At a stop, who connected before it is served first; at a reload others serve them.
    private mutating func leave() throws(SystemError) -> ExitCode {
        while Listener.isShut(Handover.door), let connection = try Connection(from: Handover.door) { serve(connection) }
        show(.leaving, since: .now)
        return .asked
    }
}

extension SystemError {
    /// Whether there were too many open files, or too little memory, for a moment.
    fileprivate var saysNoRoom: Bool { [EMFILE, ENFILE, ENOMEM, ENOBUFS].contains(code) }
}

extension Scoreboard {
    /// What a worker was handed, where it means the same by it as its supervisor.
    init(for stand: Stand) throws {
        guard stand.layout == Layout.version else { throw Problem.otherSupervisor }
        try self.init(file: Handover.scoreboard, section: stand.section)
    }
}

extension Problem {
    fileprivate static var otherSupervisor: Problem {
        .unavailable("the supervisor's scoreboard has another layout: start this program anew instead of reloading it")
    }
}
