import Glibc
import Testing

@testable import FCGIHost

@Suite("The scoreboard")
struct ScoreboardTests {
    private let file: Int32
    private let scoreboard: Scoreboard

    init() throws {
        file = try Scoreboard.make(sections: 2)
        scoreboard = try Scoreboard(file: file, section: 1)
    }

    @Test("when the queue was empty is known to every worker of the pool, and to no other pool")
    func emptyQueue() throws {
        scoreboard.noteEmptyQueue(at: Moment(microseconds: 77))
        #expect(try Scoreboard(file: file, section: 1).queueEmptyAt == Moment(microseconds: 77))
        #expect(try Scoreboard(file: file, section: 0).queueEmptyAt == Moment(microseconds: 0))
    }

    @Test("a request whose worker died is known, first as under way and then for as long as 64 others take")
    func lostRequests() {
        let request = Scoreboard.number(ofRequest: "5f3a")
        #expect(!scoreboard.hadWorker(request: request))
        scoreboard.take(255, request: request)
        #expect(scoreboard.hadWorker(request: request))
        for other in 0..<64 {
            scoreboard.clear(255)
            #expect(scoreboard.hadWorker(request: request))
            scoreboard.take(255, request: UInt64(other + 1))
        }
        scoreboard.clear(255)
        #expect(!scoreboard.hadWorker(request: request))
        scoreboard.clear(255)
        #expect(scoreboard.loadHead(Layout.lostCount) == 65)
    }

    @Test("a request that was answered is lost with nobody")
    func answeredRequest() {
        scoreboard.take(0, request: 9)
        scoreboard.take(0, request: 0)
        scoreboard.clear(0)
        #expect(!scoreboard.hadWorker(request: 9))
    }

    @Test("a route's name is kept up to 32 bytes", arguments: ["a", "api.slots", "exactly.thirty-two.bytes.of.name"])
    func names(_ name: String) {
        scoreboard.set(3, route: RouteName(name))
        #expect(scoreboard.counters(3).route.text == name)
        #expect(scoreboard.counters(4).route.isEmpty)
        #expect(RouteName(name + String(repeating: "x", count: 40)).bytes.count == 32)
        #expect(RouteName(words: (0x6100, 0, 0, 0)).isEmpty, "a worker may write anything, but no route without a name")
    }

    @Test("what a worker scribbles into a name is read as question marks")
    func scribbles() {
        scoreboard.store(3, Layout.route, 0x0A22_0041_FFFF_0A41)
        #expect(scoreboard.counters(3).route.text == "A???A")
    }

    @Test("requests are counted by route, within their bounds")
    func histograms() throws {
        var histograms = Histograms(scoreboard, place: 5)
        for microseconds: Int64 in [1, 1_000, 1_001, 5_000_000, 5_000_001] { histograms.count(RouteName("a"), .microseconds(microseconds)) }
        histograms.count(RouteName("b"), .milliseconds(7))
        let first = try #require(scoreboard.slot(5, 0))
        #expect((first.route.text, first.sum) == ("a", 10_002_003))
        #expect(first.counts == [2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1])
        #expect(scoreboard.slot(5, 1)?.counts[3] == 1)
        #expect(scoreboard.slot(5, 2) == nil)
        #expect(scoreboard.slot(5, -1) == nil && scoreboard.slot(5, Layout.slotCount) == nil)
    }

    @Test("when the slots are used up, the last one is for all other routes")
    func overflow() {
        var histograms = Histograms(scoreboard, place: 5)
        for number in 0..<60 { histograms.count(RouteName("route\(number)"), .zero) }
        let slots = (0..<Layout.slotCount).compactMap { scoreboard.slot(5, $0) }
        #expect(slots.count == Layout.slotCount)
        #expect(slots.last?.route == .other)
        #expect(slots.last?.counts.first == 13)
        #expect(slots.dropLast().allSatisfy { $0.counts.first == 1 })
    }

    @Test("the slots fit into their place")
    func fit() { #expect(Layout.slots + Layout.slotCount * Layout.slotWords <= Layout.placeWords) }
}
