internal import Glibc
internal import Web

/// What is done about it, pool by pool.
extension Supervisor {
    mutating func tellAll(_ event: Pool.Event) { for index in stations.indices { tell(index, event) } }

    mutating func tell(_ index: Int, _ event: Pool.Event) {
        for action in stations[index].pool.handle(event, at: .now) { act(index, action) }
        if !isPromoted { promoteIfWhole() }
    }

    private mutating func act(_ index: Int, _ action: Pool.Action) {
        switch action {
        case .spawn(let place, let generation, let canary):
            spawn(index, Stand(section: index, place: place, isCanary: canary), generation)
        case .ask(let pid, let insistence): if pid > 0 { kill(pid, insistence == .term ? SIGTERM : SIGKILL) }
        case .note(let note): write(note, of: index)
        case .tried(.passed): follow(.tried(section: index, nil))
        case .tried(.lost(let place, let departure, let overdue)): follow(.tried(section: index, why(index, place, departure, overdue)))
        case .renewed: follow(.renewed(section: index))
        case .finish(let code):
            stations[index].exit = code
            if code != .asked { stop(fast: false) }
        }
    }

    private func write(_ note: Pool.Note, of index: Int) {
        var line = note.line(pool: stations[index].name)
        if case .left(let place, _, _, _) = note, let excuse = stations[index].excuses[place] { line.add("why", .string(excuse)) }
        line.write()
    }

    /// Why a canary didn't pass, in words for whoever asked for the reload.
    private func why(_ index: Int, _ place: Int, _ departure: Pool.Departure, _ overdue: Bool) -> String {
        let who = "the new worker of \(stations[index].name)"
        if let excuse = stations[index].excuses[place] { return "\(who): \(excuse)" }
        if overdue { return "\(who) wasn't ready in time" }
        return switch departure {
        case .code(let code): "\(who) left with code \(code) before it was ready"
        case .signal(let signal): "\(who) was ended by signal \(signal) before it was ready"
        case .notSpawned: "\(who) could not be started"
        }
    }

    private mutating func spawn(_ index: Int, _ stand: Stand, _ generation: Int) {
        let station = stations[index]
        guard station.pool.workers[stand.place]?.pid == 0, station.exit == nil else { return }
        watch.look(at: station, place: stand.place)
        station.scoreboard.clear(stand.place)
        stations[index].excuses[stand.place] = nil
        let edition = candidate.flatMap { $0.generation == generation ? $0 : nil } ?? edition
        do {
            let pid = try log.gather(pool: station.name, worker: stand.place) { output, log throws(SystemError) in
                let handed = Handover(door: station.door, output: output, scoreboard: scoreboardFile, control: control.workers, log: log)
                return try edition.launch(pool: station.name, stand: stand, handed).start()
            }
            tell(index, .spawned(place: stand.place, pid: pid))
        } catch {
            stations[index].excuses[stand.place] = error.description
            tell(index, .notSpawned(place: stand.place))
        }
    }
}
