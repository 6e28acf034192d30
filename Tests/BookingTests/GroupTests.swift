import Booking
import Postgres
import Testing

@Suite("A group")
struct GroupTests {
    private let world: World
    private let ann: Resource.ID
    private let room: Resource.ID

    init() throws {
        world = try World()
        ann = try world.person()
        room = try world.person("Hall", kind: "room")
    }

    private func yoga(capacity: Int) throws -> Service.ID {
        let service = try world.service([ann], and: [[room]], capacity: capacity)
        try world.begins(service, atHour: 10)
        return service
    }

    private func seatsLeft(_ service: Service.ID) throws -> Int? {
        guard let day = CivilDate(year: 2026, month: 11, day: 24) else { return nil }
        return try world.diary.slots(SlotQuestion(service: service), from: .day(day), to: .day(day)).slots.first?.seatsLeft
    }

    @Test("shares one session, seat by seat, until it is full")
    func seats() throws {
        let service = try yoga(capacity: 3)
        #expect(try world.starts(service, 24) == [World.at(24, 10)])
        for number in 1...3 {
            #expect(try seatsLeft(service) == 4 - number)
            _ = try world.book(service, World.at(24, 10), "guest\(number)@example.com")
        }
        #expect(reason { try world.hold(service, World.at(24, 10)) } == .full)
        #expect(try world.count("select count(distinct session_id) as n from holdfast.claims") == 1)
        #expect(try world.count("select count(*) as n from holdfast.claims") == 6)
    }

    @Test("of eight lowered to six evicts nobody and takes nobody until there are fewer than six")
    func lowered() throws {
        let service = try yoga(capacity: 8)
        let guests = try (1...8).map { try world.book(service, World.at(24, 10), "guest\($0)@example.com") }
        try world.owner.execute("update holdfast.services set capacity = 6 where id = \(service.value)")
        #expect(try world.count("select count(*) as n from holdfast.bookings where status = 'confirmed'") == 8)
        for guest in guests.prefix(2) {
            #expect(reason { try world.hold(service, World.at(24, 10)) } == .full)
            _ = try world.cancel(guest)
        }
        #expect(reason { try world.hold(service, World.at(24, 10)) } == .full)
        _ = try world.cancel(guests[2])
        #expect(reason { try world.book(service, World.at(24, 10), "late@example.com") } == nil)
        #expect(reason { try world.hold(service, World.at(24, 10)) } == .full)
    }

    @Test("gives no more seats than it has to thirty who come at once")
    func crowd() throws {
        let service = try yoga(capacity: 8)
        let results = world.atOnce(30) { diary, number in
            try diary.hold(
                SlotQuestion(service: service), start: World.at(24, 10), by: Holder(client: nil, address: "192.0.2.\(number)"),
                once: World.key())
        }
        #expect(results.count { $0.value != nil } == 8)
        #expect(results.count { $0.refusal == .full } == 22)
        #expect(try world.count("select count(distinct session_id) as n from holdfast.claims") == 1)
    }

    @Test("keeps its time from the services that need its person or its room")
    func neighbours() throws {
        let service = try yoga(capacity: 3)
        let alone = try world.service([ann]), other = try world.service([world.person("Bob")], and: [[room]])
        _ = try world.book(service, World.at(24, 10))
        #expect(reason { try world.hold(alone, World.at(24, 10, 30)) } == .slotTaken)
        #expect(reason { try world.hold(other, World.at(24, 10, 30)) } == .slotTaken)
        _ = try world.book(alone, World.at(25, 9, 30), "bob@example.com")
        #expect(reason { try world.hold(service, World.at(25, 10)) } == .slotTaken)
    }

    @Test("fills an open session before it opens another person's")
    func openFirst() throws {
        let bob = try world.person("Bob")
        let service = try world.service([ann, bob], capacity: 2)
        try world.begins(service, atHour: 10)
        _ = try world.book(service, World.at(24, 10), with: bob, "one@example.com")
        #expect(try world.book(service, World.at(24, 10), "two@example.com").resource.id == bob)
        #expect(try world.book(service, World.at(24, 10), "three@example.com").resource.id == ann)
    }

    @Test("takes back a member who moves within it, full as it is, and one who moves onto its own overlap")
    func moving() throws {
        let service = try yoga(capacity: 2)
        try world.owner.execute(
            """
            insert into holdfast.service_starts (tenant_id, service_id, weekday, starts)
            select \(world.key), \(service.value), d, '10:30' from generate_series(1, 5) d
            """)
        let first = try world.book(service, World.at(24, 10), "one@example.com")
        let second = try world.book(service, World.at(24, 10), "two@example.com")
        _ = try world.move(second, to: world.hold(service, World.at(24, 10), moving: second))
        #expect(try world.count("select count(*) as n from holdfast.claims") == 4)
        #expect(reason { try world.hold(service, World.at(24, 10, 30), moving: first) } == .slotTaken)
        _ = try world.cancel(second)
        let hold = try world.hold(service, World.at(24, 10, 30), moving: first)
        #expect(reason { try world.hold(service, World.at(24, 10)) } == .slotTaken)
        #expect(try world.move(first, to: hold).start.instant == World.at(24, 10, 30))
        #expect(reason { try world.book(service, World.at(24, 10, 30), "three@example.com") } == nil)
        #expect(try world.count("select count(distinct session_id) as n from holdfast.claims") == 1)
    }
}
