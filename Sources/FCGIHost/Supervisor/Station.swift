internal import Glibc

/// One pool as the supervisor keeps it: what it was asked for, where its work comes in, its share of the scoreboard, its decisions.
struct Station {
    let section: Int
    var configuration: PoolConfiguration
    let door: Int32
    /// Whether the door stays open for others when we stop.
    let isKept: Bool
    let scoreboard: Scoreboard
    var pool: Pool
    var exit: ExitCode?
    /// What a worker said before it left, by its place.
    var excuses: [Int: String] = [:]
    /// When the scoreboard is looked at again.
    var nextLook = Moment(microseconds: 0)

    init(_ configuration: PoolConfiguration, section: Int, scoreboardFile: Int32, door: Inheritance.Door?) throws {
        self.section = section
        self.configuration = configuration
        scoreboard = try Scoreboard(file: scoreboardFile, section: section)
        self.door = try door.map { $0.descriptor } ?? Listener.open(for: configuration)
        isKept = door?.isKept ?? false
        pool = Pool(configuration.size, configuration.renewal, configuration.limits)
    }

    var name: String { configuration.name }

    /// The place of the worker with this pid; nil where it isn't one of this pool.
    func place(of pid: Int32) -> Int? { pool.workers.first { $0.value.pid == pid }?.key }

    /// When something is due without any event.
    var wake: Moment { pool.wake.map { min($0, nextLook) } ?? nextLook }

    /// Whether the next worker is started by whoever comes to the door, because there is none.
    var waitsAtDoor: Bool { exit == nil && pool.isActive && !pool.sizing.isFixed && pool.sizing.target == 0 }

    /// What the scoreboard and the door tell.
    var signs: Signs {
        var signs = Signs(queued: !pool.sizing.isFixed && someoneWaits)
        for (place, worker) in pool.workers {
            let entry = scoreboard.entry(place)
            guard entry.pid == worker.pid else { continue }
            signs.workers[place] = Signs.Worker(
                state: entry.state, since: entry.since, heartbeat: entry.heartbeat.microseconds > 0 ? entry.heartbeat : nil,
                answered: entry.answered, residentBytes: Int(clamping: scoreboard.load(place, Layout.resident)))
        }
        return signs
    }

    private var someoneWaits: Bool { !Wait.any(of: [Wait(descriptor: door, events: Int16(POLLIN))], for: .zero).isEmpty }
}
