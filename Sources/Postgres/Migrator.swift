/// Brings a database to the schema that this program was built for.
///
/// Each migration is applied once, in a transaction of its own that takes one lock first: a second migrator waits, then
/// finds it done. Functions are re-applied, all together, whenever one of them changed.
public struct Migrator: Sendable {
    private let migrations: [SQLText]
    private let functions: [SQLText]

    /// Files named `0001_what.sql`, and functions in the order of their names. A function's file named
    /// `name.development.sql` or `name.production.sql` counts in that mode only.
    public init(migrations: [SQLText], functions: [SQLText], mode: String) {
        self.migrations = migrations
        self.functions = functions.filter { file in
            let parts = file.name.split(separator: ".")
            return parts.count == 1 || parts[1] == mode
        }
    }

    /// What a run did.
    public struct Report: Sendable {
        /// The migrations that were applied, by name.
        public var applied: [String] = []
        /// Whether the functions were applied anew.
        public var functions = false
    }

    /// Applies what is missing. Nothing is applied where a check fails, and nothing of a migration that fails.
    public func run(on database: Database) throws(MigrationError) -> Report {
        try checkNumbers()
        try Self.step("the bookkeeping", database) { transaction in try Self.prepare(transaction) }
        let files = try Self.step("the checks", database) { transaction in
            let files = try Self.summed(migrations, transaction)
            try Self.check(try Self.recorded(transaction), against: files)
            return files
        }
        var report = Report()
        for index in files.indices where try Self.apply(index, of: files, on: database) { report.applied.append(files[index].name) }
        report.functions = try applyFunctions(again: !report.applied.isEmpty, on: database)
        return report
    }

    /// What keeps the database from being the one this program was built for; empty where all is right.
    public func faults(in database: Database) throws(DatabaseError) -> [String] {
        let names = try database.rows("select name from holdfast.migrations order by number") { row throws(DatabaseError) in
            try row.read("name", as: String.self)
        }
        let missing = migrations.map(\.name).filter { !names.contains($0) }
        let unknown = names.filter { name in !migrations.contains { $0.name == name } }
        return missing.map { "migration \($0) is not applied" } + unknown.map { "migration \($0) is not known to this program" }
    }
}

/// Why the schema was not brought up to date.
public enum MigrationError: Error, CustomStringConvertible {
    /// A file's name doesn't begin with the number that comes next.
    case misnumbered(file: String, expected: Int)
    /// A migration was edited after it was applied, or renamed.
    case changed(file: String)
    /// The database holds a migration that this program doesn't: it belongs to a newer one.
    case unknown(number: Int, name: String)
    /// A migration is missing between applied ones.
    case outOfOrder(file: String)
    /// The database refused; nothing of this step stayed.
    case failed(step: String, cause: any Error)

    public var description: String {
        switch self {
        case .misnumbered(let file, let expected): "\(file): number \(expected) was expected here"
        case .changed(let file): "\(file) was changed after it was applied; nothing was applied now"
        case .unknown(let number, let name): "the database has migration \(number) (\(name)), which this program doesn't know"
        case .outOfOrder(let file): "\(file) is missing below applied migrations; nothing was applied now"
        case .failed(let step, let cause): "\(step) failed and left nothing behind: \(cause)"
        }
    }
}

// MARK: - Checks

extension Migrator {
    private typealias Record = (number: Int, name: String, checksum: String)

    private static func number(_ file: SQLText) -> Int? { Int(file.name.prefix { $0.isASCII && $0.isNumber }) }

    private func checkNumbers() throws(MigrationError) {
        for (expected, file) in migrations.enumerated() where Self.number(file) != expected {
            throw .misnumbered(file: file.name, expected: expected)
        }
    }

    /// What is recorded must be the beginning of what is known, unchanged.
    private static func check(_ records: [Record], against files: [File]) throws(MigrationError) {
        for (index, record) in records.enumerated() {
            guard index < files.count else { throw .unknown(number: record.number, name: record.name) }
            guard record.number == index else { throw .outOfOrder(file: files[index].name) }
            guard record.name == files[index].name, record.checksum == files[index].checksum else {
                throw .changed(file: record.name)
            }
        }
    }

    /// A file with its SHA-256, which the server reckons.
    private struct File {
        let text: SQLText
        let checksum: String
        var name: String { text.name }
    }

    private static func summed(_ files: [SQLText], _ transaction: borrowing Transaction) throws(DatabaseError) -> [File] {
        let query: Query = """
            select encode(sha256(convert_to(text, 'UTF8')), 'hex') as checksum
            from unnest(\(files.map(\.text))::text[]) with ordinality as file (text, place) order by place
            """
        let sums = try transaction.rows(query) { row throws(DatabaseError) in try row.read("checksum", as: String.self) }
        return zip(files, sums).map { File(text: $0, checksum: $1) }
    }

    private static func recorded(_ transaction: borrowing Transaction) throws(DatabaseError) -> [Record] {
        try transaction.rows("select number, name, checksum from holdfast.migrations order by number") { row throws(DatabaseError) in
            (try row.read("number"), try row.read("name"), try row.read("checksum"))
        }
    }

    private static func prepare(_ transaction: borrowing Transaction) throws(DatabaseError) {
        try transaction.execute("create schema if not exists holdfast")
        try transaction.execute(
            """
            create table if not exists holdfast.migrations (
                number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())
            """)
        try transaction.execute(
            "create table if not exists holdfast.functions (name text primary key, checksum text not null)")
    }
}

// MARK: - Steps

extension Migrator {
    /// True says that it was applied now.
    private static func apply(_ index: Int, of files: [File], on database: Database) throws(MigrationError) -> Bool {
        try step(files[index].name, database) { transaction in
            let records = try recorded(transaction)
            try check(records, against: files)
            if records.count > index { return false }
            try transaction.run(script: files[index].text)
            let (name, checksum) = (files[index].name, files[index].checksum)
            try transaction.execute("insert into holdfast.migrations (number, name, checksum) values (\(index), \(name), \(checksum))")
            return true
        }
    }

    /// The functions are applied all together, in the order of their names.
    private func applyFunctions(again: Bool, on database: Database) throws(MigrationError) -> Bool {
        try Self.step("the functions", database) { transaction in
            let wanted = try Self.summed(functions, transaction)
            let known = try Self.knownFunctions(transaction)
            if !again, known == wanted.map({ "\($0.name) \($0.checksum)" }).sorted() { return false }
            try transaction.execute("delete from holdfast.functions")
            for function in wanted { try Self.apply(function, transaction) }
            return true
        }
    }

    private static func knownFunctions(_ transaction: borrowing Transaction) throws(DatabaseError) -> [String] {
        try transaction.rows("select name || ' ' || checksum as line from holdfast.functions") { row throws(DatabaseError) in
            try row.read("line", as: String.self)
        }.sorted()
    }

    private static func apply(_ function: File, _ transaction: borrowing Transaction) throws {
        do throws(DatabaseError) {
            try transaction.run(script: function.text)
        } catch {
            throw MigrationError.failed(step: "\(function.name).sql", cause: error)
        }
        try transaction.execute("insert into holdfast.functions values (\(function.name), \(function.checksum))")
    }

    /// A transaction under the migrators' lock. Only the next statement sees what was committed while it waited.
    private static func step<T>(
        _ name: String, _ database: Database, _ body: (borrowing Transaction) throws -> T
    ) throws(MigrationError) -> T {
        do throws(TransactionError) {
            return try database.transaction { transaction in
                try transaction.execute("select pg_advisory_xact_lock(7237128, 1)")
                return try body(transaction)
            }
        } catch {
            throw error.cause as? MigrationError ?? .failed(step: name, cause: error.cause)
        }
    }
}
