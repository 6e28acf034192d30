extension Pool {
    /// A new generation is to be tried by one worker, on top of all others.
    mutating func attempt(_ generation: Int) {
        guard phase < .retiring, candidate == nil else { return }
        candidate = generation
        canaryStarted = false
    }

    /// The canary waits for a successor that is under way, so that there are never two on top of the members.
    mutating func tryCanary(_ now: Moment) -> [Action] {
        guard let candidate, !canaryStarted, !isTrying, let place = freePlace else { return [] }
        canaryStarted = true
        return start(place, .canary, candidate, now)
    }

    /// What is tried counts from now on, for every worker that is started. The canary takes the seat of one that is stale.
    mutating func accept(_ size: Size, _ renewal: Renewal, _ limits: Limits) {
        guard let candidate, phase < .retiring else { return }
        (self.renewal, self.limits, generation, self.candidate) = (renewal, limits, candidate, nil)
        sizing.adopt(size, calm: limits.calm)
        brake = Brake(limits)
        phase = .reloading
        isProven = true
        for place in workers.keys where workers[place]?.role == .canary && workers[place]?.asked == nil { workers[place]?.role = .member }
    }

    /// What is tried isn't wanted; a canary that stands goes.
    mutating func refuse(_ now: Moment) -> [Action] {
        guard candidate != nil else { return [] }
        candidate = nil
        let canaries = workers.filter { $0.value.role == .canary }.keys
        return canaries.flatMap { ask($0, .asked, killAt: now + lingering) }
    }

    /// Replaces stale workers, one at a time, each asked to leave only when its successor is ready. A successor that dies is
    /// followed by another: what its program can do the canary has shown.
    mutating func roll(_ now: Moment) -> [Action] {
        guard phase == .reloading, candidate == nil, !isTrying else { return [] }
        guard let stale = members.first(where: isStale) else {
            phase = .running
            return [.renewed]
        }
        return follow(stale, now)
    }

    /// Starts the successor of a worker, where one may be started.
    mutating func follow(_ place: Int, _ now: Moment) -> [Action] {
        guard brake.allows(now), let free = freePlace else { return [] }
        brake.started(free)
        return start(free, .successor(of: place), generation, now)
    }

    func isStale(_ place: Int) -> Bool { workers[place].map { $0.generation != generation } ?? false }

    /// The canary is gone. Before the word on it that decides the reload; later it had been refused and leaves as asked.
    mutating func lose(_ worker: Worker, _ place: Int, _ departure: Departure) -> [Action] {
        let left = Action.note(.left(place: place, pid: worker.pid, departure, delay: .zero))
        guard worker.generation == candidate else { return [left] }
        return [left, .tried(.lost(place: place, departure, overdue: worker.cause == .unbootable))]
    }
}
