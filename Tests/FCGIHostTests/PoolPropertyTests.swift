import Testing

@testable import FCGIHost

/// Random events: whatever happens in whatever order, the promises hold after each of them.
@Suite struct PoolPropertyTests {
    private static let sizes: [Size] = [
        .fixed(1), .fixed(4), .fixed(16), .dynamic(least: 2, most: 8, spare: 2), .dynamic(least: 0, most: 3, spare: 0),
    ]

    @Test(arguments: sizes, [1, 2, 3] as [UInt64])
    func keepsItsPromisesWhateverHappens(size: Size, seed: UInt64) {
        var storm = Storm(size, seed: seed)
        for _ in 0..<1_000 where storm.broken.isEmpty {
            storm.happen()
            storm.check()
        }
        #expect(storm.broken == [])
    }

    /// Storms of signals and deaths: when they are over the pool is whole again, all of the last accepted generation.
    @Test(arguments: sizes, [11, 12, 13] as [UInt64])
    func endsWholeAndOfTheLastGenerationAfterAStorm(size: Size, seed: UInt64) {
        var storm = Storm(size, seed: seed)
        for _ in 0..<500 { storm.happen() }
        storm.calm()
        #expect(storm.world.pool.phase == .running)
        #expect(storm.world.serving == storm.world.pool.sizing.target)
        #expect(storm.world.pool.members.allSatisfy { storm.world.pool.workers[$0]?.generation == storm.accepted })
        #expect(storm.world.pool.workers.count == storm.world.pool.members.count)
    }
}

/// A pool, and everything that can happen to it.
private struct Storm {
    var world: PoolWorld
    var random: Random
    let size: Size
    var accepted = 1
    var tried = 1
    /// The promises that were broken.
    var broken: [String] = []

    init(_ size: Size, seed: UInt64) {
        self.size = size
        random = Random(state: seed)
        world = PoolWorld(size, renewal: Renewal(afterRequests: 20))
        handle(.begin)
        world.settle()
    }

    mutating func happen() {
        switch random.next(below: 16) {
        case 0...3: anyone { $0.pid != 0 && $0.servingSince == nil }.map { ready($0) }
        case 4: anyone { _ in true }.map { die($0, .signal(9)) }
        case 5: anyone { $0.asked != nil }.map { die($0, .code(0)) }
        case 6: anyone { $0.servingSince == nil }.map { die($0, .code(3)) }
        case 7: reload()
        case 8: decide()
        case 9: handle(.shift(by: random.next(below: 2) == 0 ? 1 : -1))
        case 10: if random.next(below: 8) == 0 { handle(.rest) }
        case 11: world.queued.toggle()
        case 12: anyone { _ in true }.map { world.work($0, answered: UInt64(random.next(below: 40))) }
        default: tick(.milliseconds(Int64(random.next(below: 600))))
        }
    }

    /// Nobody dies any more, and what was begun is brought to its end.
    mutating func calm() {
        world.queued = false
        for _ in 0..<200 {
            for place in world.pool.workers.keys.sorted() where world.pool.workers[place]?.servingSince == nil { ready(place) }
            for place in world.signs.keys { world.signs[place] = Signs.Worker(state: .idle, since: world.now, heartbeat: world.now) }
            decide()
            for (place, worker) in world.pool.workers where worker.asked != nil { die(place, .code(0)) }
            tick(.milliseconds(100))
        }
    }

    /// What holds at every moment.
    mutating func check() {
        let (pool, sizing) = (world.pool, world.pool.sizing)
        let standing = pool.workers.values.filter { $0.asked == nil }
        promise("no more members than wanted", pool.members.count <= sizing.target)
        promise("no more wanted than may be", sizing.least...sizing.most ~= sizing.target && sizing.most <= Sizing.ceiling)
        promise("one on trial at most", standing.count { $0.role != .member } <= 1)
        promise("one more than wanted at most", standing.count <= sizing.target + 1)
        promise("one renewal at most", pool.workers.values.count { $0.cause == .renewal } <= 1)
        promise("room on the scoreboard", pool.workers.count <= Layout.places)
        promise("nothing newer than what is tried", standing.allSatisfy { $0.generation <= tried })
    }

    private mutating func promise(_ what: String, _ kept: Bool) { if !kept { broken.append(what) } }

    private mutating func handle(_ event: Pool.Event) { look(at: world.handle(event)) }

    private mutating func tick(_ pause: Duration) { look(at: world.tick(after: pause)) }

    private mutating func ready(_ place: Int) {
        if let pid = world.pool.workers[place]?.pid { look(at: world.ready(place, pid)) }
    }

    private mutating func die(_ place: Int, _ departure: Pool.Departure) {
        guard let pid = world.pool.workers[place]?.pid else { return }
        handle(.exited(pid: pid, departure, answered: UInt64(random.next(below: 2))))
    }

    private mutating func reload() {
        guard world.pool.candidate == nil else { return }
        tried += 1
        handle(.attempt(generation: tried))
    }

    private mutating func decide() {
        guard world.pool.candidate != nil, let canary = world.pool.workers.values.first(where: { $0.role == .canary && $0.asked == nil })
        else { return }
        if canary.servingSince != nil {
            handle(.accept(size, Renewal(afterRequests: 20), Limits()))
            accepted = tried
        }
    }

    /// A canary that is lost ends its reload, as the supervisor has it.
    private mutating func look(at actions: [Pool.Action]) {
        for case .tried(.lost) in actions { handle(.refuse) }
        for case .finish in actions { broken.append("never ends by itself") }
    }

    private mutating func anyone(_ wanted: (Pool.Worker) -> Bool) -> Int? {
        let places = world.pool.workers.filter { wanted($0.value) }.keys.sorted()
        return places.isEmpty ? nil : places[random.next(below: places.count)]
    }
}

/// Numbers that come again with the same seed (SplitMix64).
struct Random {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
