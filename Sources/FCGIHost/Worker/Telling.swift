internal import Web

/// A worker's lines in the log.
extension Worker {
    func told(_ id: String, _ parameters: Parameters, _ response: Response) -> Told {
        Told(
            pool: pool.name, place: place, id: id, method: parameters.method, route: response.route, status: response.status,
            fault: response.fault)
    }

    /// Where a slow request spent its time. The stages from `arrival_ms` on add up to `ms`.
    func logSlow(_ id: String, _ response: Response, _ stages: Stages) {
        post.scoreboard.add(1, place, Layout.slow)
        var line = LogLine("slow", pool: pool.name, worker: place)
        line.add("id", .string(id))
        if let route = response.route { line.add("route", .string(route)) }
        if let tenant = stages.work.tenant { line.add("tenant", .int(tenant)) }
        line.add("status", .number(response.status.rawValue))
        line.add("ms", milliseconds: stages.total)
        if let queue = stages.queue { line.add("queue_ms", milliseconds: queue) }
        line.add("arrival_ms", milliseconds: stages.arrival)
        line.add("handler_ms", milliseconds: stages.handler)
        line.add("db_ms", milliseconds: stages.work.waited)
        line.add("sending_ms", milliseconds: stages.sending)
        if let slowest = stages.work.slowest {
            line.add("statement", .string(slowest.statement))
            line.add("statement_ms", milliseconds: slowest.waited)
        }
        line.write()
    }

    func logFailure(_ id: String, _ error: any Error) {
        var line = LogLine("handler_failed", pool: pool.name, worker: place)
        line.add("id", .string(id))
        line.add("error", .string(Self.describe(error)))
        line.write()
    }

    func drop(_ reason: String) {
        post.scoreboard.add(1, place, Layout.dropped)
        var line = LogLine("dropped", pool: pool.name, worker: place)
        line.add("reason", .string(reason))
        line.write()
    }
}

/// What the log tells of a request, however its answer left.
struct Told: Sendable {
    let pool: String
    let place: Int
    let id: String
    let method: String
    let route: String?
    let status: Status
    let fault: String?

    /// - Parameter database: how long was waited for it; nil while the work goes on.
    func write(_ total: Duration, database: Duration?, delivered: Bool) {
        var line = LogLine("request", pool: pool, worker: place)
        line.add("id", .string(id))
        line.add("method", .string(method))
        if let route { line.add("route", .string(route)) }
        line.add("status", .number(status.rawValue))
        if let fault { line.add("fault", .string(fault)) }
        line.add("ms", milliseconds: total)
        if let database { line.add("db_ms", milliseconds: database) }
        if database == nil { line.add("deferred", .bool(true)) }
        if !delivered { line.add("gone", .bool(true)) }
        line.write()
    }
}
