import Booking
import Postgres
import Testing

@Suite("Local time")
struct LocalTimeTests {
    private let world: World

    init() throws { world = try World(zone: "America/New_York") }

    private func instant(_ text: String) throws -> Instant {
        try world.owner.rows("select \(text)::text::timestamptz as at") { row throws(DatabaseError) in try row.read("at", as: Instant.self)
        }[0]
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: year, month: month, day: day))
    }

    @Test("that occurs twice is given twice, and one that doesn't exist is the first instant after the gap")
    func resolved() throws {
        let twice = try world.diary.resolve(local: day(2027, 11, 7), minuteOfDay: 90)
        #expect(twice.map(\.abbreviation) == ["EDT", "EST"])
        #expect(try twice.map(\.instant) == [instant("2027-11-07 05:30Z"), instant("2027-11-07 06:30Z")])
        let gap = try world.diary.resolve(local: day(2027, 3, 14), minuteOfDay: 150)
        #expect(try gap.map(\.instant) == [instant("2027-03-14 07:00Z")])
        #expect(gap.map(\.offset) == [-4 * 3600])
    }

    @Test("lets both copies of a repeated hour be booked, and opens late shifts of five hours")
    func repeatedHour() throws {
        let ann = try world.person()
        let service = try world.service([ann])
        try world.owner.execute("update holdfast.services set maximum_horizon_days = 400 where id = \(service.value)")
        try world.owner.execute(
            "insert into holdfast.weekly_hours (tenant_id, resource_id, weekday, opens, closes) values (\(world.key), \(ann.value), 6, '22:00', '02:00')"
        )
        let list = try world.diary.slots(SlotQuestion(service: service), from: .day(day(2027, 11, 6)), to: .day(day(2027, 11, 7)))
        #expect(list.slots.count == 17)
        #expect(try list.slots.last?.start.instant == instant("2027-11-07 06:00Z"))
        #expect(list.slots.suffix(5).map(\.start.abbreviation) == ["EDT", "EDT", "EDT", "EDT", "EST"])
    }

    @Test("tells the opening hours day by day")
    func openingHours() throws {
        let days = try world.diary.openingHours(from: day(2026, 11, 28), days: 3)
        #expect(days.map(\.windows.count) == [0, 0, 1])
        #expect(try days[2].windows[0].0.instant == instant("2026-11-30 13:00Z"))
    }

    @Test("that is over, or beyond the horizon, holds no slots")
    func outside() throws {
        let asked = SlotQuestion(service: try world.service([world.person()]))
        #expect(try world.diary.slots(asked, from: .day(day(2026, 11, 1)), to: .day(day(2026, 11, 20))).slots.isEmpty)
        #expect(try world.diary.slots(asked, from: .day(day(2027, 11, 1)), to: .day(day(2027, 11, 20))).slots.isEmpty)
    }

    @Test("is asked for 62 days at most")
    func span() throws {
        let service = try world.service([world.person()])
        #expect(
            reason { try world.diary.slots(SlotQuestion(service: service), from: .day(day(2026, 11, 1)), to: .day(day(2027, 1, 1))) } == nil
        )
        #expect(
            reason { try world.diary.slots(SlotQuestion(service: service), from: .day(day(2026, 11, 1)), to: .day(day(2027, 1, 2))) }
                == .invalid)
        #expect(
            reason { try world.diary.slots(SlotQuestion(service: service), from: .day(day(2026, 11, 2)), to: .day(day(2026, 11, 1))) }
                == .invalid)
    }
}
