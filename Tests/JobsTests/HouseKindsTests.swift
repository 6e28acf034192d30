import Booking
import Jobs
import Postgres
import Testing

@Suite("The house's own jobs")
struct HouseKindsTests {
    private let office: Office
    private let diary: Diary
    private let service: Service.ID

    /// A business that is always open, with one person and a service that it must approve of.
    init() throws {
        office = try Office()
        let tenant = office.tenant
        try office.execute(
            """
            insert into holdfast.weekly_hours (tenant_id, weekday, opens, closes)
            select \(tenant), d, '00:00', '24:00' from generate_series(1, 7) d
            """)
        try office.execute("insert into holdfast.resources (tenant_id, name, kind) values (\(tenant), 'Ann', 'person')")
        try office.execute("insert into holdfast.services (tenant_id, name, needs_approval) values (\(tenant), 'Talk', true)")
        try office.execute(
            "insert into holdfast.service_durations select tenant_id, id, 60, 0 from holdfast.services where tenant_id = \(tenant)")
        try office.execute(
            """
            insert into holdfast.requirements select s.tenant_id, s.id, r.id, 1
            from holdfast.services s join holdfast.resources r using (tenant_id) where s.tenant_id = \(tenant)
            """)
        service = Service.ID(Int64(try office.number("select id as n from holdfast.services where tenant_id = \(tenant)")))
        diary = Diary(tenant: try #require(try Diary.tenant(slug: "office", in: office.database)), database: office.database)
    }

    private func hold(_ start: String) throws -> Hold {
        let holder = Holder(client: nil, address: "192.0.2.1")
        return try diary.hold(SlotQuestion(service: service), start: try #require(Instant(start)), by: holder, once: key(start))
    }

    private func key(_ name: String) -> RequestKey { RequestKey(route: "test", key: "a key of a test \(name)", bodyHash: [1]) }

    private func book(_ start: String) throws -> Appointment {
        let customer = CustomerDetails(name: "Ada", email: "ada@example.org", phone: nil, address: nil)
        return try diary.confirm(try hold(start).id, customer: customer, notes: "", conversation: nil, once: key("confirm " + start))
    }

    private func status(_ booking: Appointment) throws -> String {
        try office.text("select status as t from holdfast.bookings where id = \(booking.id.value)")
    }

    @Test("lapse a request at its answer time, and not one that was answered")
    func lapse() throws {
        let (answered, forgotten) = (try book("2026-11-10T09:00:00Z"), try book("2026-11-10T11:00:00Z"))
        _ = try diary.approve(answered.id, once: key("approve"))
        let runner = office.runner(HouseKinds.all)
        try office.execute("select holdfast.clock_move('23 hours 59 minutes')")
        try office.drain(runner)
        #expect(try status(forgotten) == "pending")
        try office.execute("select holdfast.clock_move('1 minute')")
        try office.drain(runner)
        #expect(try [answered, forgotten].map(status) == ["confirmed", "lapsed"])
        #expect(try office.states("lapse_booking") == ["done", "done"])
    }

    @Test("run what is due when the clock is moved by a year")
    func year() throws {
        let booking = try book("2026-11-10T09:00:00Z")
        let holds = try (10...14).map { try hold("2026-11-12T\($0):00:00Z") }
        try office.execute("select holdfast.clock_move('1 year')")
        try office.drain(office.runner(HouseKinds.all, upkeep: .zero))
        #expect(try status(booking) == "lapsed")
        #expect(try office.number("select count(*)::integer as n from holdfast.claims where tenant_id = \(office.tenant)") == 0)
        #expect(try office.number("select count(*)::integer as n from holdfast.bookings where status = 'expired'") == holds.count)
    }

    @Test("forget receipts after a day of the machine's time")
    func receipts() throws {
        _ = try hold("2026-11-12T10:00:00Z")
        _ = try hold("2026-11-12T12:00:00Z")
        try office.execute("update holdfast.receipts set created_at = now() - interval '25 hours' where key like '%10:00:00Z'")
        try office.drain(office.runner(HouseKinds.all, upkeep: .zero))
        #expect(try office.number("select count(*)::integer as n from holdfast.receipts") == 1)
        #expect(try office.states("forget_receipts") == ["done"])
    }
}
