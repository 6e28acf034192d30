import Testing

@testable import FCGIHost

@Suite struct PoolLimitTests {
    @Test func asksThenKillsAWorkerWhoseRequestIsOverdue() {
        var world = PoolWorld.serving(1)
        world.work(0)
        #expect(world.pass(.milliseconds(31_500)).isEmpty)
        #expect(world.pass(.milliseconds(500)).withoutNotes == [.ask(pid: 11, .term), .spawn(1)])
        world.settle()
        #expect(world.pass(.seconds(2)) == [.ask(pid: 11, .kill)])
        world.handle(.exited(pid: 11, .signal(9), answered: 0))
        #expect(world.pool.departures == [.overdue: 1])
        #expect(world.pool.brake.isOff)
    }

    @Test func endsAWorkerThatNeverBecomesReady() {
        var world = PoolWorld(.fixed(1))
        world.handle(.begin)
        #expect(world.pass(.milliseconds(29_500)).isEmpty)
        #expect(world.pass(.milliseconds(500)).asked == [11, 11])
    }

    @Test(arguments: [Scoreboard.State.idle, .busy])
    func killsAWorkerThatShowsNoSignOfLife(state: Scoreboard.State) {
        var world = PoolWorld.serving(2)
        world.signs[0]?.state = state
        #expect(world.pass(.milliseconds(9_500), silent: [0]).isEmpty)
        let actions = world.pass(.milliseconds(500), silent: [0])
        #expect(actions == [.note(.stalled(place: 0, pid: 11)), .ask(pid: 11, .kill), .spawn(2)])
        world.handle(.exited(pid: 11, .signal(9), answered: 0))
        #expect(world.pool.departures == [.stalled: 1])
        #expect(world.pool.brake.isOff)
    }

    @Test func killsAStalledWorkerAlsoWhileItLeaves() {
        var world = PoolWorld.serving(1)
        world.handle(.stop(.handedOver))
        #expect(world.pass(.seconds(11), silent: [0]).withoutNotes == [.ask(pid: 11, .kill)])
    }

    @Test func killsNobodyBecauseTheMachineWasSuspended() {
        var world = PoolWorld.serving(2)
        world.work(0)
        world.tick(after: .milliseconds(500))
        #expect(world.tick(after: .seconds(3600), silent: [0, 1]).isEmpty)
        #expect(world.pass(.milliseconds(9_500), silent: [1]).isEmpty)
        #expect(world.pass(.milliseconds(500), silent: [1]).asked == [12])
    }

    @Test func believesNoHeartbeatFromTheFuture() {
        var world = PoolWorld.serving(1)
        world.tick(after: .milliseconds(500))
        world.signs[0]?.heartbeat = Moment(microseconds: .max)
        #expect(world.pass(.seconds(30), silent: [0]).isEmpty)
        world.signs[0]?.heartbeat = Moment(microseconds: .min)
        #expect(world.tick(after: .milliseconds(500), silent: [0]).asked == [11])
    }
}

@Suite struct PoolRenewalTests {
    private func serving(_ count: Int) -> PoolWorld { .serving(.fixed(count), renewal: Renewal(afterRequests: 100, aboveBytes: 1 << 20)) }

    @Test func readiesASuccessorFirst() {
        var world = serving(2)
        world.answer(0, 100)
        #expect(world.tick(after: .milliseconds(500)).withoutNotes == [.spawn(2)])
        #expect(world.ready(2, 13).withoutNotes == [.ask(pid: 11, .term)])
        world.handle(.exited(pid: 11, .code(0), answered: 100))
        #expect(world.pool.departures == [.renewal: 1])
        #expect(world.pool.members == [1, 2])
    }

    @Test func renewsAWorkerThatHasGrown() {
        var world = serving(2)
        world.signs[1]?.residentBytes = 1 << 20 + 1
        #expect(world.tick(after: .milliseconds(500)).notes == [.renewing(place: 1, pid: 12)])
    }

    @Test func renewsNobodyWithoutAReason() {
        var world = PoolWorld.serving(2)
        world.answer(0, .max)
        world.signs[0]?.residentBytes = .max
        #expect(world.pass(.seconds(2)).isEmpty)
    }

    @Test func neverRenewsTwoAtOnce() {
        var world = serving(4)
        for place in 0..<4 { world.answer(place, 100) }
        #expect(world.pass(.seconds(5)).spawned == [4])
        world.ready(4, 15)
        #expect(world.pass(.seconds(5)).spawned.isEmpty)
        world.bury()
        #expect(world.pass(.seconds(5)).spawned == [0])
    }

    @Test func waitsAfterASuccessorThatDied() {
        var world = serving(1)
        world.answer(0, 100)
        world.tick(after: .milliseconds(500))
        #expect(world.handle(.exited(pid: 12, .code(3), answered: 0)).delays == [.milliseconds(100)])
        #expect(world.pool.members == [0])
    }

    @Test func spreadsRenewalsOverAQuarter() {
        let renewal = Renewal(afterRequests: 1000)
        let moments = (Int32(1)...200).map { pid in (0...1000).first { renewal.isDue(answered: $0, residentBytes: 0, pid: pid) } ?? 0 }
        #expect(moments.min() ?? 0 >= 750)
        #expect(moments.max() ?? 0 <= 1000)
        #expect(Set(moments).count > 100)
    }
}
