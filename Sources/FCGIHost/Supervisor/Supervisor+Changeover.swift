internal import CLinux
internal import Glibc
internal import Web

/// Reloads and upgrades, as the `Changeover` decides them.
extension Supervisor {
    mutating func follow(_ event: Changeover.Event) {
        let before = changeover.report
        for action in changeover.handle(event, at: .now) { act(action) }
        if changeover.report != before { for attendant in attendants { attendant.learn(changeover.report) } }
    }

    private mutating func act(_ action: Changeover.Action) {
        switch action {
        case .plan(let generation): plan(generation)
        case .attempt(let generation): attempt(generation)
        case .accept: accept()
        case .refuse: refuse()
        case .startHeir: startHeir()
        case .endHeir(let pid, let insistence): kill(pid, insistence == .term ? SIGTERM : SIGKILL)
        case .retire(let heir, let reload): retire(heir, reload)
        case .note(let note): note.line.write()
        }
    }

    private mutating func plan(_ generation: Int) {
        do {
            let plan = try replan()
            if let obstacle = plan.obstacle(after: edition.plan) { return follow(.notPlanned(obstacle)) }
            candidate = try Edition(plan, generation: generation, opening: plan.program)
            follow(.planned(generation: generation))
        } catch {
            follow(.notPlanned("\(error)"))
        }
    }

    /// A canary that can't even be started refuses the whole, and the pools after it have nothing to try.
    private mutating func attempt(_ generation: Int) {
        for index in stations.indices where candidate?.generation == generation { tell(index, .attempt(generation: generation)) }
    }

    private mutating func accept() {
        if let candidate { edition = candidate }
        candidate = nil
        for (index, pool) in edition.plan.pools.enumerated() {
            stations[index].configuration = pool
            tell(index, .accept(pool.size, pool.renewal, pool.limits))
        }
    }

    /// What was tried goes. An heir that can't serve goes whole, and the supervisor before it goes on.
    private mutating func refuse() {
        candidate = nil
        tellAll(.refuse)
        guard !isPromoted else { return }
        isRetired = true
        tellAll(.stop(.fast))
        failed = true
    }
}

extension Supervisor {
    private mutating func startHeir() {
        guard getpid() != 1 else { return follow(.heirNotStarted("the first process of a container can't be replaced; start it anew")) }
        do {
            let line = try Self.makePair()
            defer { close(line.workers) }
            let doors = stations.map { (name: $0.name, door: Inheritance.Door(descriptor: $0.door, isKept: $0.isKept)) }
            let heir = Inheritance.launch(edition.plan.program, line: line.workers, doors: doors, adding: notifier.environment)
            let pid = try heir.start()
            heirLine = line.own
            follow(.heirStarted(pid: pid))
        } catch {
            follow(.heirNotStarted("\(error)"))
        }
    }

    /// The heir says one thing only: that it serves.
    mutating func readHeir(_ ready: [Wait]) {
        guard let heirLine, ready.contains(where: { $0.descriptor == heirLine }) else { return }
        var word: UInt8 = 0
        let count = unsafe recv(heirLine, &word, 1, Int32(MSG_DONTWAIT))
        guard count >= 0 else { return }
        close(heirLine)
        self.heirLine = nil
        if count > 0 { follow(.heirReady) }
    }

    mutating func loseHeir(_ departure: Pool.Departure) {
        if let heirLine { close(heirLine) }
        heirLine = nil
        switch departure {
        case .code(let code): follow(.heirLeft("the new supervisor left with code \(code) before it served; its lines say why"))
        case .signal(let signal): follow(.heirLeft("the new supervisor was ended by signal \(signal) before it served"))
        case .notSpawned: follow(.heirLeft("the new supervisor could not be started"))
        }
    }

    /// Another supervisor serves on the same doors: they stay open, and who is under way is finished here.
    private mutating func retire(_ heir: Int32, _ reload: Bool) {
        isRetired = true
        if reload { kill(heir, SIGHUP) }
        for attendant in attendants { attendant.retired(by: heir) }
        tellAll(.stop(.handedOver))
    }

    /// In an heir: everybody who is wanted serves, so the supervisor before may leave.
    mutating func promoteIfWhole() {
        guard !isPromoted, let inheritance, !failed, stations.allSatisfy(\.pool.isWhole) else { return }
        isPromoted = true
        inheritance.announce()
        for attendant in attendants { attendant.promoted() }
    }
}

extension Changeover.Note {
    /// The line that the log gets.
    var line: LogLine {
        switch self {
        case .reloading: LogLine("reloading")
        case .reloaded: LogLine("reloaded")
        case .reloadFailed(let why): Self.explained("reload_failed", why)
        case .upgrading(let pid): Self.named("upgrading", pid)
        case .upgraded(let pid): Self.named("upgraded", pid)
        case .upgradeFailed(let why): Self.explained("upgrade_failed", why)
        case .hopeless(let why): Self.explained("unbootable", why)
        }
    }

    private static func explained(_ event: String, _ why: String) -> LogLine {
        var line = LogLine(event)
        line.add("detail", .string(why))
        return line
    }

    private static func named(_ event: String, _ heir: Int32) -> LogLine {
        var line = LogLine(event)
        line.add("heir", .number(Int(heir)))
        return line
    }
}
