internal import Booking
internal import Calendars
internal import FCGIHost
internal import Jobs
internal import Messaging
internal import Postgres
internal import Receptionist
internal import Web

/// What a worker of the jobs pool runs.
enum JobsPool {
    /// Every kind of job. A module above `Jobs` adds its own here.
    static func kinds(_ settings: Settings, worker: String) -> [JobKind] {
        HouseKinds.all + [
            TextKind.sending(TextSettings(account: settings.twilio, publicURL: settings.publicURL), keys: settings.keys),
            textTurn(settings, worker),
        ] + (settings.google.map { CalendarKinds.all($0, keys: settings.keys) } ?? [])
    }

    /// Texts whose turn nobody ended are answered here.
    private static func textTurn(_ settings: Settings, _ worker: String) -> JobKind {
        TextTurnKind.answering { tenant, peer, database in
            let count = VisitorCount(of: .number(peer), at: tenant, in: database, isOn: settings.limits)
            return Receptionist(
                diary: Diary(tenant: tenant, database: database), database: database, publicURL: settings.publicURL,
                pace: Receptionist.Pace(worker: worker), tries: count.tries, model: settings.model?.voice(), allowance: count.modelAllowance
            ) { ShortLink.url($0.id, of: tenant.slug, publicURL: settings.publicURL, keys: settings.keys) }
        }
    }

    static func program(_ settings: Settings, _ pool: PoolConfiguration, worker: String) -> JobsProgram {
        let database = Database(url: settings.databaseURL, settings: .jobs)
        // Past its limit a job is cancelled, and soon after its worker is ended: then nobody works on it any more.
        let lease = pool.limits.request + pool.limits.cancelGrace + pool.limits.insistence + .seconds(15)
        let runner = JobRunner(kinds: kinds(settings, worker: worker), worker: worker, database: database, lease: lease)
        let migrator = Schema.migrator(settings.mode)
        return JobsProgram(
            round: { watch in try told { () throws(DatabaseError) in try runner.round(JobWatch(watch)) } },
            free: { name in try told { () throws(DatabaseError) in try runner.free(name) } },
            check: { try check { () throws(DatabaseError) in try migrator.faults(in: database) } },
            database: { DatabaseWork(database.takeTally()) }, cancel: database.canceller.take)
    }

    private static func check(_ faults: () throws(DatabaseError) -> [String]) throws(Problem) {
        let found = try told(faults)
        if !found.isEmpty { throw unavailable(found.joined(separator: "; ")) }
    }

    /// The pool logs an error's words only where they are a problem's; a database's never hold a row's values.
    private static func told<T>(_ body: () throws(DatabaseError) -> T) throws(Problem) -> T {
        do throws(DatabaseError) { return try body() } catch { throw unavailable(error.description) }
    }

    private static func unavailable(_ why: String) -> Problem {
        var problem = Problem.unavailable("Jobs can't be done now.")
        problem.fault = why
        return problem
    }
}

extension JobWatch {
    fileprivate init(_ watch: JobsWatch) {
        self.init(
            begin: { kind, id in watch.begin(kind, String(id)) },
            end: { watch.end(JobEnding(tenant: $0.tenant, outcome: $0.outcome, failure: $0.failure, late: $0.late)) },
            isLeaving: watch.isLeaving)
    }
}
