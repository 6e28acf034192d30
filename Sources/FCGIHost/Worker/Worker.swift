internal import CLinux
internal import Glibc
internal import Web

/// One worker: it takes a request from the socket, answers it, and takes the next, until it is asked to leave.
///
/// Signals are seen between two requests only, so that none cuts a body or an answer short. `Serving` is what it does for one
/// connection; `Watchdog` is its other thread.
public struct Worker {
    let pool: PoolConfiguration
    let program: WorkerProgram
    let answer: WorkerProgram.Answer
    let patience: Patience
    var post: Post
    var window: [UInt8]
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
        post = try Post(pool, stand, cancel: program.cancel)
        self.pool = pool
        self.program = program
        answer = try program.boot()
        if stand.isCanary { try program.check() }
        Exchange.prepare()
        patience = try Patience()
        window = [UInt8](repeating: 0, count: min(pool.limits.body, 65_536) + pool.limits.parameters)
    }

    var place: Int { post.stand.place }

    /// An error's type is always safe to log; its words only where they are a `SystemError`'s or were made for people.
    static func describe(_ error: any Error) -> String {
        (error as? SystemError)?.description ?? (error as? Problem).map { $0.fault ?? $0.detail } ?? String(describing: type(of: error))
    }
}

extension Worker {
    /// Who waits is taken before anything is waited for: under load a worker never sleeps, and the kernel wakes no other in vain.
    private mutating func serve() throws(SystemError) -> ExitCode {
        if isAlone { post.scoreboard.noteEmptyQueue(at: .now) }
        // Nobody waits for the canary of a supervisor that is gone, and nobody has tried it.
        guard post.isAnnounced() else { return .asked }
        while !post.watchdog.isLeaving {
            if let connection = try next() {
                serve(connection)
            } else if refusals == 0 {
                let now = Moment.now
                post.scoreboard.noteEmptyQueue(at: now)
                post.show(.idle, since: now)
                if try post.isAskedToLeave() { break }
                post.scoreboard.noteEmptyQueue(at: .now)
            }
        }
        return try leave()
    }

    /// Whether nobody else serves. Who waited then waited for a worker to start, not behind too many others.
    private var isAlone: Bool {
        !(0..<min(pool.size.most * 2, Layout.places)).contains { other in
            let state = post.scoreboard.entry(other).state
            return other != place && (state == .idle || state == .busy)
        }
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
        post.show(.leaving, since: .now)
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
