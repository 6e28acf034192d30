import Foundation
import Postgres
import TestCluster
import Testing

@Suite("A server that restarts")
struct RestartTests {
    private let folder = URL(filePath: "/tmp/holdfast-restart-\(UUID().uuidString.prefix(8))")
    private let pg = TestCluster.root.appending(path: "scripts/pg").path

    @discardableResult
    private func pg(_ verb: String, _ more: String...) throws -> String {
        let ran = try TestCluster.run(
            "bash", "-c", "exec \"$0\" \"$@\" \(more.joined(separator: " "))", pg, verb, folder.path,
            environment: ["HOLDFAST_PG_THROWAWAY": "yes"])
        guard ran.status == 0 else { throw TestDatabase.Failure(message: ran.errors) }
        return ran.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("is found again without an error after it crashed, and while it is away the error says that nothing changed")
    func crash() throws {
        defer {
            _ = try? pg("stop", "immediate")
            try? FileManager.default.removeItem(at: folder)
        }
        try pg("start")
        let database = Database(url: try pg("url", "owner"))
        let asking = Statement<Int, Int>(SQLText(name: "Test.one", "select $1::int as x")) { row throws(DatabaseError) in try row.read("x")
        }
        #expect(try database.rows(asking, 1) == [1])
        try pg("stop", "immediate")
        try pg("start")
        #expect(try database.rows(asking, 2) == [2])
        try pg("stop", "immediate")
        let away = #expect(throws: DatabaseError.self) { try database.rows(asking, 3) }
        #expect(away?.kind == .connection)
        #expect(away?.outcome == .nothingChanged)
        try pg("start")
        #expect(try database.transaction { try $0.rows(asking, 4) } == [4])
    }
}
