import Foundation
@testable import Postgres
import TestCluster
import Testing

/// A statement's file.
struct StatementFile {
    let target: String
    let name: String
    let text: String

    /// Every file under `sql/queries`.
    static func all() -> [StatementFile] {
        let folder = TestCluster.root.appending(path: "sql/queries")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.filter { $0.hasSuffix(".sql") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else { return nil }
            return StatementFile(
                target: String(path.prefix { $0 != "/" }), name: path.split(separator: "/").last.map(String.init) ?? path, text: text)
        }
    }
}

@Suite("Statements")
struct StatementTests {
    /// One database for all: a clone for each of so many files would take most of a minute.
    @Test("every statement can be prepared against the migrated schema, and started by the role that sends it")
    func prepared() throws {
        let world = try TestDatabase()
        let files = StatementFile.all()
        #expect(!files.isEmpty)
        for file in files {
            #expect(throws: Never.self, "\(file.target)/\(file.name)") { try start(file, in: world) }
        }
    }

    /// Planning and starting a statement, without running it, checks names, types and the role's rights.
    private func start(_ file: StatementFile, in world: TestDatabase) throws {
        let role = file.target == "holdfast" && !file.name.hasPrefix("doctor") ? "holdfast_owner" : "holdfast_app"
        var connection = try Connection(url: world.url(as: role), settings: .owner)
        try connection.run(script: "begin; set local holdfast.tenant = 1; prepare probe as \(file.text)")
        let counting = Step(text: "select cardinality(parameter_types) as n from pg_prepared_statements where name = 'probe'")
        let count = try connection.run([counting]).map { row throws(DatabaseError) in try row.read("n", as: Int.self) }[0]
        let arguments = count == 0 ? "" : "(" + Array(repeating: "null", count: count).joined(separator: ",") + ")"
        try connection.run(script: "explain execute probe\(arguments)")
    }

    @Test("every statement's file begins with a comment")
    func commented() {
        #expect(StatementFile.all().filter { !$0.text.hasPrefix("-- ") }.map(\.name).isEmpty)
    }
}
