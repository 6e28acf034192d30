import Jobs
import Postgres
import Synchronization
import TestCluster

/// A database of a test's own with a business in it, and a runner of the kinds that the test names.
final class Office {
    let world: TestDatabase
    let tenant: Int64
    let database: Database

    init() throws {
        world = try TestDatabase()
        database = world.application()
        tenant = try world.owner().rows("insert into holdfast.tenants (slug, name, zone) values ('office', 'Office', 'UTC') returning id") {
            row throws(DatabaseError) in try row.read("id")
        }[0]
        try world.owner().execute("select holdfast.clock_set('2026-11-02T12:00:00Z')")
    }

    func runner(_ kinds: [JobKind], worker: String = "jobs-0-1", upkeep: Duration = .seconds(3600)) -> JobRunner {
        JobRunner(kinds: kinds, worker: worker, database: database, lease: .seconds(60), upkeep: upkeep)
    }

    @discardableResult
    func add(_ kind: String, payload: String = "{}", order: String? = nil) throws -> Int64 {
        try database.rows("select holdfast.enqueue_job(\(tenant), \(kind), \(payload)::jsonb, null, \(order)) as id", tenant: tenant) {
            row throws(DatabaseError) in try row.read("id")
        }[0]
    }

    /// Runs rounds until there is nothing more to do at once.
    func drain(_ runner: JobRunner) throws {
        while try runner.round(.silent) {}
    }

    func states(_ kind: String) throws -> [String] {
        try world.owner().rows("select state || coalesce(' ' || failure, '') as s from holdfast.jobs where kind = \(kind) order by id") {
            row throws(DatabaseError) in try row.read("s")
        }
    }

    func number(_ query: Query) throws -> Int {
        try world.owner().rows(query) { row throws(DatabaseError) in try row.read("n") }[0]
    }

    func text(_ query: Query) throws -> String {
        try world.owner().rows(query) { row throws(DatabaseError) in try row.read("t") }[0]
    }

    func execute(_ query: Query) throws { try world.owner().execute(query) }
}

extension JobWatch {
    static var silent: JobWatch { JobWatch(begin: { _, _ in }, end: { _ in }, isLeaving: { false }) }
}

/// What jobs write down of their runs.
final class Notes: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
