internal import Postgres

/// `holdfast migrate` and `holdfast seed`.
struct Schema {
    let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    /// The migrations and functions that this program was built with.
    static func migrator(_ mode: Settings.Mode) -> Migrator {
        Migrator(migrations: SQL.migrations, functions: SQL.functions, mode: mode.rawValue)
    }

    func migrate() throws -> Exit {
        let database = try settings.ownerDatabase()
        let report = try Self.migrator(settings.mode).run(on: database)
        report.applied.forEach { print("applied \($0)") }
        if report.functions { print("applied the functions") }
        if report.applied.isEmpty, !report.functions { print("nothing to do") }
        try BusinessClock.freeze(at: settings.now, database)
        return .done
    }

    func seed() throws -> Exit {
        let database = try settings.ownerDatabase()
        try database.transaction { transaction in
            for file in SQL.seed { try transaction.run(script: file) }
        }
        return .done
    }
}
