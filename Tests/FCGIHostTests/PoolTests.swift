import Testing

@testable import FCGIHost

@Suite struct PoolTests {
    @Test func startsAWorkerForEachSeat() {
        var world = PoolWorld(.fixed(3))
        #expect(world.handle(.begin) == [.spawn(0), .spawn(1), .spawn(2)])
    }

    @Test func replacesAWorkerThatAnsweredAtOnce() {
        var world = PoolWorld.serving(2)
        let actions = world.handle(.exited(pid: 11, .signal(9), answered: 1))
        #expect(actions == [.note(.left(place: 0, pid: 11, .signal(9), delay: .zero)), .spawn(0)])
    }

    @Test func replacesAWorkerThatLivedAWhileAtOnce() {
        var world = PoolWorld.serving(1)
        #expect(world.handle(.exited(pid: 11, .signal(11), answered: 0), after: .seconds(1)).withoutNotes == [.spawn(0)])
    }

    @Test func ignoresAProcessThatIsNotItsOwn() {
        var world = PoolWorld.serving(1)
        #expect(world.handle(.exited(pid: 99, .code(0), answered: 0)).isEmpty)
        #expect(world.handle(.ready(place: 0, pid: 99)).isEmpty)
        #expect(world.handle(.ready(place: 7, pid: 11)).isEmpty)
    }

    @Test func saysHowManyHaveLeftAndWhy() {
        var world = PoolWorld.serving(4)
        world.handle(.exited(pid: 11, .signal(11), answered: 1))
        world.handle(.exited(pid: 12, .code(1), answered: 1))
        world.handle(.exited(pid: 13, .code(3), answered: 1))
        world.handle(.exited(pid: 14, .code(0), answered: 1))
        #expect(world.pool.departures == [.crash: 1, .exit: 1, .unbootable: 1, .asked: 1])
    }
}

@Suite struct PoolBrakeTests {
    @Test func waitsTwiceAsLongAfterEachEarlyEndAndTenSecondsAtMost() {
        var world = PoolWorld.serving(1)
        var delays: [Duration] = []
        for pid in Int32(11)..<20 {
            let actions = world.handle(.exited(pid: pid, .code(3), answered: 0))
            #expect(actions.withoutNotes.isEmpty)
            delays += actions.delays
            #expect(world.tick(after: actions.delays[0]).withoutNotes == [.spawn(0)])
        }
        #expect(delays == [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000].map { .milliseconds($0) })
    }

    @Test func wakesWhenADelayIsOver() {
        var world = PoolWorld.serving(1)
        world.handle(.exited(pid: 11, .code(3), answered: 0))
        #expect(world.pool.wake == world.now + .milliseconds(100))
    }

    @Test(arguments: [1, 4, 64])
    func forksAtMostFifteenTimesAMinuteOnceTheFirstWorkersHaveFailed(count: Int) {
        var world = PoolWorld.serving(count)
        for pid in world.pool.workers.values.map(\.pid) { world.handle(.exited(pid: pid, .signal(6), answered: 0)) }
        let (end, before) = (world.now + .seconds(60), world.nextPID)
        while world.now < end {
            world.tick(after: .milliseconds(50))
            for worker in world.pool.workers.values { world.handle(.exited(pid: worker.pid, .signal(6), answered: 0)) }
        }
        #expect(world.nextPID - before <= 15)
    }

    @Test func triesOneWorkerAndFillsTheRestWhenItHolds() {
        var world = PoolWorld.serving(4)
        for pid in Int32(11)...14 { world.handle(.exited(pid: pid, .signal(6), answered: 0)) }
        #expect(world.tick(after: .milliseconds(100)).spawned == [0])
        world.settle()
        #expect(world.tick(after: .milliseconds(400)).spawned.isEmpty)
        world.answer(0, 1)
        #expect(world.tick(after: .milliseconds(100)).spawned == [1, 2, 3])
    }

    @Test func theRestGoesOnServingWhileOneIsTried() {
        var world = PoolWorld.serving(4)
        world.handle(.exited(pid: 11, .signal(6), answered: 0))
        #expect(world.serving == 3)
        #expect(world.tick(after: .milliseconds(100)).spawned == [0])
    }

    @Test func forgetsEarlyEndsOnceAWorkerAnswered() {
        var world = PoolWorld.serving(1)
        world.handle(.exited(pid: 11, .code(3), answered: 0))
        world.tick(after: .milliseconds(100))
        #expect(world.handle(.exited(pid: 12, .signal(6), answered: 5)).withoutNotes == [.spawn(0)])
    }

    @Test func givesUpWhenNoWorkerEverBooted() {
        var world = PoolWorld(.fixed(2))
        world.handle(.begin)
        #expect(world.handle(.exited(pid: 11, .code(3), answered: 0)).withoutNotes.isEmpty)
        let last = world.handle(.exited(pid: 12, .code(3), answered: 0))
        #expect(last.notes.contains(.unbootable))
        #expect(last.withoutNotes == [.finish(.unbootable)])
    }

    @Test func goesOnTryingOnceAWorkerWasReady() {
        var world = PoolWorld.serving(1)
        #expect(!world.handle(.exited(pid: 11, .code(3), answered: 0)).notes.contains(.unbootable))
    }

    @Test func countsAProgramThatCannotBeStartedAsAnEarlyEnd() {
        var world = PoolWorld.serving(1)
        world.handle(.exited(pid: 11, .signal(9), answered: 1))
        #expect(world.handle(.notSpawned(place: 0)).notes == [.left(place: 0, pid: 12, .notSpawned, delay: .milliseconds(100))])
    }
}

@Suite struct PoolStopTests {
    @Test func asksEveryWorkerOnceAndEndsWithTheLast() {
        var world = PoolWorld.serving(2)
        #expect(world.handle(.stop(.graceful)).withoutNotes == [.ask(pid: 11, .term), .ask(pid: 12, .term)])
        #expect(world.handle(.stop(.graceful)).isEmpty)
        #expect(world.handle(.exited(pid: 11, .code(0), answered: 4)).withoutNotes.isEmpty)
        #expect(world.handle(.exited(pid: 12, .code(0), answered: 4)).withoutNotes == [.finish(.asked)])
    }

    @Test func killsWhoIsStillThereAtTheDeadline() {
        var world = PoolWorld.serving(1)
        world.handle(.stop(.graceful))
        #expect(world.pass(.seconds(11)).isEmpty)
        #expect(world.pass(.seconds(1)) == [.ask(pid: 11, .kill)])
    }

    @Test func insistsSoonerWhenTheStopIsAFastOne() {
        var world = PoolWorld.serving(1)
        world.handle(.stop(.graceful))
        #expect(world.handle(.stop(.fast)).withoutNotes.isEmpty)
        #expect(world.pass(.seconds(2)) == [.ask(pid: 11, .kill)])
    }

    @Test func neverGoesBackFromAFastStopToASlowOne() {
        var world = PoolWorld.serving(1)
        world.handle(.stop(.fast))
        #expect(world.handle(.stop(.graceful)).isEmpty)
        #expect(world.handle(.stop(.handedOver)).isEmpty)
        #expect(world.pool.phase == .stopping)
    }

    @Test func givesRequestsTheirWholeTimeWhenAnotherSupervisorTookOver() {
        var world = PoolWorld.serving(1)
        world.handle(.stop(.handedOver))
        #expect(world.pass(.seconds(33)).isEmpty)
        #expect(world.pass(.seconds(1)) == [.ask(pid: 11, .kill)])
    }

    @Test func startsNobodyWhileItStops() {
        var world = PoolWorld.serving(2)
        world.handle(.exited(pid: 11, .code(3), answered: 0))
        world.handle(.stop(.graceful))
        #expect(world.pass(.seconds(1)).isEmpty)
        #expect(world.handle(.attempt(generation: 2)).isEmpty)
        #expect(world.handle(.shift(by: 1)).spawned.isEmpty)
    }

    @Test func stopsACanaryToo() {
        var world = PoolWorld.serving(1)
        world.handle(.attempt(generation: 2))
        #expect(world.handle(.stop(.graceful)).asked == [11, 12])
        world.handle(.exited(pid: 12, .code(0), answered: 0))
        #expect(world.handle(.exited(pid: 11, .code(0), answered: 0)).withoutNotes == [.finish(.asked)])
    }
}
