import Testing

@testable import FCGIHost

@Suite struct ServiceManagerTests {
    private func names(_ said: [String: String]) throws(ListenerError) -> [String] { try HandedSockets.names(said, pid: 7) }

    @Test func takesTheSocketsThatWereMeantForIt() throws {
        #expect(try names(["LISTEN_PID": "7", "LISTEN_FDS": "2", "LISTEN_FDNAMES": "web:talk"]) == ["web", "talk"])
    }

    @Test(arguments: [
        [:], ["LISTEN_PID": "8", "LISTEN_FDS": "1", "LISTEN_FDNAMES": "web"], ["LISTEN_FDS": "1", "LISTEN_FDNAMES": "web"],
        ["LISTEN_PID": "7", "LISTEN_FDS": "0"], ["LISTEN_PID": "7", "LISTEN_FDS": "-1"], ["LISTEN_PID": "7", "LISTEN_FDS": "x"],
    ])
    func leavesTheOthersAlone(_ said: [String: String]) throws { #expect(try names(said) == []) }

    @Test(arguments: ["", "web", "web:talk:jobs"])
    func refusesSocketsWithoutTheirNames(_ told: String) {
        #expect(throws: ListenerError.self) { try names(["LISTEN_PID": "7", "LISTEN_FDS": "2", "LISTEN_FDNAMES": told]) }
    }

    @Test(arguments: ["", "relative", "@", "/" + String(repeating: "x", count: 107)])
    func tellsNothingWhereTheresNoSocketToTellItTo(_ name: String) { #expect(Notices(name) == nil) }

    @Test func givesAnHeirTheSocketAndTheWatchdogWithoutThePid() {
        let said = ["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "7"]
        #expect(Notifier(said, pid: 7).environment == ["NOTIFY_SOCKET=@x", "WATCHDOG_USEC=10000000"])
        #expect(Notifier(["WATCHDOG_USEC": "10000000"], pid: 7).environment == [])
    }

    @Test func keepsTheServiceManagersWordsFromAPlansWorkers() {
        let plan = Plan(pools: [], program: "/x", environment: ["NOTIFY_SOCKET": "@x", "LISTEN_FDS": "1", "PATH": "/bin"]) { _ in [] }
        #expect(plan.environment == ["PATH": "/bin"])
    }
}
