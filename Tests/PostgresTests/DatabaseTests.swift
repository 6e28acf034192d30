import Foundation
import Postgres
import TestCluster
import Testing

@Suite("The database")
struct DatabaseTests {
    private let world: TestDatabase
    private let database: Database

    init() throws {
        world = try TestDatabase(empty: true)
        database = Database(url: world.url(as: "holdfast_owner"), settings: .owner)
        try database.execute("create schema holdfast")
        try database.execute(
            """
            create table holdfast.things (id int8 constraint things_pkey primary key, name text not null,
                constraint name_is_short check (length(name) < 5))
            """)
        try database.execute(
            """
            create function holdfast.check_fence(turn bigint, number bigint) returns void language plpgsql as $$
            begin if turn <> number then raise exception 'fenced' using errcode = 'HF001'; end if; end $$
            """)
    }

    private static let adding = Statement<Int64, Int64, String>(
        SQLText(name: "Test.add", "insert into holdfast.things values ($1, $2) returning id")
    ) { row throws(DatabaseError) in try row.read("id") }

    private static let tenant = Statement<String>(
        SQLText(name: "Test.tenant", "select current_setting('holdfast.tenant', true) as tenant")
    ) { row throws(DatabaseError) in try row.read("tenant") }

    private func count() throws -> Int {
        try database.rows("select count(*) as n from holdfast.things") { row throws(DatabaseError) in try row.read("n", as: Int.self) }[0]
    }

    private func pid() throws -> Int {
        try database.rows("select pg_backend_pid() as x") { row throws(DatabaseError) in try row.read("x", as: Int.self) }[0]
    }

    @Test("a statement is prepared once and gives its rows each time")
    func prepares() throws {
        for id in 1...3 { #expect(try database.rows(Self.adding, Int64(id), "a") == [Int64(id)]) }
        let prepared = try database.rows("select count(*) as n from pg_prepared_statements where name = 'Test.add'") {
            row throws(DatabaseError) in
            try row.read("n", as: Int.self)
        }
        #expect(prepared == [1])
    }

    @Test("an error carries its SQLSTATE and constraint, and no value")
    func errors() throws {
        _ = try database.rows(Self.adding, 1, "Ann")
        let twice = #expect(throws: DatabaseError.self) { try database.rows(Self.adding, 1, "Ann") }
        #expect(twice?.sqlState == .uniqueViolation)
        #expect(twice?.constraint == "things_pkey")
        #expect(twice?.kind == .server)
        #expect(twice?.outcome == .nothingChanged)
        let long = #expect(throws: DatabaseError.self) { try database.rows(Self.adding, 2, "Annabel") }
        #expect(long?.sqlState == .checkViolation)
        #expect(long?.constraint == "name_is_short")
        let wrong = #expect(throws: DatabaseError.self) { try database.execute("select \("Ann@x.example")::int8") }
        #expect([twice, long, wrong].allSatisfy { $0?.description.contains("Ann") == false })
        #expect(wrong?.message == "invalid input syntax for type bigint")
    }

    @Test("a call sets the tenant for its own transaction only")
    func tenants() throws {
        #expect(try database.call(Self.tenant, tenant: 42) == ["42"])
        #expect(try database.rows(Self.tenant) == [""])
        #expect(try database.transaction(tenant: 7) { try $0.rows(Self.tenant) } == ["7"])
        #expect(try database.rows(Self.tenant) == [""])
    }

    /// Lets in whoever remembers the stamp 9.
    private func guardEntrance() throws {
        try database.execute(
            """
            create function holdfast.enter_tenant(tenant bigint, slug text, stamp bigint) returns void language plpgsql as $$
            begin if stamp <> 9 then raise sqlstate 'HF002'; end if; perform set_config('holdfast.tenant', tenant::text, true); end $$
            """)
    }

    @Test("what is remembered of a tenant is asked about before anything happens for it")
    func entrances() throws {
        try guardEntrance()
        let known = Entrance(tenant: 42, slug: "a", stamp: 9), changed = Entrance(tenant: 42, slug: "a", stamp: 8)
        #expect(try database.relying(on: known) { try database.call(Self.tenant, tenant: 42) } == ["42"])
        #expect(try database.relying(on: known) { try database.transaction(tenant: 42) { try $0.rows(Self.tenant) } } == ["42"])
        #expect(try database.relying(on: changed) { try database.call(Self.adding, tenant: 42, 1, "a") } == nil)
        #expect(try database.relying(on: changed) { try? database.transaction(tenant: 42) { try $0.rows(Self.adding, 1, "a") } } == nil)
        #expect(try database.relying(on: changed) { try? database.call(Self.adding, tenant: 42, 1, "a") } == nil)
        #expect(try database.relying(on: changed) { "asked nothing" } == nil)
        #expect(try database.relying(on: changed) { try database.call(Self.tenant, tenant: 7) } == nil)
        #expect(try count() == 0)
        #expect(try database.call(Self.tenant, tenant: 42) == ["42"])
    }

    @Test("where a call for a remembered tenant may have been carried out, nobody is told to ask again")
    func lostEntrances() throws {
        try guardEntrance()
        let known = Entrance(tenant: 42, slug: "a", stamp: 9)
        let answer = try database.relying(on: known) {
            let lost = try #require(throws: DatabaseError.self) {
                try database.rows("select pg_terminate_backend(pg_backend_pid()) as x", tenant: 42) { _ throws(DatabaseError) in () }
            }
            try database.execute(
                """
                create or replace function holdfast.enter_tenant(tenant bigint, slug text, stamp bigint) returns void
                language plpgsql as $$ begin raise sqlstate 'HF002'; end $$
                """)
            return lost.outcome
        }
        #expect(answer == .unknown)
    }

    @Test("a call whose fence fails leaves nothing behind")
    func fences() throws {
        #expect(try database.call(Self.adding, tenant: 1, fence: (turn: 5, number: 5), 1, "a") == [1])
        let late = #expect(throws: DatabaseError.self) { try database.call(Self.adding, tenant: 1, fence: (turn: 5, number: 4), 2, "b") }
        #expect(late?.sqlState == .fenced)
        #expect(try count() == 1)
        #expect(try database.call(Self.adding, tenant: 1, fence: (turn: 5, number: 5), 2, "b") == [2])
    }

    @Test("a pipeline that fails at its last step takes all of it back")
    func pipelines() throws {
        let writing = Statement<Int64, Int64>(
            SQLText(
                name: "Test.both",
                "with made as (insert into holdfast.things values ($1, 'x') returning id) select 1 / (id - id) as x from made")
        ) { row throws(DatabaseError) in try row.read("x", as: Int64.self) }
        #expect(throws: DatabaseError.self) { try database.call(writing, tenant: 1, 9) }
        #expect(try count() == 0)
        #expect(try database.call(Self.adding, tenant: 1, 9, "x") == [9])
    }

    @Test("a statement whose result a migration changed is prepared anew")
    func changedResult() throws {
        let all = Statement<Int64>(SQLText(name: "Test.all", "select * from holdfast.things")) { row throws(DatabaseError) in
            try row.read("id")
        }
        _ = try database.rows(Self.adding, 1, "a")
        #expect(try database.rows(all) == [1])
        let other = world.owner()
        try other.execute("alter table holdfast.things add column colour text")
        #expect(try database.rows(all) == [1])
    }

    @Test("a connection that the server ended is replaced before anything is sent")
    func replaced() throws {
        let before = try pid()
        let superuser = Database(url: world.url(as: "postgres"), settings: .owner)
        try superuser.execute("select pg_terminate_backend(\(before), 5000)")
        #expect(try database.rows(Self.adding, 1, "a") == [1])
        #expect(try pid() != before)
    }

    @Test("a connection that breaks under a statement leaves its outcome unknown, and the next use works")
    func broken() throws {
        let error = #expect(throws: DatabaseError.self) { try database.execute("select pg_terminate_backend(pg_backend_pid())") }
        #expect(error?.kind == .connection)
        #expect(error?.outcome == .unknown)
        #expect(try count() == 0)
    }

    @Test("a running statement is cancelled from another thread")
    func cancel() throws {
        let canceller = database.canceller
        let watched = try pid()
        let url = world.url(as: "postgres")
        let watcher = Thread {
            let superuser = Database(url: url, settings: .owner)
            let waiting: Query = "select 1 as x from pg_stat_activity where pid = \(watched) and wait_event = 'PgSleep'"
            while (try? superuser.rows(waiting) { _ throws(DatabaseError) in 1 })?.isEmpty == true {}
            canceller.take()()
        }
        watcher.start()
        let error = #expect(throws: DatabaseError.self) { try database.execute("select pg_sleep(60)") }
        #expect(error?.sqlState == .queryCanceled)
        #expect(try count() == 0)
    }

    @Test("a connection that a cancellation was sent to is replaced, so that a late one meets nobody")
    func lateCancellation() throws {
        let before = try pid()
        let late = database.canceller.take()
        let after = try pid()
        #expect(after != before)
        late()
        #expect(try pid() == after)
        let inside = try database.transaction { transaction in
            _ = database.canceller.take()
            return try transaction.rows("select pg_backend_pid() as x") { row throws(DatabaseError) in try row.read("x", as: Int.self) }[0]
        }
        #expect(inside == after)
        #expect(try pid() != after)
    }

    @Test("a database that is out of reach is given up when it is cancelled")
    func cancelConnecting() {
        let nowhere = Database(url: "postgresql://u@/x?host=/nonexistent", settings: Self.patient)
        let canceller = nowhere.canceller
        Thread {
            usleep(150_000); canceller.take()()
        }.start()
        let began = ContinuousClock.now
        let error = #expect(throws: DatabaseError.self) { try nowhere.execute("select 1") }
        #expect(error?.kind == .connection)
        #expect(ContinuousClock.now - began < .seconds(4))
    }

    private static var patient: SessionSettings {
        var settings = SessionSettings.owner
        settings.attempts = 200
        return settings
    }

    @Test("what was done since it was last asked is told: the time, the slowest statement, the tenant")
    func tally() throws {
        _ = database.takeTally()
        let began = ContinuousClock.now
        _ = try database.rows(Self.adding, 1, "a")
        try database.execute("select pg_sleep(0.02)", tenant: 7)
        _ = try database.rows(Self.tenant)
        let tally = database.takeTally()
        #expect(tally.waited >= .milliseconds(20) && tally.waited <= ContinuousClock.now - began)
        #expect(tally.slowest?.statement == "select")
        #expect(tally.slowest.map { $0.waited <= tally.waited } == true)
        #expect(tally.tenant == 7)
        _ = try database.rows(Self.adding, 2, "a")
        #expect(database.takeTally().slowest?.statement == "Test.add")
        #expect(database.takeTally().waited == .zero)
    }

    @Test("an address that leads nowhere says so and shows no password")
    func unreachable() {
        let nowhere = Database(url: "postgresql://u:hunter2@/x?host=/nonexistent", settings: .owner)
        let error = #expect(throws: DatabaseError.self) { try nowhere.execute("select 1") }
        #expect(error?.kind == .connection)
        #expect(error?.outcome == .nothingChanged)
        #expect(error?.message.contains("hunter2") == false)
        #expect(!Database.canRead(url: "postgresql://u:hunter2@[/x"))
    }
}
