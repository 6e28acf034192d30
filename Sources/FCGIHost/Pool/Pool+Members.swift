extension Pool {
    /// Starts members until there are as many as wanted.
    mutating func fill(_ now: Moment) -> [Action] {
        var actions: [Action] = []
        while members.count < sizing.target, brake.allows(now), let place = freePlace {
            brake.started(place)
            actions += start(place, .member, generation, now)
        }
        return actions
    }

    /// Asks those to leave who are more than wanted: first whoever a reload would replace, then whoever was idle longest.
    mutating func trim(_ now: Moment) -> [Action] {
        let members = members
        let surplus = members.count - sizing.target
        guard surplus > 0 else { return [] }
        let order = members.sorted { (isStale($0) ? 0 : 1, idleSince($0)) < (isStale($1) ? 0 : 1, idleSince($1)) }
        return order.prefix(surplus).flatMap { ask($0, .asked, killAt: now + lingering) }
    }

    /// A worker that isn't known to be idle comes last.
    private func idleSince(_ place: Int) -> Moment { workers[place]?.idleSince ?? Moment(microseconds: .max) }

    mutating func start(_ place: Int, _ role: Worker.Role, _ generation: Int, _ now: Moment) -> [Action] {
        workers[place] = Worker(role: role, generation: generation, spawned: now)
        return [.spawn(place: place, generation: generation, canary: role == .canary)]
    }

    /// Whoever is asked while others serve may end a request that has just begun, as late as its limits allow.
    var lingering: Duration { limits.request + limits.cancelGrace + limits.insistence }

    mutating func ask(_ place: Int, _ cause: Cause, killAt: Moment) -> [Action] {
        guard let worker = workers[place] else { return [] }
        workers[place]?.killAt = min(worker.killAt ?? killAt, killAt)
        workers[place]?.cause = worker.cause ?? cause
        guard worker.asked == nil else { return [] }
        workers[place]?.asked = .term
        return [.ask(pid: worker.pid, .term)]
    }

    /// It was decided that a worker starts, and now it has. Whoever was asked to leave in between is told now: before it had a pid
    /// nobody could.
    mutating func know(_ place: Int, _ pid: Int32) -> [Action] {
        workers[place]?.pid = pid
        return workers[place]?.asked.map { [.ask(pid: pid, $0)] } ?? []
    }

    mutating func welcome(_ place: Int, _ pid: Int32, _ now: Moment) -> [Action] {
        guard let worker = workers[place], worker.pid == pid, worker.servingSince == nil else { return [] }
        workers[place]?.servingSince = now
        let note: [Action] = [.note(.ready(place: place, pid: pid))]
        guard worker.asked == nil else { return note }
        switch worker.role {
        case .member: isProven = true
        case .canary: return note + [.tried(.passed)]
        case .successor(let predecessor): return note + follow(predecessor, by: place, now)
        }
        return note
    }

    private mutating func follow(_ predecessor: Int, by place: Int, _ now: Moment) -> [Action] {
        workers[place]?.role = .member
        return ask(predecessor, renewing == predecessor ? .renewal : .asked, killAt: now + lingering)
    }
}

extension Pool {
    /// A worker is gone. Another one takes its seat at once, unless it ended early: then after a delay that doubles.
    mutating func depart(_ place: Int, _ departure: Departure, answered: UInt64, _ now: Moment) -> [Action] {
        guard let worker = workers.removeValue(forKey: place) else { return [] }
        promoteSuccessor(of: place)
        if let renewing, renewing == place || worker.role == .successor(of: renewing) { self.renewing = nil }
        departures[cause(worker, departure), default: 0] += 1
        if worker.role == .canary { return lose(worker, place, departure) }
        guard isActive, endedEarly(worker, answered, now) else {
            brake.held(place)
            return [.note(.left(place: place, pid: worker.pid, departure, delay: .zero))]
        }
        let delay = brake.failed(place, now)
        return [.note(.left(place: place, pid: worker.pid, departure, delay: delay))] + giveUpIfHopeless()
    }

    /// Who was to follow a worker that is gone takes its seat.
    private mutating func promoteSuccessor(of place: Int) {
        for other in workers.keys where workers[other]?.role == .successor(of: place) { workers[other]?.role = .member }
    }

    private func cause(_ worker: Worker, _ departure: Departure) -> Cause {
        if let cause = worker.cause { return cause }
        return switch departure {
        case .signal: .crash
        case .notSpawned, .code(ExitCode.unbootable.rawValue): .unbootable
        case .code(0): .asked
        case .code: .exit
        }
    }

    private func endedEarly(_ worker: Worker, _ answered: UInt64, _ now: Moment) -> Bool {
        if let cause = worker.cause { return cause == .unbootable }
        return answered == 0 && (worker.servingSince == nil || now - worker.spawned < limits.settled)
    }

    /// No worker was ever ready and as many as are wanted have failed: a wrong setting, which waiting won't mend.
    private mutating func giveUpIfHopeless() -> [Action] {
        bootFailures += 1
        guard !isProven, bootFailures >= sizing.target else { return [] }
        phase = .gone
        return [.note(.unbootable)] + workers.values.map { .ask(pid: $0.pid, .kill) } + [.finish(.unbootable)]
    }
}
