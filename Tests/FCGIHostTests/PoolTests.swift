import Testing

@testable import FCGIHost

/// A pool and a clock that only the test moves.
private struct World {
    var pool: Pool
    var now = Moment(microseconds: 0)
    private var nextPID: Int32 = 11

    init(seats: Int) { pool = Pool(seats: seats, limits: Limits()) }

    /// Hands an event on and plays the supervisor's part: what is spawned gets pids, from 11 upwards.
    mutating func handle(_ event: Pool.Event, after pause: Duration = .zero) -> [Pool.Action] {
        now = now + pause
        let actions = pool.handle(event, at: now)
        for case .spawn(let place) in actions {
            _ = pool.handle(.spawned(place: place, pid: nextPID), at: now)
            nextPID += 1
        }
        return actions
    }

    /// A pool whose every worker serves.
    static func serving(_ seats: Int) -> World {
        var world = World(seats: seats)
        _ = world.handle(.begin)
        for place in 0..<seats { _ = world.handle(.ready(place: place, pid: 11 + Int32(place))) }
        return world
    }
}

extension Sequence<Pool.Action> {
    fileprivate var withoutNotes: [Pool.Action] { filter { if case .note = $0 { false } else { true } } }
    fileprivate var notes: [Pool.Note] { compactMap { if case .note(let note) = $0 { note } else { nil } } }
}

@Suite struct PoolTests {
    @Test func startsAWorkerForEachSeat() {
        var world = World(seats: 3)
        #expect(world.handle(.begin) == [.spawn(place: 0), .spawn(place: 1), .spawn(place: 2)])
    }

    @Test func replacesAWorkerThatAnsweredAtOnce() {
        var world = World.serving(2)
        let actions = world.handle(.exited(pid: 11, .signal(9), answered: 1))
        #expect(actions == [.note(.left(place: 0, pid: 11, .signal(9), delay: .zero)), .spawn(place: 0)])
    }

    @Test func replacesAWorkerThatLivedAWhileAtOnce() {
        var world = World.serving(1)
        #expect(world.handle(.exited(pid: 11, .signal(11), answered: 0), after: .seconds(1)).withoutNotes == [.spawn(place: 0)])
    }

    @Test func ignoresAProcessThatIsNotItsOwn() {
        var world = World.serving(1)
        #expect(world.handle(.exited(pid: 99, .code(0), answered: 0)).isEmpty)
        #expect(world.handle(.ready(place: 0, pid: 99)).isEmpty)
        #expect(world.handle(.ready(place: 7, pid: 11)).isEmpty)
    }

    @Test func waitsTwiceAsLongAfterEachEarlyEndAndTenSecondsAtMost() {
        var world = World.serving(1)
        var delays: [Duration] = []
        var pid: Int32 = 11
        for _ in 0..<9 {
            let actions = world.handle(.exited(pid: pid, .code(3), answered: 0))
            guard case .left(_, _, _, let delay)? = actions.notes.first else { break }
            delays.append(delay)
            #expect(actions.withoutNotes.isEmpty)
            #expect(world.handle(.clock(working: [:]), after: delay).withoutNotes == [.spawn(place: 0)])
            pid += 1
        }
        #expect(delays == [100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000].map { .milliseconds($0) })
    }

    @Test func forgetsEarlyEndsOnceAWorkerAnswered() {
        var world = World.serving(1)
        _ = world.handle(.exited(pid: 11, .code(3), answered: 0))
        _ = world.handle(.clock(working: [:]), after: .milliseconds(100))
        #expect(world.handle(.exited(pid: 12, .signal(6), answered: 5)).withoutNotes == [.spawn(place: 0)])
    }

    @Test func wakesWhenADelayIsOver() {
        var world = World.serving(1)
        _ = world.handle(.exited(pid: 11, .code(3), answered: 0))
        #expect(world.pool.wake == Moment(microseconds: 100_000))
    }

    @Test func givesUpWhenNoWorkerEverBooted() {
        var world = World(seats: 2)
        _ = world.handle(.begin)
        #expect(world.handle(.exited(pid: 11, .code(3), answered: 0)).withoutNotes.isEmpty)
        let last = world.handle(.exited(pid: 12, .code(3), answered: 0))
        #expect(last.notes.contains(.unbootable))
        #expect(last.withoutNotes == [.finish(.unbootable)])
    }

    @Test func goesOnTryingOnceAWorkerWasReady() {
        var world = World.serving(1)
        let actions = world.handle(.exited(pid: 11, .code(3), answered: 0))
        #expect(!actions.notes.contains(.unbootable))
    }

    @Test func countsAProgramThatCannotBeStartedAsAnEarlyEnd() {
        var world = World.serving(1)
        _ = world.handle(.exited(pid: 11, .signal(9), answered: 1))
        #expect(world.handle(.notSpawned(place: 0)).notes == [.left(place: 0, pid: 12, .notSpawned, delay: .milliseconds(100))])
    }
}

@Suite struct PoolStopTests {
    @Test func asksEveryWorkerOnceAndEndsWithTheLast() {
        var world = World.serving(2)
        #expect(world.handle(.stop(fast: false)).withoutNotes == [.ask(pid: 11, .term), .ask(pid: 12, .term)])
        #expect(world.handle(.stop(fast: false)).isEmpty)
        #expect(world.handle(.exited(pid: 11, .code(0), answered: 4)).withoutNotes.isEmpty)
        #expect(world.handle(.exited(pid: 12, .code(0), answered: 4)).withoutNotes == [.finish(.asked)])
    }

    @Test func killsWhoIsStillThereAtTheDeadline() {
        var world = World.serving(1)
        _ = world.handle(.clock(working: [:]))
        _ = world.handle(.stop(fast: false))
        for _ in 0..<3 { #expect(world.handle(.clock(working: [:]), after: .seconds(3)).isEmpty) }
        #expect(world.handle(.clock(working: [:]), after: .seconds(3)) == [.ask(pid: 11, .kill)])
    }

    @Test func insistsSoonerWhenTheStopIsAFastOne() {
        var world = World.serving(1)
        _ = world.handle(.stop(fast: false))
        #expect(world.handle(.stop(fast: true)).withoutNotes.isEmpty)
        #expect(world.handle(.clock(working: [:]), after: .seconds(2)) == [.ask(pid: 11, .kill)])
    }

    @Test func neverGoesBackFromAFastStopToASlowOne() {
        var world = World.serving(1)
        _ = world.handle(.stop(fast: true))
        #expect(world.handle(.stop(fast: false)).isEmpty)
        #expect(world.pool.phase == .stopping)
    }

    @Test func startsNobodyWhileItStops() {
        var world = World.serving(2)
        _ = world.handle(.exited(pid: 11, .code(3), answered: 0))
        _ = world.handle(.stop(fast: false))
        #expect(world.handle(.clock(working: [:]), after: .seconds(1)).isEmpty)
        #expect(world.handle(.reload).isEmpty)
    }
}

@Suite struct PoolReloadTests {
    @Test func asksAPredecessorToLeaveOnlyWhenItsSuccessorIsReady() {
        var world = World.serving(2)
        #expect(world.handle(.reload).withoutNotes == [.spawn(place: 2)])
        #expect(world.handle(.ready(place: 2, pid: 13)).withoutNotes == [.ask(pid: 11, .term), .spawn(place: 3)])
        let last = world.handle(.ready(place: 3, pid: 14))
        #expect(last.withoutNotes == [.ask(pid: 12, .term)])
        #expect(last.notes.contains(.reloaded))
        #expect(world.pool.phase == .running)
    }

    @Test func doesNotReplaceAPredecessorThatLeft() {
        var world = World.serving(1)
        _ = world.handle(.reload)
        _ = world.handle(.ready(place: 1, pid: 12))
        #expect(world.handle(.exited(pid: 11, .code(0), answered: 9)).withoutNotes.isEmpty)
    }

    @Test func keepsTheOldWorkersWhenTheFirstSuccessorCannotBoot() {
        var world = World.serving(2)
        _ = world.handle(.reload)
        let actions = world.handle(.exited(pid: 13, .code(3), answered: 0))
        #expect(actions.withoutNotes.isEmpty)
        #expect(actions.notes.last == .reloadFailed)
        #expect(world.pool.seats.map(\.holder) == [0, 1])
    }

    @Test func aSecondReloadReplacesThoseOfTheFirst() {
        var world = World.serving(1)
        _ = world.handle(.reload)
        _ = world.handle(.reload)
        #expect(world.handle(.ready(place: 1, pid: 12)).withoutNotes == [.ask(pid: 11, .term)])
        #expect(world.handle(.exited(pid: 11, .code(0), answered: 1)).withoutNotes == [.spawn(place: 0)])
    }

    @Test func aSuccessorTakesTheSeatOfAPredecessorThatDied() {
        var world = World.serving(1)
        _ = world.handle(.reload)
        #expect(world.handle(.exited(pid: 11, .signal(9), answered: 3)).withoutNotes.isEmpty)
        #expect(world.handle(.ready(place: 1, pid: 12)).notes.contains(.reloaded))
    }
}

@Suite struct PoolLimitTests {
    @Test func asksThenKillsAWorkerWhoseRequestIsOverdue() {
        var world = World.serving(1)
        let began = world.now
        for _ in 0..<14 { #expect(world.handle(.clock(working: [11: began]), after: .seconds(2)).isEmpty) }
        #expect(world.handle(.clock(working: [11: began]), after: .seconds(2)).withoutNotes == [.ask(pid: 11, .term)])
        #expect(world.handle(.clock(working: [11: began]), after: .seconds(2)) == [.ask(pid: 11, .kill)])
    }

    @Test func killsNobodyBecauseTheMachineWasSuspended() {
        var world = World.serving(1)
        _ = world.handle(.clock(working: [11: world.now]))
        #expect(world.handle(.clock(working: [11: Moment(microseconds: 0)]), after: .seconds(3600)).isEmpty)
    }

    @Test func endsAWorkerThatNeverBecomesReady() {
        var world = World(seats: 1)
        _ = world.handle(.begin)
        for _ in 0..<14 { #expect(world.handle(.clock(working: [:]), after: .seconds(2)).isEmpty) }
        #expect(world.handle(.clock(working: [:]), after: .seconds(2)) == [.ask(pid: 11, .term), .ask(pid: 11, .kill)])
    }
}
