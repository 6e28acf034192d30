import Booking
import Postgres
import Testing

@Suite("A hold")
struct HoldTests {
    private let world: World

    init() throws { world = try World() }

    @Test("takes its time from everybody else and says what else could be had")
    func takes() throws {
        let service = try world.service([world.person()])
        let hold = try world.hold(service, World.at(24, 10))
        #expect(hold.expires.instant == World.at(23, 7, 5))
        #expect(try !world.starts(service, 24).contains(World.at(24, 10)))
        do {
            _ = try world.hold(service, World.at(24, 10, 30))
            Issue.record("two holds overlap")
        } catch DiaryError.refused(let reason, _, let alternatives) {
            #expect(reason == .slotTaken)
            #expect(alternatives.count == 5)
            for slot in alternatives {
                #expect(try world.diary.explain(SlotQuestion(service: service), start: slot.start.instant).bookable)
            }
        }
    }

    @Test("that ran out blocks nobody, though nothing sweeps")
    func runsOut() throws {
        let service = try world.service([world.person()])
        let first = try world.hold(service, World.at(24, 10))
        try world.freeze(World.at(23, 7, 6))
        #expect(try world.starts(service, 24).contains(World.at(24, 10)))
        let second = try world.hold(service, World.at(24, 10))
        #expect(reason { try world.confirm(first) } == .holdExpired)
        #expect(try world.confirm(second).status == .confirmed)
        #expect(try world.count("select count(*) as n from holdfast.bookings where status = 'expired'") == 1)
        #expect(try world.count("select count(*) as n from holdfast.claims") == 1)
    }

    @Test("that ran out and that nobody met can still be confirmed or renewed")
    func untouched() throws {
        let service = try world.service([world.person()])
        let first = try world.hold(service, World.at(24, 10)), second = try world.hold(service, World.at(24, 12))
        try world.freeze(World.at(23, 7, 6))
        #expect(try world.diary.renew(second.id).expires.instant == World.at(23, 7, 11))
        #expect(try world.confirm(first).start.instant == World.at(24, 10))
    }

    @Test("loses its person too where a neighbour needs only its room")
    func neighbour() throws {
        let ann = try world.person(), bob = try world.person("Bob"), room = try world.person("Room", kind: "room")
        let service = try world.service([ann, bob], and: [[room]])
        let first = try world.hold(service, World.at(24, 10), with: ann)
        try world.freeze(World.at(23, 7, 6))
        _ = try world.hold(service, World.at(24, 10), with: bob)
        #expect(reason { try world.confirm(first) } == .holdExpired)
        #expect(try world.count("select count(*) as n from holdfast.claims where resource_id = \(ann.value)") == 0)
        #expect(try world.count("select count(*) as n from holdfast.claims") == 2)
    }

    @Test("is renewed up to a quarter of an hour")
    func renewal() throws {
        let hold = try world.hold(world.service([world.person()]), World.at(24, 10))
        for minute in [4, 8, 12] {
            try world.freeze(World.at(23, 7, minute))
            #expect(try world.diary.renew(hold.id).expires.instant == World.at(23, 7, min(minute + 5, 15)))
        }
        try world.freeze(World.at(23, 7, 16))
        #expect(reason { try world.diary.renew(hold.id) } == .holdExpired)
    }

    @Test("can be given back, more than once")
    func release() throws {
        let service = try world.service([world.person()])
        let hold = try world.hold(service, World.at(24, 10))
        try world.diary.release(hold.id, once: World.key())
        try world.diary.release(hold.id, once: World.key())
        #expect(try world.starts(service, 24).contains(World.at(24, 10)))
        #expect(reason { try world.confirm(hold) } == .holdExpired)
    }

    @Test("is refused with the first reason that stands against it")
    func reasons() throws {
        let ann = try world.person(), bob = try world.person("Bob")
        let service = try world.service([ann], minutes: [60, 90])
        try world.owner.execute(
            "update holdfast.services set minimum_notice_minutes = 120, maximum_horizon_days = 7 where id = \(service.value)")
        let asked = SlotQuestion(service: service)
        let expected: [(Instant, Reason?)] = [
            (World.at(23, 8, 45), .tooSoon), (World.at(23, 9), nil), (World.at(30, 8), .tooFar), (World.at(24, 7, 45), .outsideHours),
            (World.at(24, 17), nil), (World.at(24, 17, 15), .outsideHours), (World.at(24, 10, 10), .notOnGrid),
            (World.at(28, 10), .outsideHours),
        ]
        for (start, reason) in expected { #expect(try world.diary.explain(asked, start: start).reason == reason) }
        #expect(reason { try world.hold(Service.ID(0), World.at(24, 10)) } == .unknownService)
        #expect(reason { try world.hold(service, World.at(24, 10), with: bob) } == .invalid)
        #expect(reason { try world.hold(service, World.at(24, 10), duration: 45) } == .invalid)
        #expect(try world.hold(service, World.at(24, 16, 30), duration: 90).end.instant == World.at(24, 18))
    }

    @Test("brings its buffers, which may reach outside the hours and never into other time")
    func buffers() throws {
        let ann = try world.person()
        let service = try world.service([ann])
        try world.owner.execute(
            "update holdfast.services set buffer_before_minutes = 15, buffer_after_minutes = 30 where id = \(service.value)")
        _ = try world.hold(service, World.at(24, 8))
        #expect(try world.starts(service, 24).first == World.at(24, 9, 45))
        _ = try world.diary.block(ann, from: World.at(24, 12), to: World.at(24, 13), reason: "", once: World.key())
        #expect(try world.starts(service, 24, with: ann).filter { $0 < World.at(24, 13) }.last == World.at(24, 10, 30))
        #expect(try world.starts(service, 24).last == World.at(24, 17))
    }

    @Test("is one of three that a client may have")
    func caps() throws {
        let service = try world.service([world.person()])
        let holder = Holder(client: "one client", address: "192.0.2.9")
        for hour in 8...10 {
            _ = try world.diary.hold(SlotQuestion(service: service), start: World.at(24, hour), by: holder, once: World.key())
        }
        #expect(
            reason { try world.diary.hold(SlotQuestion(service: service), start: World.at(24, 12), by: holder, once: World.key()) }
                == .limitReached)
        try world.freeze(World.at(23, 7, 6))
        #expect(
            reason { try world.diary.hold(SlotQuestion(service: service), start: World.at(24, 12), by: holder, once: World.key()) } == nil)
    }

    @Test("goes to one of fifty who want it at once")
    func crowd() throws {
        let service = try world.service([world.person()])
        let results = world.atOnce(50) { diary, number in
            try diary.hold(
                SlotQuestion(service: service), start: World.at(24, 10), by: Holder(client: nil, address: "192.0.2.\(number)"),
                once: World.key())
        }
        #expect(results.count { $0.value != nil } == 1)
        #expect(results.count { $0.refusal == .slotTaken } == 49)
        #expect(try world.count("select count(*) as n from holdfast.claims") == 1)
    }
}
