import Booking
import Postgres
import Testing

@Suite("The rules")
struct RuleTests {
    private let world: World

    init() throws { world = try World() }

    private func needingApproval() throws -> Service.ID {
        let service = try world.service([world.person()])
        try world.owner.execute("update holdfast.services set needs_approval = true where id = \(service.value)")
        return service
    }

    @Test("keep a pending booking's time until it is approved or declined")
    func approval() throws {
        let service = try needingApproval()
        let first = try world.book(service, World.at(26, 10)), second = try world.book(service, World.at(26, 12), "bob@example.com")
        #expect(first.status == .pending)
        #expect(try !world.starts(service, 26).contains(World.at(26, 10)))
        #expect(try world.diary.approve(first.id, once: World.key()).status == .confirmed)
        #expect(try world.diary.decline(second.id, reason: "away", once: World.key()).status == .declined)
        #expect(try world.starts(service, 26).contains(World.at(26, 12)))
        #expect(try world.diary.agenda(from: .instant(World.at(26, 0)), to: .instant(World.at(27, 0))).map(\.id) == [first.id])
    }

    @Test("let a pending booking lapse after a day, or at its start, for whoever meets it")
    func lapse() throws {
        let service = try needingApproval()
        let late = try world.book(service, World.at(26, 10)), soon = try world.book(service, World.at(23, 9), "bob@example.com")
        try world.freeze(World.at(23, 9))
        #expect(try world.diary.appointment(id: soon.id).status == .lapsed)
        #expect(reason { try world.diary.approve(soon.id, once: World.key()) } == .holdExpired)
        try world.freeze(World.at(24, 7, 1))
        #expect(try world.diary.appointment(id: late.id).status == .lapsed)
        #expect(try world.starts(service, 26).contains(World.at(26, 10)))
        _ = try world.book(service, World.at(26, 10), "carl@example.com")
        #expect(try world.count("select count(*) as n from holdfast.bookings where status = 'lapsed'") == 2)
    }

    @Test("ask for approval again where a visitor moves an approved booking, not where the business does")
    func approvalAgain() throws {
        let service = try needingApproval()
        let booking = try world.book(service, World.at(26, 10))
        _ = try world.diary.approve(booking.id, once: World.key())
        #expect(try world.move(booking, to: world.hold(service, World.at(26, 14), moving: booking)).status == .pending)
        let hold = try world.hold(service, World.at(26, 16), moving: booking)
        #expect(try world.diary.reschedule(booking.reference, proof: .owner, to: hold.id, once: World.key()).status == .confirmed)
    }

    @Test("count by the business's local day for service and person")
    func dailyLimits() throws {
        let ann = try world.person(), bob = try world.person("Bob")
        let service = try world.service([ann, bob])
        try world.owner.execute("insert into holdfast.daily_limits (tenant_id, scope, maximum) values (\(world.key), 'resource', 2)")
        for hour in [8, 10] { _ = try world.book(service, World.at(24, hour), with: ann, "guest\(hour)@example.com") }
        #expect(reason { try world.hold(service, World.at(24, 14), with: ann) } == .limitReached)
        #expect(try world.starts(service, 24, with: ann).isEmpty)
        #expect(try world.hold(service, World.at(24, 14)).resource.id == bob)
        try world.owner.execute(
            "insert into holdfast.daily_limits (tenant_id, scope, service_id, maximum) values (\(world.key), 'service', \(service.value), 3)"
        )
        #expect(reason { try world.hold(service, World.at(24, 16)) } == .limitReached)
        #expect(reason { try world.hold(service, World.at(25, 16)) } == nil)
    }

    @Test("hold a customer to the bookings that the business takes from one")
    func customers() throws {
        let service = try world.service([world.person(), world.person("Bob")])
        try world.owner.execute("update holdfast.tenants set max_open_bookings = 2 where id = \(world.key)")
        _ = try world.book(service, World.at(24, 10))
        #expect(reason { try world.book(service, World.at(24, 10, 30), "ANN@example.com") } == .limitReached)
        _ = try world.book(service, World.at(25, 10))
        #expect(reason { try world.book(service, World.at(26, 10)) } == .limitReached)
        #expect(reason { try world.book(service, World.at(26, 14), "bob@example.com") } == nil)
        try world.owner.execute("update holdfast.tenants set max_open_bookings = null, customer_overlap = true where id = \(world.key)")
        try world.owner.execute("insert into holdfast.daily_limits (tenant_id, scope, maximum) values (\(world.key), 'customer', 2)")
        #expect(reason { try world.book(service, World.at(24, 14)) } == nil)
        #expect(reason { try world.book(service, World.at(24, 16)) } == .limitReached)
    }

    @Test("share bookings out to whoever has fewest that day, then to whose turn it is")
    func sharing() throws {
        let people = try (1...3).map { try world.person("Person \($0)") }
        let service = try world.service(people)
        let first = try (0..<6).map { try world.book(service, World.at(24, 8 + $0), "guest\($0)@example.com").resource.id }
        #expect(Set(first.prefix(3)) == Set(people))
        #expect(Array(first.prefix(3)) == Array(first.suffix(3)))
        _ = try world.book(service, World.at(25, 8), with: people[0], "a@example.com")
        _ = try world.book(service, World.at(25, 9), with: people[1], "b@example.com")
        #expect(try world.book(service, World.at(25, 10), "c@example.com").resource.id == people[2])
    }

    @Test("leave a booking in blocked time, list it, and keep its time blocked when it leaves")
    func blocks() throws {
        let ann = try world.person()
        let service = try world.service([ann])
        let booking = try world.book(service, World.at(24, 10))
        let block = try world.diary.block(ann, from: World.at(24, 9), to: World.at(24, 12), reason: "dentist", once: World.key())
        #expect(try world.diary.conflicts().map(\.id) == [booking.id])
        #expect(try world.diary.blocks(from: .instant(World.at(24, 0)), to: .instant(World.at(25, 0))).map(\.id) == [block.id])
        _ = try world.cancel(booking)
        #expect(reason { try world.hold(service, World.at(24, 10)) } == .slotTaken)
        try world.diary.unblock(block.id, once: World.key())
        #expect(reason { try world.hold(service, World.at(24, 10)) } == nil)
    }

    @Test("follow overrides, closed days, a person's own hours, and windows past midnight into a closed day")
    func hours() throws {
        let ann = try world.person(), bob = try world.person("Bob")
        let service = try world.service([ann, bob])
        try world.owner.execute("insert into holdfast.overrides (tenant_id, day) values (\(world.key), '2026-11-25')")
        try world.owner.execute(
            "insert into holdfast.overrides (tenant_id, resource_id, day, opens, closes) values (\(world.key), \(bob.value), '2026-11-25', '12:00', '14:00')"
        )
        #expect(try world.starts(service, 25) == (0...4).map { World.at(25, 12, $0 * 15) })
        try world.owner.execute(
            "insert into holdfast.weekly_hours (tenant_id, resource_id, weekday, opens, closes) values (\(world.key), \(ann.value), 2, '22:00', '02:00')"
        )
        #expect(try world.starts(service, 24, with: ann) == (0...7).map { World.at(24, 22, $0 * 15) })
        #expect(try world.starts(service, 25, with: ann) == (0...4).map { World.at(25, 0, $0 * 15) })
    }

    @Test("refuse details that nobody could be reached by")
    func details() throws {
        let service = try world.service([world.person()])
        try world.owner.execute("update holdfast.services set at_customer = true where id = \(service.value)")
        let hold = try world.hold(service, World.at(24, 10))
        for (name, email, phone, address) in [
            ("", "a@b.cd", nil, "Street 1"), ("Ann", nil, nil, "Street 1"), ("Ann", "a", nil, "Street 1"),
            ("Ann", nil, "call me", "Street 1"),
            ("Ann", "a@b.cd", nil, nil), ("A\0", "a@b.cd", nil, "Street 1"),
        ] as [(String, String?, String?, String?)] {
            let customer = CustomerDetails(name: name, email: email, phone: phone, address: address)
            #expect(
                reason { try world.diary.confirm(hold.id, customer: customer, notes: "", conversation: nil, once: World.key()) } == .invalid
            )
        }
        let customer = CustomerDetails(name: "Ann", email: nil, phone: "+1 (212) 555-0199", address: "Street 1")
        let booking = try world.diary.confirm(hold.id, customer: customer, notes: "ring twice", conversation: "c", once: World.key())
        #expect(booking.customer.phone == "+12125550199")
        #expect(try world.diary.appointment(booking.reference, proof: .contact("+1 212 555 0199")).notes == "ring twice")
        #expect(try world.diary.appointment(booking.reference, proof: .conversation("c")).id == booking.id)
    }
}
