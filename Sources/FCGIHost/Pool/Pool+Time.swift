/// What the supervisor sees of a pool from outside. Nothing of it is trusted: it decides who is ended or renewed, and how many there are.
struct Signs: Equatable {
    /// One worker, as its place on the scoreboard tells.
    struct Worker: Equatable {
        var state: Scoreboard.State
        /// When the state, or the request under way, began.
        var since: Moment
        /// When it last showed that it runs; nil where it never did.
        var heartbeat: Moment?
        var answered: UInt64 = 0
        var residentBytes = 0

        var isWorking: Bool { state == .busy || state == .continuing }
    }

    var workers: [Int: Worker] = [:]
    /// Whether somebody waits at the door.
    var queued = false
}

extension Pool {
    /// Ends what is overdue, and changes the size or renews a worker where that is due.
    mutating func passTime(_ signs: Signs, _ now: Moment) -> [Action] {
        notice(now)
        for place in workers.keys { workers[place]?.idleSince = signs.workers[place].flatMap { $0.state == .idle ? $0.since : nil } }
        let ended = workers.keys.sorted().flatMap { judge($0, signs.workers[$0], now) }
        settle(signs, now)
        return ended + size(signs, now) + renew(signs, now)
    }

    /// After a pause of the machine, or of this process, every limit begins anew: a suspended machine kills nobody.
    private mutating func notice(_ now: Moment) {
        if let lastHeard, now - lastHeard > max(limits.heartbeat / 2, pace * 3) { resumed = now }
        lastHeard = now
    }

    private mutating func judge(_ place: Int, _ sign: Signs.Worker?, _ now: Moment) -> [Action] {
        guard let worker = workers[place] else { return [] }
        if let killAt = worker.killAt, max(killAt, resumed) <= now { return insist(place, now) }
        if let sign, isSilent(worker, sign, now) { return giveUp(place, now) }
        guard worker.killAt == nil else { return [] }
        if worker.servingSince == nil {
            return isLate(worker.spawned, limits.boot, now) ? ask(place, .unbootable, killAt: now) + insist(place, now) : []
        }
        guard let sign, sign.isWorking, isLate(sign.since, limits.request + limits.cancelGrace, now) else { return [] }
        return [.note(.overdue(place: place, pid: worker.pid))] + ask(place, .overdue, killAt: now + limits.insistence)
    }

    private func isLate(_ began: Moment, _ limit: Duration, _ now: Moment) -> Bool { max(began, resumed) + limit <= now }

    /// A worker that shows no sign of life can't be asked to leave: it is ended.
    private func isSilent(_ worker: Worker, _ sign: Signs.Worker, _ now: Moment) -> Bool {
        guard let serving = worker.servingSince, let heartbeat = sign.heartbeat, worker.asked != .kill else { return false }
        return isLate(max(min(heartbeat, now), serving), limits.heartbeat, now)
    }

    private mutating func giveUp(_ place: Int, _ now: Moment) -> [Action] {
        guard let worker = workers[place] else { return [] }
        workers[place]?.cause = .stalled
        return [.note(.stalled(place: place, pid: worker.pid))] + insist(place, now)
    }

    private mutating func insist(_ place: Int, _ now: Moment) -> [Action] {
        guard let worker = workers[place] else { return [] }
        workers[place]?.killAt = now + limits.insistence
        workers[place]?.asked = .kill
        return [.ask(pid: worker.pid, .kill)]
    }
}

extension Pool {
    /// A try that answers, or that has served for a while, ends the caution.
    private mutating func settle(_ signs: Signs, _ now: Moment) {
        guard let probe = brake.probe, let worker = workers[probe], worker.servingSince != nil else { return }
        if signs.workers[probe]?.answered ?? 0 > 0 || now - worker.spawned >= limits.settled { brake.held(probe) }
    }

    private mutating func size(_ signs: Signs, _ now: Moment) -> [Action] {
        guard isActive, brake.isOff else { return [] }
        let idle = members.count { workers[$0]?.servingSince != nil && workers[$0]?.idleSince != nil }
        let starting = members.count { workers[$0]?.servingSince == nil }
        return resize { $0.step(idle: idle, starting: starting, queued: signs.queued, now) }
    }

    /// Changes what is wanted; growing is worth a line, shrinking shows in those that leave.
    mutating func resize(_ change: (inout Sizing) -> Void) -> [Action] {
        let before = sizing.target
        change(&sizing)
        return sizing.target > before ? [.note(.resized(to: sizing.target))] : []
    }

    /// Starts the successor of one worker that has served its time, when nothing else is being replaced.
    private mutating func renew(_ signs: Signs, _ now: Moment) -> [Action] {
        guard phase == .running, candidate == nil, renewing == nil, !isTrying, brake.isOff, nextRenewal <= now else { return [] }
        guard let place = members.first(where: { isSpent($0, signs) }), let worker = workers[place] else { return [] }
        let successor = follow(place, now)
        guard !successor.isEmpty else { return [] }
        (renewing, nextRenewal) = (place, now + .milliseconds(100))
        return [.note(.renewing(place: place, pid: worker.pid))] + successor
    }

    private func isSpent(_ place: Int, _ signs: Signs) -> Bool {
        guard let worker = workers[place], worker.servingSince != nil, let sign = signs.workers[place] else { return false }
        return renewal.isDue(answered: sign.answered, residentBytes: sign.residentBytes, pid: worker.pid)
    }
}

extension Renewal {
    /// Whether a worker has served its time. Its own share of the jitter comes from its pid.
    func isDue(answered: UInt64, residentBytes: Int, pid: Int32) -> Bool {
        if let aboveBytes, residentBytes > aboveBytes { return true }
        guard let afterRequests else { return false }
        let whole = UInt64(max(afterRequests, 1))
        let early = ((UInt64(UInt32(bitPattern: pid)) &* 0x9E37_79B9_7F4A_7C15) >> 33) % (whole / 4 + 1)
        return answered >= whole - early
    }
}

extension Pool {
    /// Everybody is asked to leave, later ones more firmly than earlier ones.
    mutating func end(_ stop: Stop, _ now: Moment) -> [Action] {
        let (wanted, note, patience): (Phase, Note, Duration) =
            switch stop {
            case .handedOver: (.retiring, .retiring, lingering)
            case .graceful: (.draining, .draining, limits.stop)
            case .fast: (.stopping, .stopping, limits.insistence)
            }
        guard wanted > phase else { return [] }
        phase = wanted
        candidate = nil
        return [.note(note)] + workers.keys.sorted().flatMap { ask($0, .asked, killAt: now + patience) }
    }

    mutating func leaveIfEmpty() -> [Action] {
        guard phase >= .retiring, workers.isEmpty else { return [] }
        phase = .gone
        return [.finish(.asked)]
    }
}
