internal import Calendars
internal import Messaging
internal import Postgres

/// `holdfast doctor`: looks at everything, changes nothing, and fails where something is wrong.
struct Doctor {
    private let settings: Settings
    private let application: Database

    init(_ settings: Settings) {
        self.settings = settings
        application = Database(url: settings.databaseURL)
    }

    /// One finding.
    enum Finding {
        case fine(String), note(String), fault(String)

        var line: String {
            switch self {
            case .fine(let text): "ok     \(text)"
            case .note(let text): "note   \(text)"
            case .fault(let text): "FAULT  \(text)"
            }
        }

        var isFault: Bool { if case .fault = self { true } else { false } }
    }

    func run() -> Exit {
        let reachable = look("the application's connection", server)
        let rest =
            reachable.contains(where: \.isFault)
            ? [] : [look("the role", role), look("the schema", schema), look("the clock", clock), look("the jobs", jobs)]
        let findings = reachable + owner() + rest.joined() + sandbox()
        findings.forEach { print($0.line) }
        return findings.contains(where: \.isFault) ? .failed : .done
    }

    /// A check that can't be made is a fault too.
    private func look(_ what: String, _ check: () throws(DatabaseError) -> [Finding]) -> [Finding] {
        do throws(DatabaseError) { return try check() } catch { return [.fault("\(what): \(error)")] }
    }
}

// MARK: - Checks

extension Doctor {
    private struct Server {
        var role: String
        var version: String
        var number: Int
        var connections: Int
    }

    private static let asking = Statement<Server>(SQL.doctorServer) { row throws(DatabaseError) in
        Server(
            role: try row.read("role"), version: try row.read("version"), number: try row.read("version_number"),
            connections: try row.read("connections"))
    }

    private func server() throws(DatabaseError) -> [Finding] {
        guard let server = try application.rows(Self.asking).first else { return [] }
        let wanted = settings.pools.within(server.connections).connections
        return [
            server.number >= 150_000
                ? .fine("Postgres \(server.version), as \(server.role)") : .fault("Postgres \(server.version) is older than 15"),
            server.connections >= wanted
                ? .fine("\(server.connections) connections for pools of \(wanted)")
                : .fault("the pools may take \(wanted) connections, the server gives \(server.connections)"),
        ]
    }

    private func owner() -> [Finding] {
        guard let url = settings.migrateURL else { return [.note("HOLDFAST_MIGRATE_URL is not set: the owner was not looked at")] }
        return look("the owner's connection") { () throws(DatabaseError) in
            let roles = try Database(url: url, settings: .owner).rows(Self.asking).map(\.role)
            return roles.map { .fine("the owner connects as \($0)") }
        }
    }

    private static let roleFaults = Statement<String>(SQL.doctorRole) { row throws(DatabaseError) in try row.read("fault") }

    private func role() throws(DatabaseError) -> [Finding] {
        let faults = try application.rows(Self.roleFaults)
        return faults.isEmpty
            ? [.fine("the application's role owns nothing and can't change the audit log")]
            : faults.map { .fault("the application's role \($0)") }
    }

    private func schema() throws(DatabaseError) -> [Finding] {
        let faults = try Schema.migrator(settings.mode).faults(in: application)
        return faults.isEmpty ? [.fine("every migration is applied")] : faults.map { .fault($0) }
    }

    private static let clockState = Statement<(isTrue: Bool, movable: Bool)>(SQL.doctorClock) { row throws(DatabaseError) in
        (try row.read("true_time"), try row.read("movable"))
    }

    private func clock() throws(DatabaseError) -> [Finding] {
        guard let clock = try application.rows(Self.clockState).first else { return [] }
        switch (settings.mode, clock.movable) {
        case (.production, false) where clock.isTrue: return [.fine("business time is the server's own")]
        case (.production, _): return [.fault("business time can be moved: run migrate with HOLDFAST_MODE=production")]
        case (.development, true):
            return [clock.isTrue ? .fine("the clock runs true") : .note("the clock of development is frozen or moved")]
        case (.development, false): return [.fault("the clock can't be moved: run migrate with HOLDFAST_MODE=development")]
        }
    }

    private static let jobsState = Statement<(dead: Int, due: Int, oldest: Double, workers: Int)>(SQL.doctorJobs) {
        row throws(DatabaseError) in
        (try row.read("dead"), try row.read("due"), try row.read("oldest_seconds"), try row.read("workers"))
    }

    /// A job that is due waits for less than a second where all is well.
    private func jobs() throws(DatabaseError) -> [Finding] {
        guard let jobs = try application.rows(Self.jobsState).first else { return [] }
        let stuck = jobs.oldest > Self.longestWait
        let words = "\(jobs.due) jobs are due, the oldest for \(Int(jobs.oldest)) s; holdfast jobs lists them"
        let dead = jobs.dead == 0 ? [] : [Finding.note("\(jobs.dead) dead letters; holdfast jobs lists them")]
        switch (jobs.workers, stuck) {
        case (0, true): return dead + [.fault("no worker of the jobs pool is connected: \(words)")]
        case (0, false): return dead + [.note("no worker of the jobs pool is connected; serve starts it")]
        case (_, true): return dead + [.fault(words)]
        case (let count, false): return dead + [.fine("jobs are done as they come due, by \(count) workers")]
        }
    }

    private var telephone: String {
        guard let account = settings.twilio else { return "Twilio has no account: no call or text comes in, and nothing is sent" }
        let signed = account.sharedKey == nil ? "the auth token" : "the shared key"
        return account.isSandbox
            ? "Twilio has no account: the sandbox stands in" : "calls and texts come through Twilio, signed by \(signed)"
    }

    private var calendars: String {
        guard let app = settings.google else { return "Google knows no client of ours: no calendar can be connected" }
        return app.isSandbox ? "Google Calendar has no client: the sandbox stands in" : "calendars are connected at Google"
    }

    /// Seconds.
    private static let longestWait = 120.0

    private func sandbox() -> [Finding] {
        [.note(settings.model == nil ? "no model is named: the script answers visitors" : "a model answers visitors")]
            + [.note(telephone), .note(calendars)] + settings.sandboxed.map { .note("\($0) has no account: the sandbox stands in") }
    }
}
