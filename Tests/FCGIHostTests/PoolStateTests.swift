import Testing
import Web

@testable import FCGIHost

@Suite("Pool state") struct PoolStateTests {
    let pools = [
        PoolState(
            name: "web", seats: 2,
            workers: [
                .init(pid: 11, state: "busy", answered: 7, seconds: 1.5), .init(pid: 12, state: "idle", answered: 3, seconds: 60),
            ]),
        PoolState(name: "talk", seats: 1, workers: []),
    ]

    @Test("every metric says its kind and names its pool")
    func metrics() {
        let lines = PoolState.metrics(pools).split(separator: "\n")
        #expect(lines.contains("# TYPE holdfast_workers gauge"))
        #expect(lines.contains("holdfast_workers{pool=\"web\",state=\"busy\"} 1"))
        #expect(lines.contains("holdfast_workers{pool=\"talk\",state=\"idle\"} 0"))
        #expect(lines.contains("holdfast_requests_total{pool=\"web\",pid=\"11\"} 7"))
        #expect(lines.contains("holdfast_longest_seconds{pool=\"web\"} 1.5"))
        #expect(lines.contains("holdfast_seats{pool=\"talk\"} 1"))
    }

    @Test("the scoreboard is shown as JSON, pool by pool")
    func json() throws {
        let shown = try JSON(reading: PoolState.json(pools).bytes)
        guard case .array(let pools) = shown["pools"], case .array(let workers) = pools[0]["workers"] else {
            Issue.record("no pools")
            return
        }
        #expect(pools.map { $0["name"] } == ["web", "talk"])
        #expect(workers.map { $0["pid"] } == [11, 12])
        #expect(workers[0]["state"] == "busy")
    }
}
