public import Web

/// What the workers of one pool are doing at this moment.
public struct PoolState: Sendable {
    /// One worker, as its place on the scoreboard says.
    public struct Worker: Sendable {
        var pid: Int32
        var state: String
        /// Requests answered since its start.
        var answered: UInt64
        /// Seconds since its state began.
        var seconds: Double
    }

    var name: String
    /// How many workers the pool wants.
    var seats: Int
    var workers: [Worker]
}

/// The scoreboard as it is shown to people and to programs. Made in a worker, which inherits the scoreboard.
public struct PoolWatch {
    private let pools: [PoolConfiguration]
    private let scoreboards: [Scoreboard]

    /// Maps the scoreboard.
    ///
    /// - Parameter pools: every pool, in the order in which the supervisor was given them.
    public init(_ pools: [PoolConfiguration]) throws {
        self.pools = pools
        scoreboards = try pools.indices.map { try Scoreboard(file: Handover.scoreboard, section: $0) }
    }

    /// Every pool, as it stands now.
    public func states() -> [PoolState] {
        let now = Moment.now
        return zip(pools, scoreboards).map { pool, scoreboard in
            let places = 0..<Pool.places(seats: pool.size.most)
            return PoolState(name: pool.name, seats: pool.size.most, workers: places.compactMap { worker(scoreboard.entry($0), now) })
        }
    }

    private func worker(_ entry: Scoreboard.Entry, _ now: Moment) -> PoolState.Worker? {
        guard entry.state != .empty else { return nil }
        return PoolState.Worker(
            pid: entry.pid, state: "\(entry.state)", answered: entry.answered, seconds: (now - entry.since).milliseconds / 1_000)
    }
}

extension PoolState {
    /// Pools as JSON, for `/pool`.
    public static func json(_ pools: [PoolState]) -> JSON { ["pools": .array(pools.map(\.json))] }

    private var json: JSON {
        ["name": .string(name), "seats": .number(seats), "workers": .array(workers.map(\.json))]
    }

    /// Pools as Prometheus reads them, for `/metrics`.
    public static func metrics(_ pools: [PoolState]) -> String {
        let metrics: [(String, String, String, (PoolState) -> [(labels: String, value: String)])] = [
            ("holdfast_seats", "gauge", "Workers that a pool wants.", { [("", "\($0.seats)")] }),
            ("holdfast_workers", "gauge", "Workers by what they do.", \.counts),
            ("holdfast_requests_total", "counter", "Requests answered by a worker since its start.", \.answers),
            ("holdfast_longest_seconds", "gauge", "How long the longest request under way has taken.", { [("", "\($0.longest)")] }),
        ]
        return metrics.map { name, kind, help, lines in
            "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
                + pools.flatMap { pool in lines(pool).map { "\(name){pool=\"\(pool.name)\"\($0.labels)} \($0.value)\n" } }.joined()
        }.joined()
    }

    private var counts: [(labels: String, value: String)] {
        ["starting", "idle", "busy", "continuing", "leaving"].map { state in
            (",state=\"\(state)\"", "\(workers.count { $0.state == state })")
        }
    }

    private var answers: [(labels: String, value: String)] {
        workers.map { (",pid=\"\($0.pid)\"", "\($0.answered)") }
    }

    private var longest: Double {
        workers.filter { $0.state == "busy" || $0.state == "continuing" }.map(\.seconds).max() ?? 0
    }
}

extension PoolState.Worker {
    fileprivate var json: JSON {
        ["pid": .int(Int64(pid)), "state": .string(state), "answered": .int(Int64(clamping: answered)), "seconds": .double(seconds)]
    }
}
