import Foundation
import Testing

@testable import FCGIHost

@Suite struct LettersTests {
    private let path = "\(NSTemporaryDirectory())jobs-\(UUID().uuidString.prefix(8)).sock"

    private func open() throws -> Int32 { try Listener.open(for: PoolConfiguration(name: "jobs", door: .nudges(path), size: .fixed(1))) }

    @Test func aDoorCollectsNudgesAndTheNamesOfTheDead() throws {
        let door = try open()
        defer { close(door) }
        #expect(Letters(from: door).dead == [])
        Nudge(path).send()
        var obituaries = Obituaries()
        obituaries.add("talk-3-12345", to: [path])
        obituaries.add("jobs-0-77", to: [path])
        #expect(Letters(from: door).dead == ["talk-3-12345", "jobs-0-77"])
        #expect(Letters(from: door).dead == [])
    }

    @Test(arguments: [
        "", "!", "free", "free ", "free a b", "free ../x", "FREE web-0-1", "free web-0-1\n", "free é",
        "free " + String(repeating: "x", count: 101),
    ])
    func whatNamesNobodyIsANudge(_ words: String) { #expect(Letters.dead(Array(words.utf8)[...]) == nil) }

    @Test func aNudgeNeverWaits() throws {
        Nudge(path).send()
        let door = try open()
        defer { close(door) }
        for _ in 1...2_000 { Nudge(path).send() }
        #expect(Letters(from: door).dead == [])
    }

    @Test func aWorkerThatOutlivedItsSupervisorKeepsNoDoorShut() throws {
        let (before, after) = (try open(), try open())
        defer { [before, after].forEach { close($0) } }
        var obituaries = Obituaries()
        obituaries.add("web-0-1", to: [path])
        #expect(Letters(from: before).dead == [])
        #expect(Letters(from: after).dead == ["web-0-1"])
    }
}
