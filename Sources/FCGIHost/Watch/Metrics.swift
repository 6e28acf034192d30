/// The house as Prometheus reads it (text exposition 0.0.4): each family with its help and kind, then its samples.
struct Metrics {
    enum Kind: String { case gauge, counter, histogram }

    private(set) var text = ""

    init(_ house: HouseState) {
        tellHouse(house)
        tellWorkers(house.pools)
        tellRequests(house.pools)
        tellQueues(house.pools)
    }

    private mutating func tellHouse(_ house: HouseState) {
        open("build_info", .gauge, "The program that runs; always 1.")
        add("build_info", [("build", house.build)], "1")
        open("start_time_seconds", .gauge, "When the supervisor started, in seconds since 1970.")
        add("start_time_seconds", [], Self.seconds(UInt64(clamping: house.started)))
        open("generation", .gauge, "Counts the reloads that were accepted.")
        add("generation", [], "\(house.generation)")
        open("last_reload_failed", .gauge, "1 where the last reload was refused.")
        add("last_reload_failed", [], house.reload.outcome == .failed ? "1" : "0")
    }

    private mutating func tellWorkers(_ pools: [PoolState]) {
        each(pools, "phase", .gauge, "1 for the phase that a pool is in.", label: "phase") { pool in
            PoolState.phases.map { ($0, $0 == pool.phase ? "1" : "0") }
        }
        each(pools, "workers", .gauge, "Workers by what they do.", label: "state") { pool in
            Scoreboard.State.shown.map { state in ("\(state)", "\(pool.workers.count { $0.state == state })") }
        }
        gauge(pools, "seats", "Workers that a pool wants now.") { "\($0.seats)" }
        gauge(pools, "seats_least", "The fewest workers that a pool keeps.") { "\($0.least)" }
        gauge(pools, "seats_most", "The most workers that a pool may have.") { "\($0.most)" }
        gauge(pools, "workers_active_most", "The most workers that were at work at once.") { "\($0.ledger.mostActive)" }
        counter(pools, "seats_most_reached_total", "How often a pool wanted more workers than it may have.") { "\($0.mostReached)" }
        gauge(pools, "resident_bytes", "Memory of a pool's workers together.") { "\($0.resident)" }
        gauge(pools, "longest_seconds", "How long the longest request under way has taken.") { "\($0.longest)" }
        each(pools, "restarts_total", .counter, "Workers that left, by why.", label: "cause") { pool in
            pool.restarts.map { ($0.cause, "\($0.count)") }
        }
    }

    private mutating func tellRequests(_ pools: [PoolState]) {
        counter(pools, "accepted_total", "Connections taken.") { "\($0.ledger[.accepted])" }
        counter(pools, "requests_total", "Requests answered.") { "\($0.ledger[.answered])" }
        counter(pools, "slow_total", "Requests that took longer than the pool's limit of slowness.") { "\($0.ledger[.slow])" }
        counter(pools, "shed_total", "Requests that were sent away because they had waited too long.") { "\($0.ledger[.shed])" }
        counter(pools, "cancelled_total", "Requests whose query was cancelled at their limit.") { "\($0.ledger[.cancelled])" }
        counter(pools, "dropped_total", "Connections closed without an answer: the client was gone, or it was none of ours.") {
            "\($0.ledger[.dropped])"
        }
        counter(pools, "database_seconds_total", "Time that workers waited for the database.") {
            Self.seconds($0.ledger[.databaseMicroseconds])
        }
        tellDurations(pools)
    }

    private mutating func tellQueues(_ pools: [PoolState]) {
        let open = pools.filter { $0.queue != nil }
        gauge(open, "queue_length", "Connections that wait at a pool's socket.") { "\($0.queue?.now ?? 0)" }
        gauge(open, "queue_length_most", "The most that waited since the supervisor's start.") { "\($0.queue?.max ?? 0)" }
        gauge(open, "queue_limit", "The most that may wait.") { "\($0.queue?.limit ?? 0)" }
    }
}

extension Metrics {
    private mutating func tellDurations(_ pools: [PoolState]) {
        open("request_duration_seconds", .histogram, "How long requests took, from accepting to the end of the answer.")
        for pool in pools {
            for (route, histogram) in pool.ledger.routes.sorted(by: { $0.key < $1.key }) {
                add(histogram, [("pool", pool.name), ("route", route)])
            }
        }
    }

    private mutating func add(_ histogram: Histogram, _ labels: [(String, String)]) {
        let name = "request_duration_seconds"
        for (bound, count) in zip(Histogram.bounds.map { "\(Double($0) / 1_000_000)" } + ["+Inf"], histogram.cumulative) {
            add(name + "_bucket", labels + [("le", bound)], "\(count)")
        }
        add(name + "_sum", labels, Self.seconds(histogram.microseconds))
        add(name + "_count", labels, "\(histogram.total)")
    }

    private mutating func gauge(_ pools: [PoolState], _ name: String, _ help: String, _ value: (PoolState) -> String) {
        open(name, .gauge, help)
        for pool in pools { add(name, [("pool", pool.name)], value(pool)) }
    }

    private mutating func counter(_ pools: [PoolState], _ name: String, _ help: String, _ value: (PoolState) -> String) {
        open(name, .counter, help)
        for pool in pools { add(name, [("pool", pool.name)], value(pool)) }
    }

    private mutating func each(
        _ pools: [PoolState], _ name: String, _ kind: Kind, _ help: String, label: String,
        _ samples: (PoolState) -> [(label: String, value: String)]
    ) {
        open(name, kind, help)
        for pool in pools {
            for sample in samples(pool) { add(name, [("pool", pool.name), (label, sample.label)], sample.value) }
        }
    }

    private mutating func open(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP holdfast_\(name) \(help)\n# TYPE holdfast_\(name) \(kind.rawValue)\n"
    }

    private mutating func add(_ name: String, _ labels: [(String, String)], _ value: String) {
        let shown = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        text += "holdfast_\(name)\(shown.isEmpty ? "" : "{\(shown)}") \(value)\n"
    }

    /// A label's value: its three special characters are written with a backslash.
    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(scalar)
            }
        }.joined()
    }

    /// Microseconds as seconds, exactly.
    private static func seconds(_ microseconds: UInt64) -> String {
        let fraction = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
        return "\(microseconds / 1_000_000).\(fraction)"
    }
}

extension Scoreboard.State {
    /// The states of a place that somebody has.
    static let shown: [Scoreboard.State] = [.starting, .idle, .busy, .continuing, .leaving]
}
