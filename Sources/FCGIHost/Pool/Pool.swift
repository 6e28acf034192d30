/// One pool's decisions: events in, actions out, no system call inside.
///
/// A seat is a worker that the pool wants; a place is where a worker's state stands on the scoreboard. There are more places than
/// seats, so that a reload can ready a successor while its predecessor still serves, and a predecessor may take its time.
/// The supervisor acts on what comes out of `handle`; `Supervisor` is the only other reader of this type.
struct Pool {
    /// Moves forward only, but for a reload, which ends where it began.
    enum Phase: Int { case running, reloading, draining, stopping, gone }

    enum Event: Equatable {
        case begin
        case spawned(place: Int, pid: Int32)
        case notSpawned(place: Int)
        case ready(place: Int, pid: Int32)
        case exited(pid: Int32, Departure, answered: UInt64)
        case reload
        case stop(fast: Bool)
        /// Time passed; what the scoreboard says of the requests under way, by pid.
        case clock(working: [Int32: Moment])
    }

    enum Action: Equatable {
        case spawn(place: Int)
        case ask(pid: Int32, Insistence)
        case note(Note)
        case finish(ExitCode)
    }

    /// How a worker left.
    enum Departure: Equatable { case code(Int32), signal(Int32), notSpawned }

    /// How firmly a worker is asked to leave; only grows.
    enum Insistence: Int { case term, kill }

    /// What is worth a line in the log.
    enum Note: Equatable {
        case ready(place: Int, pid: Int32)
        case left(place: Int, pid: Int32, Departure, delay: Duration)
        case overdue(place: Int, pid: Int32)
        case reloading, reloaded, reloadFailed, draining, stopping, unbootable
    }

    struct Worker {
        var seat: Int
        var generation: Int
        var pid: Int32 = 0
        var serving = false
        var asked: Insistence?
        var spawned: Moment
        var killAt: Moment?
    }

    struct Seat {
        var holder: Int?
        var successor: Int?
        var failures = 0
        var due: Moment?
    }

    let limits: Limits
    private(set) var phase = Phase.running
    private(set) var seats: [Seat]
    private(set) var workers: [Int: Worker] = [:]
    private let places: Int
    private var generation = 0
    private var wasEverReady = false
    private var lastHeard = Moment(microseconds: .min)
    private var resumed = Moment(microseconds: .min)

    /// A pool of so many seats, whose places are twice as many.
    init(seats: Int, limits: Limits) {
        self.limits = limits
        self.seats = Array(repeating: Seat(), count: seats)
        places = Pool.places(seats: seats)
    }

    /// How many places a pool of so many seats has on the scoreboard.
    static func places(seats: Int) -> Int { seats * 2 }

    /// The next moment at which something is due without any event.
    var wake: Moment? {
        let deadlines = workers.values.flatMap { [$0.killAt, $0.serving || $0.killAt != nil ? nil : $0.spawned + limits.boot] }
        return (deadlines + seats.map(\.due)).compactMap(\.self).min()
    }

    /// Takes in what happened and says what to do.
    mutating func handle(_ event: Event, at now: Moment) -> [Action] {
        guard phase != .gone else { return [] }
        switch event {
        case .begin: return fillDueSeats(now, all: true)
        case .spawned(let place, let pid): workers[place]?.pid = pid
        case .notSpawned(let place): return depart(place, .notSpawned, answered: 0, now)
        case .ready(let place, let pid): return welcome(place, pid, now)
        case .exited(let pid, let departure, let answered):
            return workers.first { $0.value.pid == pid }.map { depart($0.key, departure, answered: answered, now) } ?? []
        case .reload: return beginReload(now)
        case .stop(let fast): return stop(fast: fast, now)
        case .clock(let working): return passTime(working, now)
        }
        return []
    }
}

extension Pool {
    private mutating func fillDueSeats(_ now: Moment, all: Bool = false) -> [Action] {
        guard phase.rawValue < Phase.draining.rawValue else { return [] }
        return seats.indices.flatMap { index -> [Action] in
            let seat = seats[index]
            guard seat.holder == nil, all || seat.due.map({ $0 <= now }) == true else { return [] }
            return fill(index, now)
        }
    }

    private mutating func fill(_ index: Int, _ now: Moment) -> [Action] {
        seats[index].due = now
        guard let place = freePlace else { return [] }
        seats[index].due = nil
        seats[index].holder = place
        return start(place, seat: index, now)
    }

    private mutating func start(_ place: Int, seat: Int, _ now: Moment) -> [Action] {
        workers[place] = Worker(seat: seat, generation: generation, spawned: now)
        return [.spawn(place: place)]
    }

    private var freePlace: Int? { (0..<places).first { workers[$0] == nil } }

    private mutating func welcome(_ place: Int, _ pid: Int32, _ now: Moment) -> [Action] {
        guard let worker = workers[place], worker.pid == pid, !worker.serving else { return [] }
        workers[place]?.serving = true
        wasEverReady = true
        var actions: [Action] = [.note(.ready(place: place, pid: pid))]
        if seats[worker.seat].successor == place {
            let predecessor = seats[worker.seat].holder
            seats[worker.seat].holder = place
            seats[worker.seat].successor = nil
            if let predecessor { actions += ask(predecessor, killAt: now + limits.request) }
        }
        return actions + continueReload(now)
    }

    private mutating func ask(_ place: Int, killAt: Moment) -> [Action] {
        guard let worker = workers[place] else { return [] }
        workers[place]?.killAt = min(worker.killAt ?? killAt, killAt)
        guard worker.asked == nil else { return [] }
        workers[place]?.asked = .term
        return [.ask(pid: worker.pid, .term)]
    }
}

extension Pool {
    /// A worker is gone. Its seat is filled at once, unless it failed early: then after a delay that doubles.
    private mutating func depart(_ place: Int, _ departure: Departure, answered: UInt64, _ now: Moment) -> [Action] {
        guard let worker = workers.removeValue(forKey: place) else { return [] }
        if seats[worker.seat].successor == place { return loseSuccessor(worker, place, departure) + leaveIfEmpty(now) }
        guard seats[worker.seat].holder == place else { return left(place, worker, departure) + continueReload(now) + leaveIfEmpty(now) }
        seats[worker.seat].holder = seats[worker.seat].successor
        seats[worker.seat].successor = nil
        guard phase.rawValue < Phase.draining.rawValue else { return left(place, worker, departure) + leaveIfEmpty(now) }
        let settled = answered > 0 || (worker.serving && now - worker.spawned >= limits.settled)
        seats[worker.seat].failures = settled ? 0 : seats[worker.seat].failures + 1
        let delay = delay(after: seats[worker.seat].failures)
        let note = left(place, worker, departure, delay)
        if !wasEverReady, seats.allSatisfy({ $0.failures > 0 }) { return note + giveUp() }
        if seats[worker.seat].holder == nil { seats[worker.seat].due = now + delay }
        return note + fillDueSeats(now)
    }

    private func left(_ place: Int, _ worker: Worker, _ departure: Departure, _ delay: Duration = .zero) -> [Action] {
        [.note(.left(place: place, pid: worker.pid, departure, delay: delay))]
    }

    private func delay(after failures: Int) -> Duration {
        guard failures > 0 else { return .zero }
        return min(limits.firstDelay * (1 << min(failures - 1, 20)), limits.lastDelay)
    }

    /// No worker was ever ready and every seat has failed: a wrong setting, which waiting won't mend.
    private mutating func giveUp() -> [Action] {
        phase = .gone
        return [.note(.unbootable)] + workers.values.map { .ask(pid: $0.pid, .kill) } + [.finish(.unbootable)]
    }

    private mutating func leaveIfEmpty(_ now: Moment) -> [Action] {
        guard phase.rawValue >= Phase.draining.rawValue, workers.isEmpty else { return fillDueSeats(now) }
        phase = .gone
        return [.finish(.asked)]
    }
}

extension Pool {
    /// Every worker is replaced, one seat at a time, each predecessor asked to leave only when its successor is ready.
    private mutating func beginReload(_ now: Moment) -> [Action] {
        guard phase == .running || phase == .reloading else { return [] }
        generation += 1
        let alreadyReloading = phase == .reloading
        phase = .reloading
        return [.note(.reloading)] + (alreadyReloading ? [] : continueReload(now))
    }

    private mutating func continueReload(_ now: Moment) -> [Action] {
        guard phase == .reloading, seats.allSatisfy({ $0.successor == nil }) else { return [] }
        guard let stale = seats.firstIndex(where: isStale) else {
            phase = .running
            return [.note(.reloaded)]
        }
        guard let place = freePlace else { return [] }
        seats[stale].successor = place
        return start(place, seat: stale, now)
    }

    private func isStale(_ seat: Seat) -> Bool {
        seat.holder.flatMap { workers[$0] }.map { $0.generation < generation } ?? false
    }

    /// The first successor is the canary: where it dies before it is ready, the old workers stay.
    private mutating func loseSuccessor(_ worker: Worker, _ place: Int, _ departure: Departure) -> [Action] {
        seats[worker.seat].successor = nil
        guard phase == .reloading else { return left(place, worker, departure) }
        phase = .running
        return left(place, worker, departure) + [.note(.reloadFailed)]
    }
}

extension Pool {
    private mutating func stop(fast: Bool, _ now: Moment) -> [Action] {
        let wanted: Phase = fast ? .stopping : .draining
        guard wanted.rawValue > phase.rawValue else { return [] }
        phase = wanted
        for index in seats.indices { seats[index].due = nil }
        let killAt = now + (fast ? limits.insistence : limits.stop)
        let asking = workers.keys.sorted().flatMap { ask($0, killAt: killAt) }
        return [.note(fast ? .stopping : .draining)] + asking + leaveIfEmpty(now)
    }

    /// Ends what is overdue. After a pause of the machine every limit begins anew: a suspended machine kills nobody.
    private mutating func passTime(_ working: [Int32: Moment], _ now: Moment) -> [Action] {
        if lastHeard.microseconds != .min, now - lastHeard > .seconds(5) { resumed = now }
        lastHeard = now
        let places = workers.keys.sorted()
        let overdue = places.flatMap { place in end(overdue: place, working, now) }
        return overdue + places.flatMap { kill($0, now) } + fillDueSeats(now)
    }

    private mutating func end(overdue place: Int, _ working: [Int32: Moment], _ now: Moment) -> [Action] {
        guard let worker = workers[place], worker.killAt == nil else { return [] }
        if !worker.serving { return late(worker.spawned, limits.boot, now) ? ask(place, killAt: now) : [] }
        guard let began = working[worker.pid], late(began, limits.request, now) else { return [] }
        return [.note(.overdue(place: place, pid: worker.pid))] + ask(place, killAt: now + limits.insistence)
    }

    private func late(_ began: Moment, _ limit: Duration, _ now: Moment) -> Bool { max(began, resumed) + limit <= now }

    private mutating func kill(_ place: Int, _ now: Moment) -> [Action] {
        guard let worker = workers[place], let killAt = worker.killAt, max(killAt, resumed) <= now else { return [] }
        workers[place]?.killAt = now + limits.insistence
        workers[place]?.asked = .kill
        return [.ask(pid: worker.pid, .kill)]
    }
}
