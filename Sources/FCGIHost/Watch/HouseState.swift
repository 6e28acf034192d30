/// The whole house at one moment: what `/pool`, `/metrics` and `holdfast top` show.
struct HouseState {
    var build: String
    var supervisor: Int32
    /// When the supervisor started, in microseconds of the wall clock, and for how long it has run.
    var started: Int64
    var uptime: Duration
    var generation: Int
    var reload: ReloadState
    var pools: [PoolState]
}

/// How the last reload ended.
struct ReloadState: Equatable {
    /// Counts the reloads that were begun.
    var number = 0
    var outcome = HouseReport.Outcome.none
    /// Why it failed.
    var reason: String?
    /// When it ended or began, in microseconds of the wall clock.
    var at: Int64?
}

/// One pool at one moment.
struct PoolState {
    var name: String
    var mode: String
    var phase: String
    /// How many workers the pool wants now, and between which bounds.
    var seats: Int
    var least: Int
    var most: Int
    /// How often it wanted more than its bound allows.
    var mostReached: Int
    var queue: QueueState?
    /// Requests and connections counted since the supervisor's start.
    var ledger: Ledger
    /// How many workers left, by why they did.
    var restarts: [(cause: String, count: Int)]
    var workers: [WorkerState]

    static let phases = Pool.Phase.allCases.map { "\($0)" }
    var idle: Int { workers.count { $0.state == .idle } }
    var active: Int { workers.count(where: \.isActive) }
    var longest: Double { workers.filter(\.isActive).map(\.seconds).max() ?? 0 }
    var resident: UInt64 { workers.reduce(0) { $0.clamped(adding: $1.resident) } }
}

/// The queue at a pool's door.
struct QueueState: Equatable {
    var now: Int
    /// At its highest since the supervisor's start.
    var max: Int
    var limit: Int
}

/// One worker, as its place on the scoreboard says; nothing of it is more than what the worker claims.
struct WorkerState {
    var place: Int
    var pid: Int32
    var state: Scoreboard.State
    /// Seconds since its state began.
    var seconds: Double
    /// Requests answered since its start.
    var answered: UInt64
    /// The route under way, or the last one.
    var route: String?
    /// Bytes of memory that are its own.
    var resident: UInt64

    var isActive: Bool { state.isActive }
}

extension Scoreboard.State {
    var isActive: Bool { self == .busy || self == .continuing }
}
