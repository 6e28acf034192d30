import Testing

@testable import FCGIHost

private let now = Moment(microseconds: 1_000_000)

extension Changeover {
    @discardableResult
    fileprivate mutating func take(_ events: Event..., at moment: Moment = now) -> [Action] { events.flatMap { handle($0, at: moment) } }

    /// Three pools of which nothing is asked yet.
    fileprivate static var three: Changeover { Changeover(pools: 3, patience: .seconds(60)) }
}

@Suite struct ChangeoverReloadTests {
    @Test func acceptsWhenEveryPoolsCanaryHasPassed() {
        var change = Changeover.three
        #expect(change.take(.reload) == [.note(.reloading), .plan(generation: 2)])
        #expect(change.take(.planned(generation: 2)) == [.attempt(generation: 2)])
        #expect(change.take(.tried(section: 0, nil), .tried(section: 2, nil)).isEmpty)
        #expect(change.take(.tried(section: 1, nil)) == [.accept(generation: 2)])
        #expect(change.report.outcome == .underWay)
        #expect(change.take(.renewed(section: 1), .renewed(section: 0)).isEmpty)
        #expect(change.take(.renewed(section: 2)) == [.note(.reloaded)])
        #expect(change.report.outcome == .done)
        #expect(change.report.generation == 2)
    }

    @Test func refusesEverywhereWhenOneCanaryFails() {
        var change = Changeover.three
        change.take(.reload, .planned(generation: 2), .tried(section: 0, nil))
        #expect(change.take(.tried(section: 1, "no page")) == [.refuse, .note(.reloadFailed("no page"))])
        #expect(change.take(.tried(section: 2, nil)).isEmpty)
        #expect((change.report.outcome, change.report.reason) == (.failed, "no page"))
        #expect(change.report.generation == 1)
    }

    @Test func triesNothingWithWrongSettings() {
        var change = Changeover.three
        change.take(.reload)
        #expect(change.take(.notPlanned("line 3 is no NAME=VALUE")) == [.note(.reloadFailed("line 3 is no NAME=VALUE"))])
        #expect(change.reload == .none)
    }

    @Test func beginsAnotherReloadAfterOneThatIsTried() {
        var change = Changeover.three
        change.take(.reload, .planned(generation: 2))
        #expect(change.take(.reload, .reload, .reload).isEmpty)
        let after = change.take(.tried(section: 0, nil), .tried(section: 1, nil), .tried(section: 2, nil))
        #expect(after == [.accept(generation: 2), .note(.reloading), .plan(generation: 3)])
    }

    @Test func beginsAnotherReloadWhileTheLastOneRolls() {
        var change = Changeover.three
        change.take(.reload, .planned(generation: 2), .tried(section: 0, nil), .tried(section: 1, nil), .tried(section: 2, nil))
        #expect(change.take(.reload) == [.note(.reloading), .plan(generation: 3)])
    }

    @Test func numbersARefusedProgramLikeAnyOther() {
        var change = Changeover.three
        change.take(.reload, .planned(generation: 2), .tried(section: 0, "no"))
        #expect(change.take(.reload) == [.note(.reloading), .plan(generation: 3)])
    }
}

@Suite struct ChangeoverUpgradeTests {
    @Test func retiresWhenTheHeirServes() {
        var change = Changeover.three
        #expect(change.take(.upgrade) == [.startHeir])
        #expect(change.take(.heirStarted(pid: 99)) == [.note(.upgrading(pid: 99))])
        #expect(change.take(.heirReady) == [.note(.upgraded(pid: 99)), .retire(heir: 99, reload: false)])
        #expect(change.take(.reload, .upgrade, .heirLeft("later"), .clock).isEmpty)
    }

    @Test func goesOnWhenTheHeirEnds() {
        var change = Changeover.three
        change.take(.upgrade, .heirStarted(pid: 99))
        #expect(change.take(.heirLeft("code 3")) == [.note(.upgradeFailed("code 3"))])
        #expect(change.take(.upgrade) == [.startHeir])
    }

    @Test func endsAnHeirThatNeverServes() {
        var change = Changeover.three
        change.take(.upgrade, .heirStarted(pid: 99))
        #expect(change.take(.clock, at: now + .seconds(59)).isEmpty)
        #expect(change.take(.clock, at: now + .seconds(60)) == [.endHeir(pid: 99, .term)])
        #expect(change.take(.clock, at: now + .seconds(65)) == [.endHeir(pid: 99, .kill)])
        #expect(change.take(.heirLeft("signal 9")) == [.note(.upgradeFailed("it didn't serve in time"))])
    }

    @Test func passesAReloadOnToTheHeir() {
        var change = Changeover.three
        change.take(.upgrade, .heirStarted(pid: 99), .reload)
        #expect(change.take(.heirReady).last == .retire(heir: 99, reload: true))
    }

    @Test func reloadsItselfWhereTheHeirEnds() {
        var change = Changeover.three
        change.take(.upgrade, .heirStarted(pid: 99), .reload)
        #expect(change.take(.heirLeft("code 3")).last == .plan(generation: 2))
    }

    @Test func waitsForAReloadThatIsTried() {
        var change = Changeover.three
        change.take(.reload, .planned(generation: 2))
        #expect(change.take(.upgrade).isEmpty)
        #expect(change.take(.tried(section: 0, "no")).last == .startHeir)
    }

    @Test func takesTheHeirWithItWhenItStops() {
        var change = Changeover.three
        change.take(.upgrade, .heirStarted(pid: 99))
        #expect(change.take(.stop) == [.endHeir(pid: 99, .term)])
        #expect(change.take(.reload, .upgrade, .heirLeft("code 0")).isEmpty)
    }

    @Test func anHeirServesOnlyWithCanariesThatPassed() {
        var heir = Changeover(pools: 2, patience: .seconds(60), isHeir: true)
        #expect(heir.take(.tried(section: 0, nil), .tried(section: 1, nil)) == [.accept(generation: 1)])
        #expect(heir.take(.renewed(section: 0), .renewed(section: 1)).isEmpty)
        var broken = Changeover(pools: 2, patience: .seconds(60), isHeir: true)
        #expect(broken.take(.tried(section: 1, "no page")) == [.refuse, .note(.hopeless("no page"))])
    }
}

/// Storms of signals: whatever comes in whatever order, no two things are under way at once, and the last wish is carried out.
@Suite struct ChangeoverPropertyTests {
    @Test(arguments: 1...20)
    func carriesOutTheLastReloadAfterAStorm(seed: Int) {
        var storm = Storm(seed: seed)
        for _ in 0..<300 { storm.happen() }
        storm.asks = false
        storm.tell(.reload)
        let wished = storm.clock
        for _ in 0..<1_000 where storm.retired == nil { storm.happen() }
        #expect(storm.retired != nil || storm.lastPlan >= wished)
    }
}

private struct Storm {
    var change = Changeover.three
    var random: Random
    /// Whether anything new is asked for.
    var asks = true
    var clock = 0
    var lastPlan = -1
    var retired: Int32?
    private var planned: Int?
    private var trying: Int?
    private var heir: Int32?

    init(seed: Int) { random = Random(state: UInt64(seed)) }

    mutating func happen() {
        clock += 1
        let lots = random.next(below: 12)
        switch lots {
        case 0 where asks: tell(.reload)
        case 1 where asks: tell(.upgrade)
        case 2 where planned != nil: plan()
        case 3...6 where trying != nil: tell(.tried(section: random.next(below: 3), random.next(below: 8) == 0 ? "no" : nil))
        case 7, 8: tell(.renewed(section: random.next(below: 3)))
        case 9 where heir != nil: tell(random.next(below: 6) == 0 ? .heirReady : .heirLeft("gone"))
        default: break
        }
    }

    private mutating func plan() {
        guard let number = planned else { return }
        planned = nil
        tell(random.next(below: 6) == 0 ? .notPlanned("no") : .planned(generation: number))
    }

    mutating func tell(_ event: Changeover.Event) {
        guard retired == nil else { return }
        if case .heirLeft = event { heir = nil }
        for action in change.handle(event, at: now) { act(action) }
    }

    private mutating func act(_ action: Changeover.Action) {
        switch action {
        case .plan(let number):
            #expect(planned == nil && trying == nil && heir == nil)
            (planned, lastPlan) = (number, clock)
        case .attempt(let number):
            #expect(trying == nil)
            trying = number
        case .accept(let number):
            #expect(trying == number)
            trying = nil
        case .refuse: trying = nil
        case .startHeir:
            #expect(heir == nil && trying == nil && planned == nil)
            heir = 99
            tell(.heirStarted(pid: 99))
        case .retire(let pid, _): retired = pid
        case .endHeir, .note: break
        }
    }
}
