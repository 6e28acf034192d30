internal import CLinux
internal import Glibc

/// What a supervisor is to run. A reload takes it anew, and it counts only when it has been tried.
public struct Plan: Sendable {
    public var pools: [PoolConfiguration]
    /// The path of the workers' program, at which a reload finds what has been installed since.
    public var program: String
    /// The workers' environment, whole.
    public var environment: [String: String]
    /// What a worker's command line says for a pool; its stand on the scoreboard follows.
    public var arguments: @Sendable (_ pool: String) -> [String]

    public init(
        pools: [PoolConfiguration], program: String, environment: [String: String],
        arguments: @escaping @Sendable (_ pool: String) -> [String]
    ) {
        self.pools = pools
        self.program = program
        self.environment = environment.filter { !ServiceManager.variables.contains($0.key) }
        self.arguments = arguments
    }

    /// What a reload can't change, in words; nil where nothing of it differs.
    func obstacle(after before: Plan) -> String? {
        guard pools.map(\.name) == before.pools.map(\.name) else { return "a reload can't add or remove a pool; start anew" }
        let moved = zip(pools, before.pools).first { $0.door != $1.door }
        return moved.map { "a reload can't move the socket of \($0.0.name); start anew" }
    }
}

/// A plan whose program is held open, so that nothing that happens to the file reaches the workers that are started from it.
final class Edition {
    let plan: Plan
    let generation: Int
    private let file: Int32

    /// - Parameter path: where the program is opened; the first edition is the very file that this process runs.
    init(_ plan: Plan, generation: Int, opening path: String) throws(SystemError) {
        let opened = unsafe linux_open_path(path)
        guard opened >= 0 else { throw SystemError("open \(path)") }
        defer { close(opened) }
        self.plan = plan
        self.generation = generation
        file = linux_duplicate_above(opened, Handover.lowestOwn)
    }

    deinit { close(file) }

    /// The program under a name that a worker can reach while it still is this process's child.
    private var program: String { "/proc/\(getpid())/fd/\(file)" }

    /// A worker to be started.
    func launch(pool: String, stand: Stand, _ handed: Handover) -> Launch {
        Launch(
            program: program, name: plan.program, arguments: plan.arguments(pool) + [stand.description],
            environment: plan.environment.filter { !Self.ours($0.key) }.map { "\($0)=\($1)" }, descriptors: handed.moves)
    }

    /// What the service manager or another supervisor tells this one alone.
    private static func ours(_ name: String) -> Bool {
        name == Inheritance.variable || ["NOTIFY_", "WATCHDOG_", "LISTEN_"].contains(where: name.hasPrefix)
    }
}
