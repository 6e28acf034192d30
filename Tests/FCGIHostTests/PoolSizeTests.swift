import Testing

@testable import FCGIHost

@Suite struct PoolSizeTests {
    private let dynamic = Size.dynamic(least: 4, most: 32, spare: 2)

    @Test func growsByOneThenTwiceAsManyEachTime() {
        var world = PoolWorld.serving(dynamic)
        world.queued = true
        var targets: [Int] = []
        for _ in 0..<6 {
            world.tick(after: .milliseconds(100))
            targets.append(world.pool.sizing.target)
            world.settle()
        }
        #expect(targets == [5, 7, 11, 19, 32, 32])
        #expect(world.pool.sizing.mostReached == 1)
    }

    @Test func followsLoadWithinASecond() {
        var world = PoolWorld.serving(dynamic)
        let began = world.now
        while world.serving < 32 {
            for place in world.pool.members { world.work(place) }
            world.tick(after: .milliseconds(100))
            world.settle()
        }
        #expect(world.now - began < .seconds(1))
    }

    @Test func startsAtTheLeastAndStaysThereWithoutLoad() {
        var world = PoolWorld.serving(dynamic)
        #expect(world.pass(.seconds(60)).isEmpty)
        #expect(world.serving == 4)
    }

    @Test func keepsTheSpareIdle() {
        var world = PoolWorld.serving(dynamic)
        for place in 0..<3 { world.work(place) }
        #expect(world.tick(after: .milliseconds(100)).spawned == [4])
        world.settle()
        #expect(world.pass(.seconds(10)).isEmpty)
    }

    @Test func fallsBackOneAtATimeAfterAWhile() {
        var world = PoolWorld.serving(dynamic)
        world.queued = true
        for _ in 0..<5 { world.tick(after: .milliseconds(100)); world.settle() }
        world.queued = false
        #expect(world.pass(.milliseconds(2900)).isEmpty)
        let leaving = world.pass(.milliseconds(200)).asked
        #expect(leaving.count == 1)
        world.pass(.seconds(20))
        world.bury()
        #expect(world.serving == 4)
    }

    @Test func aShortRestChangesNothing() {
        var world = PoolWorld.serving(dynamic)
        world.queued = true
        for _ in 0..<5 { world.tick(after: .milliseconds(100)); world.settle() }
        for _ in 0..<10 {
            world.queued = false
            #expect(world.pass(.seconds(2)).asked.isEmpty)
            world.queued = true
            world.tick(after: .milliseconds(100))
        }
    }

    @Test func theOneThatWasIdleLongestLeaves() {
        var world = PoolWorld.serving(3)
        for place in 0..<3 { world.signs[place]?.since = world.now + .milliseconds([20, 0, 10][place]) }
        world.tick(after: .milliseconds(500))
        #expect(world.handle(.shift(by: -1)).withoutNotes == [.ask(pid: 12, .term)])
    }

    @Test func startsAWorkerOnDemandAndLetsItGo() {
        var world = PoolWorld.serving(.dynamic(least: 0, most: 4, spare: 0))
        #expect(world.pool.workers.isEmpty)
        world.queued = true
        #expect(world.tick(after: .milliseconds(100)).spawned == [0])
        world.settle()
        world.queued = false
        world.pass(.seconds(4))
        world.bury()
        #expect(world.pool.workers.isEmpty)
        #expect(world.pool.phase == .running)
    }

    @Test func doesNotGrowWhileItsWorkersEndEarly() {
        var world = PoolWorld.serving(dynamic)
        world.queued = true
        world.handle(.exited(pid: 11, .signal(6), answered: 0))
        world.tick(after: .milliseconds(50))
        #expect(world.pool.sizing.target == 4)
    }
}

/// TTIN, TTOU and WINCH, as unicorn's `winch_ttin` has them.
@Suite struct PoolShiftTests {
    @Test func oneMoreAndOneLess() {
        var world = PoolWorld.serving(2)
        #expect(world.handle(.shift(by: 1)).withoutNotes == [.spawn(2)])
        world.settle()
        #expect(world.handle(.shift(by: -1)).asked.count == 1)
        #expect(world.serving == 2)
    }

    @Test func theLastOneStays() {
        var world = PoolWorld.serving(2)
        for _ in 0..<5 { world.handle(.shift(by: -1)) }
        #expect(world.serving == 1)
    }

    @Test func movesBothBoundsOfADynamicPool() {
        var world = PoolWorld.serving(.dynamic(least: 2, most: 4, spare: 1))
        world.handle(.shift(by: 1))
        #expect((world.pool.sizing.least, world.pool.sizing.target, world.pool.sizing.most) == (3, 3, 5))
    }

    @Test func neverMoreThanAnyPoolMayHave() {
        var world = PoolWorld.serving(127)
        for _ in 0..<5 { world.handle(.shift(by: 1)) }
        #expect(world.pool.sizing.most == 128)
    }

    @Test func restsWithoutWorkersUntilSomebodyAsks() {
        var world = PoolWorld.serving(3)
        #expect(world.handle(.rest).asked == [11, 12, 13])
        world.bury()
        #expect(world.pass(.seconds(5)).isEmpty)
        #expect(world.handle(.shift(by: -1)).isEmpty)
        #expect(world.handle(.shift(by: 1)).spawned == [0])
        #expect(world.pool.phase == .running)
    }

    @Test func aReloadEndsTheRest() {
        var world = PoolWorld.serving(3)
        world.handle(.rest)
        world.bury()
        world.handle(.attempt(generation: 2))
        world.settle()
        world.handle(.accept(.fixed(3), Renewal(), Limits()))
        world.settle()
        #expect(world.serving == 3)
    }
}
