/// One pool's share of what the supervisor remembers for those who watch.
struct PoolWatch {
    private(set) var queue: QueueReading?
    /// Whether somebody waits, or soon may: every worker has work.
    private(set) var isCrowded = false
    private var longestQueue = 0
    private var ledger = Ledger()

    /// Looks at every place that somebody has.
    mutating func look(at station: Station) {
        for place in station.pool.workers.keys { look(at: station, place: place) }
        ledger.note(active: active(in: station))
    }

    /// Looks at the queue, where the door has one.
    mutating func lookAtDoor(of station: Station, _ queues: QueueDiagnosis?) {
        if case .nudges = station.configuration.door { return }
        queue = queues?.reading(of: station.door)
        longestQueue = max(longestQueue, queue?.waiting ?? 0)
        isCrowded = queue.map { $0.waiting > 0 } ?? false || active(in: station) == station.pool.workers.count
    }

    private func active(in station: Station) -> Int {
        station.pool.workers.keys.count { station.scoreboard.entry($0).state.isActive }
    }

    mutating func look(at station: Station, place: Int) {
        ledger.take(station.scoreboard.page(place), of: place)
    }

    func state(of station: Station, at now: Moment) -> PoolState {
        let (pool, sizing) = (station.pool, station.pool.sizing)
        let restarts = Pool.Cause.allCases.map { (cause: $0.rawValue, count: pool.departures[$0, default: 0]) }
        return PoolState(
            name: station.configuration.name, mode: station.configuration.size.mode, phase: "\(pool.phase)", seats: sizing.target,
            least: sizing.least, most: sizing.most, mostReached: sizing.mostReached,
            queue: queue.map { QueueState(now: $0.waiting, max: longestQueue, limit: $0.limit) }, ledger: ledger,
            restarts: restarts, workers: workers(of: station, now))
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

extension Size {
    fileprivate var mode: String {
        switch self {
        case .fixed: "static"
        case .dynamic: "dynamic"
        }
    }
}
