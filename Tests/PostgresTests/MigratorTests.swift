import Dispatch
import Postgres
import Synchronization
import TestCluster
import Testing

@Suite("Migrations")
struct MigratorTests {
    private let world: TestDatabase
    private let ground = SQLText(name: "0000_ground", "create table holdfast.a (id int); create table holdfast.b (id int);")
    private let next = SQLText(name: "0001_next", "insert into holdfast.a values (1); alter table holdfast.a add column name text;")
    private let one = SQLText(name: "10_one", "create or replace function holdfast.one() returns int language sql as 'select 1'")

    init() throws { world = try TestDatabase(empty: true) }

    private func migrate(_ migrations: [SQLText], _ functions: [SQLText] = [], mode: String = "development") throws -> Migrator.Report {
        try Migrator(migrations: migrations, functions: functions, mode: mode).run(on: world.owner())
    }

    private func number(_ query: Query) throws -> Int {
        try world.owner().rows(query) { row throws(DatabaseError) in try row.read("x", as: Int.self) }[0]
    }

    private func fault(_ migrations: [SQLText], _ functions: [SQLText] = []) -> String {
        let error = #expect(throws: MigrationError.self) { try migrate(migrations, functions) }
        return error?.description ?? ""
    }

    @Test("are applied once, in order, and a second run finds nothing to do")
    func once() throws {
        let first = try migrate([ground, next], [one])
        #expect(first.applied == ["0000_ground", "0001_next"])
        #expect(first.functions)
        let second = try migrate([ground, next], [one])
        #expect(second.applied.isEmpty)
        #expect(!second.functions)
        #expect(try number("select count(*) as x from holdfast.a") == 1)
        #expect(try Migrator(migrations: [ground, next], functions: [], mode: "").faults(in: world.owner()).isEmpty)
    }

    @Test("of eight migrators at once each file is applied by one")
    func together() throws {
        let applied = Mutex<[String]>([])
        let address = world.url(as: "holdfast_owner")
        let migrator = Migrator(migrations: [ground, next], functions: [one], mode: "development")
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            let report = try? migrator.run(on: Database(url: address, settings: .owner))
            applied.withLock { $0 += report?.applied ?? ["failed"] }
        }
        #expect(applied.withLock { $0.sorted() } == ["0000_ground", "0001_next"])
        #expect(try number("select count(*) as x from holdfast.a") == 1)
    }

    @Test("that were edited after they were applied are named, and nothing is applied")
    func tampered() throws {
        _ = try migrate([ground])
        let edited = SQLText(name: "0000_ground", "create table holdfast.a (id int); -- harmless")
        #expect(fault([edited, next]) == "0000_ground was changed after it was applied; nothing was applied now")
        let renamed = SQLText(name: "0000_base", "create table holdfast.a (id int); create table holdfast.b (id int);")
        #expect(fault([renamed, next]).hasPrefix("0000_ground was changed"))
        #expect(try number("select count(*) as x from holdfast.migrations") == 1)
    }

    @Test("whose numbers have a gap or a twin are refused before anything is applied")
    func gaps() throws {
        #expect(fault([ground, SQLText(name: "0002_late", "select 1")]) == "0002_late: number 1 was expected here")
        #expect(fault([ground, SQLText(name: "0000_other", "select 1")]) == "0000_other: number 1 was expected here")
        #expect(try number("select count(*) as x from pg_namespace where nspname = 'holdfast'") == 0)
    }

    @Test("that are missing below applied ones are named")
    func outOfOrder() throws {
        _ = try migrate([ground, next])
        try world.owner().execute("delete from holdfast.migrations where number = 0")
        #expect(fault([ground, next]) == "0000_ground is missing below applied migrations; nothing was applied now")
    }

    @Test("of a newer program are not touched by an older one")
    func newer() throws {
        _ = try migrate([ground, next])
        #expect(fault([ground]) == "the database has migration 1 (0001_next), which this program doesn't know")
        let faults = try Migrator(migrations: [ground], functions: [], mode: "").faults(in: world.owner())
        #expect(faults == ["migration 0001_next is not known to this program"])
    }

    @Test("that fail leave nothing behind, and those before them stay")
    func failing() throws {
        let bad = SQLText(name: "0001_bad", "create table holdfast.c (id int); insert into holdfast.a values ('Ann');")
        #expect(fault([ground, bad]) == "0001_bad failed and left nothing behind: 22P02: invalid input syntax for type integer")
        #expect(try number("select count(*) as x from pg_tables where schemaname = 'holdfast' and tablename in ('a', 'b', 'c')") == 2)
        #expect(try migrate([ground, next]).applied == ["0001_next"])
    }

    @Test("that end their own transaction are refused")
    func committing() {
        #expect(fault([ground, SQLText(name: "0001_commits", "select 1; commit;")]).contains("ended its transaction"))
    }

    @Test("functions are applied anew, all of them, when one changed; a failing one keeps the old ones")
    func functions() throws {
        _ = try migrate([ground], [one])
        let two = SQLText(name: "10_one", "create or replace function holdfast.one() returns int language sql as 'select 2'")
        #expect(try migrate([ground], [two]).functions)
        #expect(try number("select holdfast.one() as x") == 2)
        let broken = SQLText(name: "20_broken", "create function holdfast.broken() returns int language sql as 'select nothing'")
        #expect(fault([ground], [one, broken]).hasPrefix("20_broken.sql failed and left nothing behind"))
        #expect(try number("select holdfast.one() as x") == 2)
    }

    @Test("a function's file that is meant for another mode is left out")
    func modes() throws {
        let here = SQLText(name: "10_x.development", "create or replace function holdfast.x() returns int language sql as 'select 1'")
        let there = SQLText(name: "10_x.production", "create or replace function holdfast.x() returns int language sql as 'select 2'")
        _ = try migrate([ground], [here, there])
        #expect(try number("select holdfast.x() as x") == 1)
        #expect(try migrate([ground], [here, there], mode: "production").functions)
        #expect(try number("select holdfast.x() as x") == 2)
    }
}
