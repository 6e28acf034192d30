// Requests that take too long or too much, and a statement that another thread can stop as libpq can a database's.
import FCGIHost
import Glibc
import Synchronization
import Web

extension WorkerProgram {
    /// The program with these routes before its own, and a stand-in for a database.
    func withCare() -> WorkerProgram {
        let statement = StandInStatement()
        var program = self
        program.boot = { [boot] in
            let answer = try boot()
            return { request in try statement.answer(request) ?? answer(request) }
        }
        program.route = { request in request.path.split(separator: "/").first.map { "test.\($0)" } }
        program.database = statement.takeWork
        program.cancel = statement.aim
        return program
    }
}

/// What a statement of a database would be: a wait that ends when it is cancelled.
final class StandInStatement: @unchecked Sendable {
    private let isCancelled = Atomic(false)
    private var work = DatabaseWork()
    private var kept: [UInt8] = []

    struct Stopped: Error {}

    func answer(_ request: Request) throws -> Response? {
        let parts = request.path.split(separator: "/")
        switch parts.first {
        case "statement":
            waitForCancellation()
            if parts.count == 1 { throw Stopped() }
            return Response(.ok, body: .bytes(Array("came about all the same".utf8)), route: "test.statement")
        case "toil":
            usleep(UInt32(parts[1]) ?? 0)
            work = DatabaseWork(waited: .milliseconds(3), slowest: ("Test.slowest", .milliseconds(2)), tenant: 7)
            return Response(.ok, route: "test.sleep")
        case "keep":
            kept += [UInt8](repeating: 1, count: Int(parts[1]) ?? 0)
            return Response(.ok, route: "test.keep")
        case "spin": while true { usleep(1) }
        case "eat":
            var eaten: [[UInt8]] = []
            while true { eaten.append([UInt8](repeating: 1, count: 1 << 20)) }
        default: return nil
        }
    }

    private func waitForCancellation() {
        isCancelled.store(false, ordering: .relaxed)
        while !isCancelled.load(ordering: .relaxed) { usleep(1_000) }
    }

    func takeWork() -> DatabaseWork {
        defer { work = DatabaseWork() }
        return work
    }

    @Sendable func aim() -> @Sendable () -> Void {
        { self.isCancelled.store(true, ordering: .relaxed) }
    }
}
