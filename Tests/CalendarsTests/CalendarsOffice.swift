import Booking
import Calendars
import Jobs
import Postgres
import ScriptedServer
import Sealing
import TestCluster
import Testing

/// A business that is always open, with one person and a service, and Google beside it.
final class CalendarsOffice {
    static let allScopes = "openid email " + GooglePermission.allCases.map(\.rawValue).joined(separator: " ")
    static let session = SHA256.digest("session")

    let world: TestDatabase
    let google: FakeGoogle
    let database: Database
    let keys = KeyRing(String(repeating: "c4", count: 32))!
    private let server: ScriptedServer
    private(set) var tenant: Int64 = 0

    init(_ google: FakeGoogle = FakeGoogle()) throws {
        world = try TestDatabase()
        database = world.application()
        self.google = google
        server = google.server()
        tenant = try business("office")
        try execute("select holdfast.clock_set('2026-11-02T12:00:00Z')")
    }

    @discardableResult
    func business(_ slug: String) throws -> Int64 {
        let tenant = try number(
            "insert into holdfast.tenants (slug, name, zone, address) values (\(slug), 'Office', 'UTC', '1 Main St') returning id as n")
        try execute(
            """
            insert into holdfast.weekly_hours (tenant_id, weekday, opens, closes)
            select \(tenant), d, '00:00', '24:00' from generate_series(1, 7) d
            """)
        try execute("insert into holdfast.resources (tenant_id, name, kind) values (\(tenant), 'Ann', 'person')")
        try execute("insert into holdfast.services (tenant_id, name) values (\(tenant), 'Talk')")
        try execute("insert into holdfast.service_durations select tenant_id, id, 60, 0 from holdfast.services where tenant_id = \(tenant)")
        try execute(
            """
            insert into holdfast.requirements select s.tenant_id, s.id, r.id, 1
            from holdfast.services s join holdfast.resources r using (tenant_id) where s.tenant_id = \(tenant)
            """)
        return tenant
    }

    func app(port: UInt16? = nil) -> GoogleApp {
        let root = "http://127.0.0.1:\(port ?? server.port)"
        return GoogleApp(
            clientID: "client", clientSecret: "secret", authURL: "https://google.example/auth", tokenURL: root + "/token", apiURL: root,
            publicURL: "https://book.example")
    }

    // MARK: - Connecting

    /// Leaves for Google: the state that is taken along.
    func leave(tenant: Int64? = nil) throws -> String {
        let consent = GoogleConsent(app(), keys: keys, tenant: tenant ?? self.tenant, database: database)
        let address = try consent.address(session: Self.session, hint: nil)
        let state = address.split(separator: "&").first { $0.hasPrefix("state=") }
        return try #require(state.map { String($0.dropFirst("state=".count)) })
    }

    @discardableResult
    func comeBack(
        _ state: String, code: String? = nil, error: String? = nil, session: [UInt8] = session, tenant: Int64? = nil
    ) throws
        -> ConsentOutcome?
    {
        let code = code ?? (error == nil ? Hexadecimal.encode(SHA256.digest(state)) : nil)
        return try GoogleConsent(app(), keys: keys, tenant: tenant ?? self.tenant, database: database)
            .answer(state: state, session: session, code: code, error: error)
    }

    /// Connects Ann's account and writes her bookings into her own calendar.
    func connect(tenant: Int64? = nil) throws {
        try comeBack(try leave(tenant: tenant), tenant: tenant)
        try drain()
    }

    func connectAnn() throws {
        try connect()
        #expect(try jobs("connect_calendar") + jobs("list_calendars") == ["done", "done"])
        let own = try number("select id as n from holdfast.calendars where is_primary")
        _ = try choices.choose(for: try resource, written: own, read: [])
        try drain()
    }

    var choices: CalendarChoices { CalendarChoices(tenant: tenant, database: database) }
    var resource: Int64 { get throws { try number("select id as n from holdfast.resources where tenant_id = \(tenant)") } }

    func runner(only kind: String? = nil) -> JobRunner {
        JobRunner(
            kinds: (CalendarKinds.all(app(), keys: keys) + HouseKinds.all).filter { kind == nil || $0.name == kind }, worker: "jobs-0-1",
            database: world.application(),
            lease: .seconds(60), upkeep: .seconds(3600))
    }

    /// Runs until nothing is due; rests of jobs and accounts are over at once.
    func drain(rests: Int = 0) throws {
        let runner = runner()
        for round in 0...rests {
            if round > 0 { try endRests() }
            while try runner.round(.silent) {}
        }
    }

    func endRests() throws {
        try execute("update holdfast.jobs set rest_until = '-infinity' where state = 'resting'")
        try execute("update holdfast.calendar_accounts set rest_until = '-infinity'")
    }

    // MARK: - Booking

    var diary: Diary { get throws { Diary(tenant: try #require(try Diary.tenant(slug: "office", in: database)), database: database) } }

    func book(_ start: String, email: String? = "ada@example.org") throws -> Appointment {
        let customer = CustomerDetails(name: "Ada", email: email, phone: nil, address: nil)
        return try diary.confirm(
            try hold(start).id, customer: customer, notes: "Bring the plan", conversation: nil, once: key("confirm " + start))
    }

    /// A hold whose question was answered before anything else happens.
    func hold(_ start: String, moving: Moving? = nil) throws -> Hold {
        let hold = try holdUnanswered(start, moving: moving)
        let runner = runner(only: "ask_calendars")
        while try runner.round(.silent) {}
        return hold
    }

    func holdUnanswered(_ start: String, moving: Moving? = nil) throws -> Hold {
        let service = Service.ID(try number("select id as n from holdfast.services where tenant_id = \(tenant)"))
        return try diary.hold(
            SlotQuestion(service: service, moving: moving), start: try #require(Instant(start)),
            by: Holder(client: nil, address: "192.0.2.1"), once: key(start))
    }

    /// Moves a booking, as its customer does.
    func move(_ booking: Appointment, to start: String) throws -> Appointment {
        let proof = Proof.contact("ada@example.org")
        let hold = try hold(start, moving: Moving(reference: booking.reference, proof: proof))
        return try diary.reschedule(booking.reference, proof: proof, to: hold.id, once: key("move " + start))
    }

    func cancel(_ booking: Appointment) throws {
        _ = try diary.cancel(booking.reference, proof: .owner, reason: "", once: key("cancel \(booking.id)"))
    }

    func key(_ name: String) -> RequestKey { RequestKey(route: "test", key: "a key of a test \(name)", bodyHash: [1]) }

    // MARK: - Looking

    func number(_ query: Query) throws -> Int64 {
        let found = try world.owner().rows(query) { row throws(DatabaseError) in try row.read("n", as: Int64.self) }
        return try #require(found.first)
    }

    func strings(_ query: Query) throws -> [String] { try world.owner().rows(query) { row throws(DatabaseError) in try row.read("s") } }
    func execute(_ query: Query) throws { try world.owner().execute(query) }

    /// `state version generation` of every event that we write.
    func entries() throws -> [String] {
        try strings(
            "select state || ' ' || version || ' ' || generation as s from holdfast.calendar_entries order by booking_id, calendar_id")
    }

    func jobs(_ kind: String) throws -> [String] {
        try strings("select state || coalesce(' ' || failure, '') as s from holdfast.jobs where kind = \(kind) order by id")
    }
}

extension JobWatch {
    static var silent: JobWatch { JobWatch(begin: { _, _ in }, end: { _ in }, isLeaving: { false }) }
}
