/// How long the requests of one route took, as a worker has counted them since its start.
struct RouteSlot: Equatable {
    var route: RouteName
    /// One for each of `Layout.bounds`, and one for what took longer than all of them.
    var counts: [UInt64]
    /// Microseconds of all together.
    var sum: UInt64
}

extension Scoreboard {
    /// Reads a route's slot without trusting it; nil where there is none.
    func slot(_ place: Int, _ index: Int) -> RouteSlot? {
        let first = Layout.slots + index * Layout.slotWords
        guard (0..<Layout.slotCount).contains(index), case let route = name(place, first), !route.isEmpty else { return nil }
        let counts = first + Layout.nameWords..<first + Layout.slotWords - 1
        return RouteSlot(route: route, counts: counts.map { load(place, $0) }, sum: load(place, first + Layout.slotWords - 1))
    }
}

/// Counts the requests of one worker by route. Routes get their slots in the order in which they are first asked for; when all but
/// one are taken, the last is for all the others.
struct Histograms {
    private let scoreboard: Scoreboard
    private let place: Int
    private var slots: [RouteName: Int] = [:]

    init(_ scoreboard: Scoreboard, place: Int) {
        self.scoreboard = scoreboard
        self.place = place
    }

    /// Counts a request of a route.
    mutating func count(_ route: RouteName, _ time: Duration) { counter(for: route).count(time) }

    /// What counts the requests of a route.
    mutating func counter(for route: RouteName) -> RouteCounter {
        RouteCounter(scoreboard: scoreboard, place: place, first: Layout.slots + slot(for: route) * Layout.slotWords)
    }

    private mutating func slot(for route: RouteName) -> Int {
        if let known = slots[route] { return known }
        let next = min(slots.count, Layout.slotCount - 1)
        if next == Layout.slotCount - 1, route != .other { return slot(for: .other) }
        slots[route] = next
        scoreboard.store(place, Layout.slots + next * Layout.slotWords, route)
        return next
    }
}

/// Counts the requests of one route, for whichever thread of the worker is the one that writes.
struct RouteCounter: Sendable {
    let scoreboard: Scoreboard
    let place: Int
    let first: Int

    func count(_ time: Duration) {
        let bound = Layout.bounds.firstIndex { time <= .milliseconds($0) } ?? Layout.bounds.count
        scoreboard.add(1, place, first + Layout.nameWords + bound)
        scoreboard.add(UInt64(clamping: time.microseconds), place, first + Layout.slotWords - 1)
    }
}
