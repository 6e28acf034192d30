import Testing

@testable import FCGIHost

@Suite struct PoolReloadTests {
    private let canary = Pool.Action.spawn(place: 2, generation: 2, canary: true)
    private let same = Pool.Event.accept(.fixed(2), Renewal(), Limits())

    /// Two workers of the first generation, a canary of the second that has passed.
    private func tried() -> PoolWorld {
        var world = PoolWorld.serving(2)
        world.handle(.attempt(generation: 2))
        world.ready(2, 13)
        return world
    }

    @Test func triesACanaryOnTopOfTheOthers() {
        var world = PoolWorld.serving(2)
        #expect(world.handle(.attempt(generation: 2)) == [canary])
        #expect(world.ready(2, 13).withoutNotes == [.tried(.passed)])
        #expect(world.pool.members == [0, 1])
    }

    @Test func asksAPredecessorToLeaveOnlyWhenItsSuccessorIsReady() {
        var world = tried()
        let next = Pool.Action.spawn(place: 3, generation: 2, canary: false)
        #expect(world.handle(same).withoutNotes == [.ask(pid: 11, .term), next])
        #expect(world.ready(3, 14).withoutNotes == [.ask(pid: 12, .term), .renewed])
        #expect(world.pool.phase == .running)
        #expect(world.pool.members == [2, 3])
    }

    /// Its start is decided, and before it is acted on the reload goes on: once it stayed for ever, as one too many.
    @Test func tellsAWorkerThatIsAskedBeforeItHasAPid() {
        var world = PoolWorld.serving(2)
        world.handle(.attempt(generation: 2))
        #expect(world.pool.handle(.exited(pid: 11, .code(0), answered: 9), at: world.now).spawned == [0])
        _ = world.pool.handle(.ready(place: 2, pid: 13), at: world.now)
        #expect(world.pool.handle(same, at: world.now).asked == [0])
        #expect(world.pool.handle(.spawned(place: 0, pid: 14), at: world.now) == [.ask(pid: 14, .term)])
    }

    @Test func doesNotReplaceAPredecessorThatLeft() {
        var world = tried()
        world.handle(same)
        world.settle()
        #expect(world.handle(.exited(pid: 11, .code(0), answered: 9)).withoutNotes.isEmpty)
        #expect(world.handle(.exited(pid: 12, .code(0), answered: 9)).withoutNotes.isEmpty)
    }

    @Test func keepsTheOldWorkersWhenTheCanaryCannotBoot() {
        var world = PoolWorld.serving(2)
        world.handle(.attempt(generation: 2))
        let lost = world.handle(.exited(pid: 13, .code(3), answered: 0)).withoutNotes
        #expect(lost == [.tried(.lost(place: 2, .code(3), overdue: false))])
        #expect(world.handle(.refuse).isEmpty)
        #expect(world.pool.members == [0, 1])
        #expect(world.pool.brake.isOff)
    }

    @Test func endsACanaryThatIsNotReadyInTime() {
        var world = PoolWorld.serving(1)
        world.handle(.attempt(generation: 2))
        #expect(world.pass(.seconds(30)).withoutNotes == [.ask(pid: 12, .term), .ask(pid: 12, .kill)])
        let lost = world.handle(.exited(pid: 12, .signal(9), answered: 0)).withoutNotes
        #expect(lost == [.tried(.lost(place: 1, .signal(9), overdue: true))])
    }

    @Test func asksACanaryToLeaveThatPassedWhereAnotherPoolsDidNot() {
        var world = tried()
        #expect(world.handle(.refuse) == [.ask(pid: 13, .term)])
        #expect(world.handle(.exited(pid: 13, .code(0), answered: 3)).withoutNotes.isEmpty)
        #expect(world.pool.members == [0, 1])
    }

    @Test func replacesFromTheAcceptedProgramWhileAnotherIsTried() {
        var world = PoolWorld.serving(2)
        world.handle(.attempt(generation: 2))
        #expect(world.handle(.exited(pid: 11, .signal(9), answered: 1)).withoutNotes == [.spawn(0)])
    }

    @Test func goesOnWhenASuccessorDiesAfterTheCanaryPassed() {
        var world = tried()
        world.handle(same)
        let died = world.handle(.exited(pid: 14, .signal(9), answered: 0))
        #expect(died.delays == [.milliseconds(100)])
        #expect(world.tick(after: .milliseconds(100)).spawned == [3])
        #expect(world.ready(3, 15).withoutNotes == [.ask(pid: 12, .term), .renewed])
    }

    @Test func aSuccessorTakesTheSeatOfAPredecessorThatDied() {
        var world = tried()
        world.handle(same)
        #expect(world.handle(.exited(pid: 12, .signal(9), answered: 3)).withoutNotes == [.renewed])
        world.settle()
        #expect(world.pool.members == [2, 3])
    }

    @Test func aCanaryTakesAnEmptySeat() {
        var world = PoolWorld.serving(1)
        world.handle(.exited(pid: 11, .code(3), answered: 0))
        world.handle(.attempt(generation: 2))
        world.settle()
        #expect(world.handle(.accept(.fixed(1), Renewal(), Limits())).withoutNotes == [.renewed])
        #expect(world.pool.brake.isOff)
    }

    @Test func takesTheNewSizeAndNewLimits() {
        var world = tried()
        var limits = Limits()
        limits.request = .seconds(3)
        world.handle(.accept(.fixed(4), Renewal(), limits))
        world.settle()
        world.bury()
        #expect(world.serving == 4)
        #expect(world.pool.limits == limits)
        world.handle(.attempt(generation: 3))
        world.settle()
        world.handle(.accept(.fixed(1), Renewal(), limits))
        world.settle()
        world.bury()
        #expect(world.serving == 1)
        #expect(world.pool.workers.values.map(\.generation) == [3])
    }

    @Test func aSecondReloadReplacesThoseOfTheFirst() {
        var world = tried()
        world.handle(same)
        world.handle(.attempt(generation: 3))
        world.settle()
        world.handle(same)
        world.settle()
        world.bury()
        #expect(world.pool.workers.values.map(\.generation) == [3, 3])
    }

    @Test func theFirstWorkerOfAnHeirIsACanary() {
        var world = PoolWorld(.fixed(3))
        #expect(world.handle(.attempt(generation: 1)) == [.spawn(place: 0, generation: 1, canary: true)])
        #expect(world.ready(0, 11).withoutNotes == [.tried(.passed)])
        #expect(!world.pool.isWhole)
        #expect(world.handle(.accept(.fixed(3), Renewal(), Limits())).spawned == [1, 2])
        world.settle()
        #expect(world.pool.isWhole)
    }
}
