internal import Web

extension Pool.Note {
    /// The line that the log gets.
    func line(pool: String) -> LogLine {
        switch self {
        case .ready(let place, let pid): Self.line("worker_ready", pool, place, pid)
        case .overdue(let place, let pid): Self.line("worker_overdue", pool, place, pid)
        case .left(let place, let pid, let departure, let delay): Self.left(pool, place, pid, departure, delay)
        case .stalled(let place, let pid): Self.line("worker_stalled", pool, place, pid)
        case .renewing(let place, let pid): Self.line("worker_renewing", pool, place, pid)
        case .resized(let count): Self.resized(pool, count)
        case .resting: LogLine("resting", pool: pool)
        case .retiring: LogLine("retiring", pool: pool)
        case .draining: LogLine("draining", pool: pool)
        case .stopping: LogLine("stopping", pool: pool)
        case .unbootable: Self.explained("unbootable", pool, "no worker of this pool could boot; see the lines above for why")
        }
    }

    private static func line(_ event: String, _ pool: String, _ place: Int, _ pid: Int32) -> LogLine {
        var line = LogLine(event, pool: pool, worker: place)
        line.add("pid", .number(Int(pid)))
        return line
    }

    private static func left(_ pool: String, _ place: Int, _ pid: Int32, _ departure: Pool.Departure, _ delay: Duration) -> LogLine {
        var line = line("worker_left", pool, place, pid)
        switch departure {
        case .code(let code): line.add("code", .number(Int(code)))
        case .signal(let signal): line.add("signal", .number(Int(signal)))
        case .notSpawned: line.add("spawned", .bool(false))
        }
        if delay > .zero { line.add("next_in_ms", .int(delay.microseconds / 1_000)) }
        return line
    }

    private static func resized(_ pool: String, _ count: Int) -> LogLine {
        var line = LogLine("resized", pool: pool)
        line.add("workers", .number(count))
        return line
    }

    private static func explained(_ event: String, _ pool: String, _ detail: String) -> LogLine {
        var line = LogLine(event, pool: pool)
        line.add("detail", .string(detail))
        return line
    }
}
