@testable import FCGIHost

/// A pool and a clock that only the test moves. It plays the supervisor's part: what is spawned gets pids, from 11 upwards.
struct PoolWorld {
    var pool: Pool
    var now = Moment(microseconds: 1_000_000)
    /// What the scoreboard would say; a worker that serves is idle until the test says otherwise.
    var signs: [Int: Signs.Worker] = [:]
    var queued = false
    private(set) var nextPID: Int32 = 11

    init(_ size: Size, renewal: Renewal = Renewal(), limits: Limits = Limits()) { pool = Pool(size, renewal, limits) }

    @discardableResult
    mutating func handle(_ event: Pool.Event, after pause: Duration = .zero) -> [Pool.Action] {
        now = now + pause
        let actions = pool.handle(event, at: now)
        for case .spawn(let place, _, _) in actions {
            signs[place] = nil
            _ = pool.handle(.spawned(place: place, pid: nextPID), at: now)
            nextPID += 1
        }
        return actions
    }

    /// Says that every worker that isn't ready is, until none is left that starts.
    @discardableResult
    mutating func settle() -> [Pool.Action] {
        var actions: [Pool.Action] = []
        while let (place, worker) = pool.workers.first(where: { $0.value.servingSince == nil && $0.value.asked == nil }) {
            actions += ready(place, worker.pid)
        }
        return actions
    }

    @discardableResult
    mutating func ready(_ place: Int, _ pid: Int32) -> [Pool.Action] {
        signs[place] = Signs.Worker(state: .idle, since: now, heartbeat: now)
        return handle(.ready(place: place, pid: pid))
    }

    /// A tick of the clock, with signs of life from everybody but those named.
    @discardableResult
    mutating func tick(after pause: Duration, silent: Set<Int> = []) -> [Pool.Action] {
        now = now + pause
        for place in signs.keys where !silent.contains(place) { signs[place]?.heartbeat = now }
        return handle(.clock(Signs(workers: signs, queued: queued)))
    }

    /// Lets time pass in ticks as short as the supervisor's.
    @discardableResult
    mutating func pass(_ time: Duration, silent: Set<Int> = []) -> [Pool.Action] {
        let ticks = max(Int(time.microseconds / pool.pace.microseconds), 1)
        return (0..<ticks).flatMap { _ in tick(after: pool.pace, silent: silent) }
    }

    /// Those who were asked to leave are gone.
    mutating func bury() {
        for worker in pool.workers.values where worker.asked != nil { handle(.exited(pid: worker.pid, .code(0), answered: 1)) }
    }

    mutating func work(_ place: Int, answered: UInt64 = 0) {
        signs[place] = Signs.Worker(state: .busy, since: now, heartbeat: now, answered: answered)
    }

    mutating func answer(_ place: Int, _ count: UInt64) { signs[place]?.answered = count }

    var serving: Int { pool.members.count { pool.workers[$0]?.servingSince != nil } }

    /// A pool whose every worker serves, in places from 0, with pids from 11.
    static func serving(_ size: Size, renewal: Renewal = Renewal(), limits: Limits = Limits()) -> PoolWorld {
        var world = PoolWorld(size, renewal: renewal, limits: limits)
        world.handle(.begin)
        for (place, worker) in world.pool.workers.sorted(by: { $0.key < $1.key }) { world.ready(place, worker.pid) }
        return world
    }

    static func serving(_ count: Int) -> PoolWorld { serving(.fixed(count)) }
}

extension Sequence<Pool.Action> {
    var withoutNotes: [Pool.Action] { filter { if case .note = $0 { false } else { true } } }
    var notes: [Pool.Note] { compactMap { if case .note(let note) = $0 { note } else { nil } } }
    /// The places that were filled.
    var spawned: [Int] { compactMap { if case .spawn(let place, _, _) = $0 { place } else { nil } } }
    /// Whether somebody is asked to leave or ended.
    var asked: [Int32] { compactMap { if case .ask(let pid, _) = $0 { pid } else { nil } } }
    /// How long the next try waits.
    var delays: [Duration] { notes.compactMap { if case .left(_, _, _, let delay) = $0 { delay } else { nil } } }
}

extension Pool.Action {
    /// A member of the first generation.
    static func spawn(_ place: Int) -> Pool.Action { .spawn(place: place, generation: 1, canary: false) }
}
