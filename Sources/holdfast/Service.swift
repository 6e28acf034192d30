internal import FCGIHost

/// What `serve` runs, and what a reload takes anew: the settings of a file under those of the environment.
struct Service: Sendable {
    let file: String?
    let environment: [String: String]
    /// Where the program was found; a reload looks there for what was installed since.
    let program: String
    /// Connections that the database gives; nil where it could not be asked.
    var room: Int?

    /// All settings as they stand now; the environment counts where both say something.
    func whole() throws(CommandFault) -> [String: String] {
        guard let file else { return environment }
        return try SettingsFile.read(file).merging(environment.filter { !$0.value.isEmpty }) { $1 }
    }

    func settings() throws(CommandFault) -> Settings { try Settings(whole()) }

    /// The pools as large as the database lets them become.
    func pools(of settings: Settings) -> PoolSettings { room.map(settings.pools.within) ?? settings.pools }

    /// What the supervisor is to run. The workers are told every setting; they have no use for the owner's connection.
    func plan() throws(CommandFault) -> Plan {
        var whole = try whole()
        let pools = try pools(of: Settings(whole)).pools
        whole["HOLDFAST_MIGRATE_URL"] = nil
        return Plan(pools: pools, program: program, environment: whole) { ["worker", $0] }
    }
}

extension CommandFault: CustomStringConvertible {
    /// Every fault in one line.
    var description: String { lines.joined(separator: "; ") }
}
