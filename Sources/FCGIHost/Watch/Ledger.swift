/// What the workers of one pool have done since the supervisor's start, those that left included.
///
/// It adds up how much each word of the scoreboard grew since it was last looked at, so that no count ever goes backwards: neither
/// when a worker leaves and its place is cleared, nor when a worker scribbles over its place. A growth that no worker can have made
/// in the time between two looks isn't believed.
struct Ledger {
    private(set) var totals = [UInt64](repeating: 0, count: Count.allCases.count)
    private(set) var routes: [String: Histogram] = [:]
    /// The most workers that were at work at once.
    private(set) var mostActive = 0
    private var pages: [Int: Page] = [:]

    /// What a place counts, beside its routes.
    enum Count: Int, CaseIterable { case answered, accepted, slow, dropped, shed, cancelled, databaseMicroseconds }

    /// The words of one place, as they stood at the last look.
    struct Page: Equatable {
        /// In the order of `Count`.
        var counts = [UInt64](repeating: 0, count: Count.allCases.count)
        var slots: [Int: RouteSlot] = [:]
    }

    /// More than a worker does between two looks, which lie half a second apart.
    private static let mostCounted: UInt64 = 10_000_000
    private static let mostMicroseconds: UInt64 = 1_000_000_000_000
    /// How many routes a pool may have; what comes later counts as `other`.
    private static let mostRoutes = 96

    subscript(count: Count) -> UInt64 { totals[count.rawValue] }

    /// Takes in what a place says. Called at each tick, and before a place is cleared.
    mutating func take(_ page: Page, of place: Int) {
        let last = pages.updateValue(page, forKey: place) ?? Page()
        for count in Count.allCases {
            let limit = count == .databaseMicroseconds ? Self.mostMicroseconds : Self.mostCounted
            let grown = Self.growth(from: last.counts[count.rawValue], to: page.counts[count.rawValue], limit)
            totals[count.rawValue] = totals[count.rawValue].clamped(adding: grown)
        }
        for (index, slot) in page.slots where slot != last.slots[index] { take(slot, after: last.slots[index]) }
    }

    /// Remembers how many workers are at work now.
    mutating func note(active: Int) { mostActive = max(mostActive, active) }

    private mutating func take(_ slot: RouteSlot, after last: RouteSlot?) {
        let name = room(for: slot.route.text)
        var histogram = routes[name] ?? Histogram()
        for (bucket, count) in slot.counts.enumerated() {
            histogram.add(Self.growth(from: last?.counts[bucket] ?? 0, to: count, Self.mostCounted), bucket: bucket)
        }
        histogram.add(microseconds: Self.growth(from: last?.sum ?? 0, to: slot.sum, Self.mostMicroseconds))
        routes[name] = histogram
    }

    private func room(for name: String) -> String {
        routes[name] != nil || routes.count < Self.mostRoutes ? name : RouteName.other.text
    }

    /// A count that fell began anew.
    private static func growth(from last: UInt64, to now: UInt64, _ limit: UInt64) -> UInt64 {
        let grown = now >= last ? now - last : now
        return grown <= limit ? grown : 0
    }
}

extension Scoreboard {
    /// Reads what a place has counted, without trusting it.
    func page(_ place: Int) -> Ledger.Page {
        let counters = counters(place)
        var page = Ledger.Page()
        page.counts = Ledger.Count.allCases.map { count in
            switch count {
            case .answered: entry(place).answered
            case .accepted: counters.accepted
            case .slow: counters.slow
            case .dropped: counters.dropped
            case .shed: counters.shed
            case .cancelled: counters.cancelled
            case .databaseMicroseconds: counters.database
            }
        }
        for index in 0..<Layout.slotCount { page.slots[index] = slot(place, index) }
        return page
    }

    /// The route under way or the last one; nil before the first.
    func lastRoute(_ place: Int) -> String? {
        let route = counters(place).route
        return route.isEmpty ? nil : route.text
    }

    /// Bytes of memory; more than a machine has isn't believed.
    func resident(_ place: Int) -> UInt64 {
        let bytes = counters(place).resident
        return bytes <= 1 << 44 ? bytes : 0
    }
}
