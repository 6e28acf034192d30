/// One pool's share of what the supervisor remembers for those who watch.
struct PoolWatch {
    private(set) var queue: QueueReading?
    private var longestQueue = 0
    private var ledger = Ledger()
    private var departures = Departures()

    /// Looks at every place that somebody has, and at the queue.
    mutating func look(at station: Station, _ queues: QueueDiagnosis?) {
        for place in station.pool.workers.keys { look(at: station, place: place) }
        ledger.note(active: station.pool.workers.keys.count { station.scoreboard.entry($0).state.isActive })
        guard case .unix = station.configuration.door else { return }
        queue = queues?.reading(of: station.door)
        longestQueue = max(longestQueue, queue?.waiting ?? 0)
    }

    mutating func look(at station: Station, place: Int) {
        ledger.take(station.scoreboard.page(place), of: place)
    }

    mutating func hear(_ note: Pool.Note) { departures.hear(note) }

    func state(of station: Station, at now: Moment) -> PoolState {
        let size = station.configuration.size
        return PoolState(
            name: station.configuration.name, mode: size.mode, phase: "\(station.pool.phase)", seats: station.pool.seats.count,
            least: size.least, most: size.most, mostReached: 0,
            queue: queue.map { QueueState(now: $0.waiting, max: longestQueue, limit: $0.limit) }, ledger: ledger,
            restarts: departures.counts, workers: workers(of: station, now))
    }

    /// The pids are the pool's own knowledge; the rest is what the workers say.
    private func workers(of station: Station, _ now: Moment) -> [WorkerState] {
        station.pool.workers.sorted { $0.key < $1.key }.map { place, worker in
            let entry = station.scoreboard.entry(place)
            return WorkerState(
                place: place, pid: worker.pid, state: entry.state == .empty ? .starting : entry.state,
                seconds: max(0, (now - min(entry.since, now)).milliseconds / 1_000), answered: entry.answered,
                route: station.scoreboard.lastRoute(place), resident: station.scoreboard.resident(place))
        }
    }
}

/// Why workers left, counted.
struct Departures {
    /// Every cause is shown from the start, so that a rate can be made of it.
    enum Cause: String, CaseIterable { case asked, overdue, crash, exit, unbootable }

    private var counted: [Cause: Int] = [:]
    private var overdue: Set<Int32> = []

    var counts: [(cause: String, count: Int)] { Cause.allCases.map { ($0.rawValue, counted[$0, default: 0]) } }

    /// A worker is told to be overdue before it is told to have left.
    mutating func hear(_ note: Pool.Note) {
        switch note {
        case .overdue(_, let pid): overdue.insert(pid)
        case .left(_, let pid, let departure, _): counted[overdue.remove(pid) == nil ? Self.cause(departure) : .overdue, default: 0] += 1
        default: break
        }
    }

    private static func cause(_ departure: Pool.Departure) -> Cause {
        switch departure {
        case .code(ExitCode.asked.rawValue): .asked
        case .code(ExitCode.unbootable.rawValue), .notSpawned: .unbootable
        case .code: .exit
        case .signal: .crash
        }
    }
}

extension Size {
    fileprivate var mode: String {
        switch self {
        case .fixed: "static"
        case .dynamic: "dynamic"
        }
    }

    fileprivate var least: Int {
        switch self {
        case .fixed(let count): count
        case .dynamic(let least, _, _): least
        }
    }
}
