import Testing

@testable import FCGIHost

@Suite("What workers have done") struct LedgerTests {
    private func page(_ answered: UInt64, _ slots: [Int: RouteSlot] = [:]) -> Ledger.Page {
        var page = Ledger.Page()
        page.counts[Ledger.Count.answered.rawValue] = answered
        page.slots = slots
        return page
    }

    private func slot(_ route: String, _ counts: [UInt64], _ sum: UInt64 = 0) -> RouteSlot {
        RouteSlot(route: RouteName(route), counts: counts + [UInt64](repeating: 0, count: 12 - counts.count), sum: sum)
    }

    @Test("is added up over all places")
    func adds() {
        var ledger = Ledger()
        ledger.take(page(3), of: 0)
        ledger.take(page(4), of: 1)
        ledger.take(page(10), of: 0)
        #expect(ledger[.answered] == 14)
    }

    @Test("stays counted when a place is cleared and somebody else counts there")
    func departs() {
        var ledger = Ledger()
        ledger.take(page(7, [0: slot("api.slots", [2, 1], 900)]), of: 0)
        ledger.take(page(0), of: 0)
        ledger.take(page(2, [0: slot("api.slots", [1], 100)]), of: 0)
        #expect(ledger[.answered] == 9)
        #expect(ledger.routes["api.slots"]?.counts.prefix(2) == [3, 1])
        #expect(ledger.routes["api.slots"]?.microseconds == 1_000)
    }

    @Test("never goes backwards and isn't believed beyond what a worker can do", arguments: [UInt64](arrayLiteral: 0, 1, .max, .max / 2))
    func scribbled(junk: UInt64) {
        var ledger = Ledger()
        ledger.take(page(100, [3: slot("chat", [50], 5_000)]), of: 0)
        for value: UInt64 in [junk, 7, junk, .max - 1, junk] {
            let before = (ledger[.answered], ledger.routes["chat"]?.total ?? 0)
            ledger.take(page(value, [3: slot("chat", [value, value], value)]), of: 0)
            #expect(ledger[.answered] >= before.0 && ledger[.answered] < 1_000)
            #expect((ledger.routes["chat"]?.total ?? 0) >= before.1)
        }
    }

    @Test("counts as other what comes when there are too many routes")
    func manyRoutes() {
        var ledger = Ledger()
        for number in 0..<500 { ledger.take(page(0, [number % 48: slot("junk.\(number)", [1])]), of: number % 5) }
        #expect(ledger.routes.count <= 97)
        #expect(ledger.routes["other"]?.total == UInt64(500 - (ledger.routes.count - 1)))
    }
}

@Suite("A histogram") struct HistogramTests {
    @Test("has no shares before the first request")
    func empty() { #expect(Histogram().milliseconds(ofShare: 0.5) == nil) }

    @Test("spreads a bucket's requests evenly over it")
    func shares() {
        var histogram = Histogram()
        histogram.add(50, bucket: 0)
        histogram.add(40, bucket: 3)
        histogram.add(10, bucket: 11)
        #expect(histogram.milliseconds(ofShare: 0.5) == 1)
        #expect(histogram.milliseconds(ofShare: 0.25) == 0.5)
        #expect(histogram.milliseconds(ofShare: 0.7) == 7.5)
        #expect(histogram.milliseconds(ofShare: 0.99) == 5_000)
        #expect(histogram.cumulative == [50, 50, 50, 90, 90, 90, 90, 90, 90, 90, 90, 100])
    }

    @Test("doesn't trap at the largest number")
    func saturates() {
        var histogram = Histogram()
        for bucket in 0..<12 { histogram.add(.max, bucket: bucket) }
        histogram.add(microseconds: .max)
        histogram.add(microseconds: .max)
        #expect(histogram.total == .max && histogram.microseconds == .max && histogram.cumulative.last == .max)
    }
}
