import Testing
import Web

@testable import holdfast

@Suite("The page of top") struct TopTests {
    private func house(answered: Int64, uptime: Double, reason: JSON = .null) -> JSON {
        let busy: JSON = [
            "place": 1, "pid": 12, "state": "busy", "seconds": .double(1.5), "answered": 7, "route": "api.slots",
            "resident_bytes": 13_107_200,
        ]
        let idle: JSON = [
            "place": 0, "pid": 11, "state": "idle", "seconds": .double(60), "answered": 3, "route": "chat", "resident_bytes": 0,
        ]
        let web: JSON = [
            "name": "web", "phase": "running", "size": ["least": 2, "most": 16, "now": 2], "active": 1, "answered": .int(answered),
            "queue": ["now": 3, "max": 36, "limit": 4_096], "slow": 1, "shed": 2, "cancelled": 0,
            "restarts": ["asked": 9, "crash": 2, "overdue": 1], "workers": [idle, busy],
            "routes": [
                ["route": "chat", "count": 1, "p50_ms": .double(900), "p99_ms": .double(900)],
                ["route": "api.slots", "count": 9, "p50_ms": .double(2.25), "p99_ms": .double(48.0)],
            ],
        ]
        return [
            "supervisor": ["pid": 10, "build": "0123456789abcdef", "uptime_seconds": .double(uptime)], "generation": 4,
            "reload": ["outcome": .string(reason == .null ? "none" : "failed"), "reason": reason], "pools": [web],
        ]
    }

    @Test("tells the house, its pools and its workers, who is at work first")
    func whole() {
        let lines = TopPage(house(answered: 10, uptime: 3_725)).lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines[0] == "supervisor 10 build 0123456789ab up 1 h 2 min generation 4")
        #expect(lines.contains("web running 2 of 2-16 1 3 36 - 10 1 2 0 2.3 48 3"))
        #expect(lines.suffix(2) == ["web busy api.slots 1 12 1500 7 12.5 MB", "web idle (chat) 0 11 - 3 -"])
    }

    @Test("counts requests by the second since the page before")
    func rate() {
        let lines = TopPage(house(answered: 310, uptime: 102), after: house(answered: 10, uptime: 100)).lines
        #expect(lines.contains { $0.split(separator: " ").contains("150") })
    }

    @Test("says why a reload failed, and nothing in it moves the cursor")
    func reload() {
        let lines = TopPage(house(answered: 0, uptime: 1, reason: "no\u{1B}[2J \u{9B}way")).lines
        #expect(lines[1] == "last reload failed: no?[2J ?way")
    }

    @Test(
        "fits the screen, and is made of anything that is JSON",
        arguments: [[:], "x", ["pools": [[:], 1, ["workers": [2, [:]]]]]] as [JSON])
    func anything(_ house: JSON) {
        for (columns, rows) in [(0, 0), (1, 1), (20, 3), (500, 500)] {
            let lines = TopPage(house, after: house).lines((columns, rows))
            #expect(lines.count <= max(0, rows - 1) && lines.allSatisfy { $0.count <= columns })
        }
    }
}
