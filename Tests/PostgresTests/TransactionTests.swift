import Postgres
import TestCluster
import Testing

@Suite("Transactions")
struct TransactionTests {
    private let world: TestDatabase
    private let database: Database
    private struct Refused: Error {}

    init() throws {
        world = try TestDatabase(empty: true)
        database = Database(url: world.url(as: "holdfast_owner"), settings: .owner)
        try database.execute("create schema holdfast")
        try database.execute(
            "create table holdfast.things (id int constraint things_pkey primary key deferrable initially deferred)")
    }

    private func ids() throws -> [Int] {
        try database.rows("select id as x from holdfast.things order by id") { row throws(DatabaseError) in try row.read("x", as: Int.self)
        }
    }

    /// Whether any session but the asking one has a transaction open.
    private func open() throws -> Int {
        let watcher = Database(url: world.url(as: "postgres"), settings: .owner)
        return try watcher.rows(
            "select count(*) as x from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'"
        ) { row throws(DatabaseError) in try row.read("x", as: Int.self) }[0]
    }

    @Test("what the body wrote is there once it returned")
    func commits() throws {
        let value = try database.transaction { transaction in
            try transaction.execute("insert into holdfast.things values (1)")
            return 5
        }
        #expect(value == 5)
        #expect(try ids() == [1])
        #expect(try open() == 0)
    }

    @Test("a body that throws leaves nothing behind and no transaction open")
    func throwing() throws {
        let error = #expect(throws: TransactionError.self) {
            try database.transaction { transaction in
                try transaction.execute("insert into holdfast.things values (1)")
                throw Refused()
            }
        }
        #expect(error?.phase == .body)
        #expect(error?.cause is Refused)
        #expect(error?.rollback == nil)
        #expect(try open() == 0)
        #expect(try ids() == [])
    }

    @Test("a failed statement that the body swallows is not taken for a commit")
    func swallowed() throws {
        let error = #expect(throws: TransactionError.self) {
            try database.transaction { transaction in
                try transaction.execute("insert into holdfast.things values (1)")
                try? transaction.execute("select 1/0")
            }
        }
        #expect(error?.phase == .commit)
        #expect(try open() == 0)
        #expect(try ids() == [])
    }

    @Test("a commit that the server refuses says that it was the commit")
    func deferred() throws {
        let error = #expect(throws: TransactionError.self) {
            try database.transaction { transaction in
                try transaction.execute("insert into holdfast.things values (1), (1)")
            }
        }
        #expect(error?.phase == .commit)
        #expect((error?.cause as? DatabaseError)?.constraint == "things_pkey")
        #expect(try open() == 0)
        #expect(try ids() == [])
    }

    @Test("a session that the server ends inside the body is reported, and the next transaction works")
    func ended() throws {
        let error = #expect(throws: TransactionError.self) {
            try database.transaction { transaction in
                try transaction.execute("insert into holdfast.things values (1)")
                try transaction.execute("select pg_terminate_backend(pg_backend_pid())")
            }
        }
        #expect(error?.phase == .body)
        #expect(try ids() == [])
        try database.transaction { try $0.execute("insert into holdfast.things values (2)") }
        #expect(try ids() == [2])
    }

    @Test("the database itself refuses to be used inside")
    func inside() throws {
        let database = database
        let error = #expect(throws: TransactionError.self) {
            try database.transaction { _ in try database.execute("select 1") }
        }
        #expect((error?.cause as? DatabaseError)?.kind == .misuse)
        #expect(try ids() == [])
    }

    @Test("a begin that fails says so")
    func begin() {
        let nowhere = Database(url: "postgresql://u@/x?host=/nonexistent", settings: .owner)
        let error = #expect(throws: TransactionError.self) { try nowhere.transaction { _ in } }
        #expect(error?.phase == .begin)
    }

    @Test("a script can't end the transaction that it runs in")
    func scripts() throws {
        let script = SQLText(name: "bad", "insert into holdfast.things values (1); rollback; begin; commit")
        let error = #expect(throws: TransactionError.self) { try database.transaction { try $0.run(script: script) } }
        #expect(error?.phase == .body)
        #expect(try open() == 0)
    }
}
