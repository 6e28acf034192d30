internal import CLinux
internal import Glibc
internal import Web

/// The process that opens the sockets, starts the workers and replaces them. It never reads a request.
///
/// Single-threaded: it waits in one `poll` for signals, for its workers' word and for its attendants, and does what each `Pool`
/// decides.
public struct Supervisor {
    private let program: String
    private let arguments: @Sendable (_ pool: String) -> [String]
    private let signals: Int32
    private let scoreboardFile: Int32
    private let control: (own: Int32, workers: Int32)
    private var stations: [Station] = []
    private let log: LogKeeper
    private var attendants: [any Attendant] = []
    private let watch: Watch
    private let status: StatusServer?

    /// Opens every door, or none of them is served.
    ///
    /// - Parameters:
    ///   - program: the binary of the workers, found anew at each start of one, so that a reload starts what was installed since.
    ///   - log: the file that the log is written to; nil for standard error.
    ///   - status: where it is told what the pools are doing; nil for nowhere.
    ///   - arguments: what its command line says for a worker of a pool; its stand on the scoreboard follows.
    public init(
        _ pools: [PoolConfiguration], program: String, log: String? = nil, status: StatusSettings? = nil,
        arguments: @escaping @Sendable (_ pool: String) -> [String]
    ) throws {
        Signals.block()
        self.program = program
        self.arguments = arguments
        signals = linux_duplicate_above(try Signals.file(of: Signals.supervisor), Handover.lowestOwn)
        scoreboardFile = linux_duplicate_above(try Scoreboard.make(sections: pools.count), Handover.lowestOwn)
        control = try Self.makeControl()
        self.log = try LogKeeper(path: log)
        attendants = [self.log]
        for (section, pool) in pools.enumerated() {
            stations.append(try Station(pool, section: section, scoreboardFile: scoreboardFile))
        }
        watch = Watch(build: { BuildID.of(program) ?? "unknown" })
        self.status = try status.map { [watch] in try StatusServer($0, watch) }
        attendants.append(watch)
        if let status = self.status { attendants.append(status) }
    }

    private static func makeControl() throws(SystemError) -> (own: Int32, workers: Int32) {
        var ends: [Int32] = [0, 0]
        guard unsafe linux_message_pair(&ends) == 0 else { throw SystemError("socketpair") }
        return (linux_duplicate_above(ends[0], Handover.lowestOwn), linux_duplicate_above(ends[1], Handover.lowestOwn))
    }

    /// Runs every pool until all have ended, and says how.
    public mutating func run() -> ExitCode {
        announce()
        status?.promoted()
        for index in stations.indices { tell(index, .begin) }
        while stations.contains(where: { $0.exit == nil }) {
            let ready = wait()
            readSignals()
            readControl()
            passTime()
            for attendant in attendants { attendant.attend(ready.filter(attendant.waits.contains), stations, at: .now) }
        }
        for station in stations { Listener.remove(station.configuration.door) }
        status?.leave()
        log.finish()
        return stations.contains { $0.exit == .unbootable } ? .unbootable : .asked
    }

    private func announce() {
        for station in stations {
            var line = LogLine("serving", pool: station.configuration.name)
            line.add("workers", .number(station.configuration.size.most))
            line.add("supervisor", .number(Int(getpid())))
            line.write()
        }
        guard let bound = Listener.kernelBacklog, bound < Listener.backlog else { return }
        var line = LogLine("backlog_cut")
        line.add("somaxconn", .number(Int(bound)))
        line.write()
    }
}

extension Supervisor {
    /// How often the scoreboard is looked at.
    private static let tick = Duration.milliseconds(500)

    private func wait() -> [Wait] {
        let now = Moment.now
        let next = stations.compactMap(\.pool.wake).min() ?? now + Self.tick
        let pause = max(min(next - now, Self.tick), .milliseconds(1))
        let own = [signals, control.own].map { Wait(descriptor: $0, events: Int16(POLLIN)) }
        return Wait.any(of: own + attendants.flatMap(\.waits), for: pause)
    }

    private mutating func readSignals() {
        while case let signal = linux_next_signal(signals), signal != 0 {
            switch signal {
            case SIGTERM, SIGQUIT: stop(fast: false)
            case SIGINT: stop(fast: true)
            case SIGHUP: tellAll(.reload)
            case SIGCHLD: reap()
            case SIGUSR1: log.reopen()
            default: break
            }
        }
    }

    private mutating func reap() {
        var status: Int32 = 0
        while case let pid = unsafe waitpid(-1, &status, WNOHANG), pid > 0 {
            let signal = linux_exit_signal(status)
            let departure: Pool.Departure = signal != 0 ? .signal(signal) : .code(linux_exit_code(status))
            for index in stations.indices {
                guard let place = stations[index].place(of: pid) else { continue }
                let answered = stations[index].scoreboard.entry(place).answered
                tell(index, .exited(pid: pid, departure, answered: answered))
            }
        }
    }

    /// A worker's word that it is ready: its stand and its pid, which must be the ones that we know together.
    private mutating func readControl() {
        while let word = ReadyWord(from: control.own) {
            guard stations.indices.contains(word.stand.section) else { continue }
            tell(word.stand.section, .ready(place: word.stand.place, pid: word.pid))
        }
    }

    private mutating func passTime() {
        for index in stations.indices { tell(index, .clock(working: stations[index].working)) }
    }
}

extension Supervisor {
    private mutating func tellAll(_ event: Pool.Event) { for index in stations.indices { tell(index, event) } }

    private mutating func stop(fast: Bool) {
        for station in stations { Listener.shut(station.door) }
        tellAll(.stop(fast: fast))
    }

    private mutating func tell(_ index: Int, _ event: Pool.Event) {
        for action in stations[index].pool.handle(event, at: .now) { act(index, action) }
    }

    private mutating func act(_ index: Int, _ action: Pool.Action) {
        switch action {
        case .spawn(let place): spawn(index, place)
        case .ask(let pid, let insistence): if pid > 0 { kill(pid, insistence == .term ? SIGTERM : SIGKILL) }
        case .note(let note):
            watch.hear(note, of: stations[index].section)
            note.line(pool: stations[index].configuration.name).write()
        case .finish(let code):
            stations[index].exit = code
            if code != .asked { stop(fast: false) }
        }
    }

    private mutating func spawn(_ index: Int, _ place: Int) {
        let station = stations[index]
        watch.look(at: station, place: place)
        station.scoreboard.clear(place)
        let stand = Stand(section: station.section, place: place)
        let arguments = arguments(station.configuration.name) + [stand.description]
        do {
            let pid = try log.gather(pool: station.configuration.name, worker: place) { output, log throws(SystemError) in
                let handed = Handover(door: station.door, output: output, scoreboard: scoreboardFile, control: control.workers, log: log)
                return try handed.spawn(program, arguments)
            }
            tell(index, .spawned(place: place, pid: pid))
        } catch {
            var line = LogLine("not_spawned", pool: station.configuration.name, worker: place)
            line.add("error", .string(error.description))
            line.write()
            tell(index, .notSpawned(place: place))
        }
    }
}
