/// One pool as the supervisor keeps it: what it was asked for, where its work comes in, its share of the scoreboard, its decisions.
struct Station {
    let section: Int
    let configuration: PoolConfiguration
    let door: Int32
    let scoreboard: Scoreboard
    var pool: Pool
    var exit: ExitCode?

    init(_ configuration: PoolConfiguration, section: Int, scoreboardFile: Int32) throws {
        self.section = section
        self.configuration = configuration
        scoreboard = try Scoreboard(file: scoreboardFile, section: section)
        door = try Listener.open(for: configuration)
        pool = Pool(seats: configuration.size.most, limits: configuration.limits)
    }

    /// The place of the worker with this pid; nil where it isn't one of this pool.
    func place(of pid: Int32) -> Int? { pool.workers.first { $0.value.pid == pid }?.key }

    /// When the request or the work under way began, by pid of its worker.
    var working: [Int32: Moment] {
        var found: [Int32: Moment] = [:]
        for (place, worker) in pool.workers {
            let entry = scoreboard.entry(place)
            if entry.pid == worker.pid, entry.state == .busy || entry.state == .continuing { found[worker.pid] = entry.since }
        }
        return found
    }
}
