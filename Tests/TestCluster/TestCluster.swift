public import Foundation
public import Postgres

/// The cluster that tests share: the one that `HOLDFAST_TEST_PG` names, otherwise one that `scripts/pg-test` starts.
public enum TestCluster {
    /// The repository.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let address: String = {
        if let given = ProcessInfo.processInfo.environment["HOLDFAST_TEST_PG"], !given.isEmpty { return given }
        let started = try? run(root.appending(path: "scripts/pg-test").path, "start")
        guard let started, started.status == 0 else { fatalError("scripts/pg-test start failed: \(started?.errors ?? "")") }
        return started.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }()

    /// The address of a database of the cluster for a role.
    public static func url(_ database: String, as role: String) -> String {
        let query = address.split(separator: "?", maxSplits: 1).dropFirst().first.map { "?" + $0 } ?? ""
        return "postgresql://\(role)@/\(database)\(query)"
    }

    /// Runs a program to its end, with variables beside the environment's own.
    @discardableResult
    public static func run(
        _ program: String, _ arguments: String..., environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String, errors: String) {
        try run(program, arguments, environment: environment)
    }

    /// The same, with the arguments as a list.
    public static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String, errors: String) {
        // Files rather than pipes: a server that is started here, or beside it, would keep a pipe open.
        let (output, errors) = (Capture(), Capture())
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let spawned = try Spawned(program, arguments, variables, output: output.path, errors: errors.path)
        return (spawned.status(), output.text, errors.text)
    }
}

/// A file for what a program says, removed with this value.
private final class Capture {
    let path = FileManager.default.temporaryDirectory.appending(path: "holdfast-test-\(UUID().uuidString)").path

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}

/// A database of one test's own, removed with this value.
public final class TestDatabase {
    /// Its name.
    public let name = "t_" + UUID().uuidString.lowercased().replacing("-", with: "")

    /// A clone of the template, which is migrated and seeded, or an empty database of the owner.
    public init(empty: Bool = false) throws {
        let source = empty ? "template1" : "holdfast_template"
        let made = try TestCluster.run(
            "createdb", "--maintenance-db=\(TestCluster.url("postgres", as: "postgres"))", "-T", source, "-O", "holdfast_owner", name)
        guard made.status == 0 else { throw Failure(message: made.errors) }
    }

    deinit {
        let address = TestCluster.url("postgres", as: "postgres")
        _ = try? TestCluster.run("dropdb", "--force", "--if-exists", "--maintenance-db=\(address)", name)
    }

    /// The address for a role: `holdfast_app`, `holdfast_owner` or `postgres`.
    public func url(as role: String = "holdfast_app") -> String { TestCluster.url(name, as: role) }

    /// A connection of the application.
    public func application() -> Database { Database(url: url()) }

    /// A connection of the owner, which sees every tenant.
    public func owner() -> Database { Database(url: url(as: "holdfast_owner"), settings: .owner) }

    /// Why there is no database.
    public struct Failure: Error {
        /// What `createdb` said.
        public let message: String

        /// A failure of that wording.
        public init(message: String) { self.message = message }
    }
}
