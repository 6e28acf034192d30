import Booking
import Jobs
import Postgres
import TestCluster
import Testing
import Web

@testable import Calendars

@Suite("What stands in a calendar")
struct ReadingTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws {
        office = try CalendarsOffice()
        try office.connectAnn()
    }

    private func read() throws {
        google.sayNothing(because: nil)
        try office.execute(
            "select holdfast.read_soon(c.tenant_id, c.id) from holdfast.calendars c where c.is_primary")
        try office.drain(rests: 1)
    }

    /// `from–to` of every block, in UTC.
    private func blocks() throws -> [String] {
        try office.strings(
            """
            select to_char(lower(span) at time zone 'UTC', 'MM-DD HH24:MI') || '–' || to_char(upper(span) at time zone 'UTC', 'MM-DD HH24:MI') as s
            from holdfast.blocks where tenant_id = \(office.tenant) order by 1
            """)
    }

    private func starts() throws -> [String] {
        try office.strings(
            "select status || to_char(start_at at time zone 'UTC', ' MM-DD HH24:MI') as s from holdfast.bookings where reference is not null order by id"
        )
    }

    /// The event of the only booking, or of one.
    private func own(_ booking: Appointment? = nil) throws -> String {
        let found = google.events.last { EventMark($0).map { $0.booking == booking?.id.value ?? $0.booking } ?? false }
        return try #require(found?["id"]?.asText)
    }

    @Test("is never booked over, and can be once it is gone")
    func busy() throws {
        google.put("lunch", "2026-11-10T12:00:00+00:00", "2026-11-10T13:00:00+00:00")
        try read()
        #expect(try blocks() == ["11-10 12:00–11-10 13:00"])
        #expect(throws: DiaryError.self) { try office.hold("2026-11-10T12:15:00Z") }
        google.edit("lunch", ("status", "cancelled"))
        try read()
        #expect(try blocks().isEmpty)
        _ = try office.hold("2026-11-10T12:30:00Z")
    }

    @Test("is read whole by pages, then what changed, and whole again where the token counts no longer")
    func tokens() throws {
        google.page(by: 2)
        for hour in 10...14 { google.put("e\(hour)", "2026-11-10T\(hour):00:00Z", "2026-11-10T\(hour):30:00Z") }
        try read()
        #expect(try blocks().count == 5)
        google.put("e10", "2026-11-10T09:00:00Z", "2026-11-10T09:30:00Z")
        try read()
        #expect(try blocks().first == "11-10 09:00–11-10 09:30")
        #expect(try blocks().count == 5)
        #expect(try #require(google.exchanges.last).query["syncToken"] != nil)
        google.edit("e11", ("status", "cancelled"))
        google.forgetChanges()
        try read()
        #expect(try blocks().count == 4)
        #expect(try #require(google.exchanges.last).query["timeMin"] != nil)
    }

    @Test("counts as the business says: free, declined and idle time doesn't, tentative time by its wish")
    func kinds() throws {
        let time = ("2026-11-10T12:00:00Z", "2026-11-10T13:00:00Z")
        google.put("free", time.0, time.1, ("transparency", "transparent"))
        google.put("declined", time.0, time.1, ("attendees", [["self": true, "responseStatus": "declined"]]))
        google.put("place", time.0, time.1, ("eventType", "workingLocation"))
        google.put("instant", time.0, time.0)
        google.put("maybe", "2026-11-11T12:00:00Z", "2026-11-11T13:00:00Z", ("status", "tentative"))
        try read()
        #expect(try blocks() == ["11-11 12:00–11-11 13:00"])
        try office.choices.keep(CalendarSettings(invites: false, tentativeBlocks: false, outage: .pending))
        #expect(try blocks().isEmpty)
    }

    @Test("for whole days takes the days of the business, whatever the calendar's zone")
    func days() throws {
        try office.execute("update holdfast.tenants set zone = 'America/New_York' where id = \(office.tenant)")
        google.put("trip", "2026-11-10", "2026-11-12")
        try read()
        #expect(try blocks() == ["11-10 05:00–11-12 05:00"])
    }

    @Test("blocks whom the calendar serves, and nobody else any more")
    func serving() throws {
        google.put("lunch", "2026-11-10T12:00:00Z", "2026-11-10T13:00:00Z")
        try read()
        #expect(try blocks().count == 1)
        #expect(try office.choices.choose(for: try office.resource, written: nil, read: []))
        #expect(try blocks().isEmpty)
    }

    @Test("says nothing of events that are ours")
    func echoes() throws {
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        let before = google.exchanges.count
        try read()
        #expect(try blocks().isEmpty)
        #expect(google.exchanges.dropFirst(before).map(\.method) == ["GET"])
        #expect(try starts() == ["confirmed 11-10 09:00"])
    }

    @Test("cancels the booking whose event was deleted, once, and the customer is told by the diary")
    func deleted() throws {
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        google.edit(try own(), ("status", "cancelled"))
        try read()
        #expect(try starts() == ["cancelled 11-10 09:00"])
        #expect(google.events.isEmpty)
        #expect(try office.entries() == ["gone 1 1"])
        try read()
        #expect(try office.strings("select event as s from holdfast.audit where event = 'cancelled'").count == 1)
    }

    @Test("moves the booking whose event was moved, under the same reference")
    func moved() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        google.put(try own(), "2026-11-11T16:00:00+01:00", "2026-11-11T17:00:00+01:00")
        try read()
        #expect(try starts() == ["confirmed 11-11 15:00"])
        #expect(try office.strings("select reference as s from holdfast.bookings where status = 'confirmed'") == [booking.reference.text])
        let before = google.exchanges.count
        try read()
        #expect(google.exchanges.dropFirst(before).allSatisfy { $0.method == "GET" })
        #expect(google.events.count == 1)
        #expect(try office.entries() == ["there 2 1"])
    }

    @Test("puts back an event that was moved where the rules forbid it, or made longer")
    func putBack() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        _ = try office.book("2026-11-10T11:00:00Z", email: "bob@example.org")
        try office.drain()
        google.put(try own(booking), "2026-11-10T10:30:00Z", "2026-11-10T11:30:00Z")
        try read()
        #expect(try starts() == ["confirmed 11-10 09:00", "confirmed 11-10 11:00"])
        let times = google.events.compactMap { $0["start"]?["dateTime"]?.asText }.sorted()
        #expect(times == ["2026-11-10T09:00:00Z", "2026-11-10T11:00:00Z"])
        google.put(try own(booking), times[0], "2026-11-10T12:30:00Z")
        try read()
        #expect(google.events.allSatisfy { $0["end"]?["dateTime"]?.asText != "2026-11-10T12:30:00Z" })
    }

    @Test("is heeded where only the whole tells that an event of ours is gone")
    func missing() throws {
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        try read()
        google.edit(try own(), ("status", "cancelled"))
        google.forgetChanges()
        try read()
        #expect(try starts() == ["cancelled 11-10 09:00"])
    }

    @Test("is read again after a minute, by the house itself, while the account works")
    func polling() throws {
        try read()
        let upkeep = JobRunner(
            kinds: CalendarKinds.all(office.app(), keys: office.keys), worker: "jobs-0-1", database: office.world.application(),
            lease: .seconds(60), upkeep: .zero)
        google.put("lunch", "2026-11-10T12:00:00Z", "2026-11-10T13:00:00Z")
        while try upkeep.round(.silent) {}
        #expect(try blocks().isEmpty)
        try office.execute("update holdfast.calendars set read_at = read_at - interval '61 seconds'")
        while try upkeep.round(.silent) {}
        #expect(try blocks().count == 1)
    }

    @Test("of two thousand events comes in at once")
    func many() throws {
        google.page(by: 500)
        for number in 0..<2_000 {
            let (day, hour) = (number / 24 % 28 + 1, number % 24)
            let date = "2026-12-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour)"
            google.put("many\(number)", "\(date):00:00Z", "\(date):45:00Z")
        }
        let started = ContinuousClock.now
        try read()
        #expect(try blocks().count == 2_000)
        #expect(ContinuousClock.now - started < .seconds(10))
    }
}

@Suite("A calendar that can't be read")
struct OutageTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws {
        office = try CalendarsOffice()
        try office.connectAnn()
    }

    private func away() throws {
        google.sayNothing(because: "internalError")
        try office.execute("update holdfast.calendars set read_at = clock_timestamp() - interval '16 minutes'")
    }

    private func read() throws {
        try office.execute("select holdfast.read_soon(c.tenant_id, c.id) from holdfast.calendars c where c.is_primary")
        try office.drain(rests: 1)
    }

    private func states() throws -> [String] {
        try office.strings("select status as s from holdfast.bookings where reference is not null order by id")
    }

    @Test("makes a booking wait, until it can be read and the time is free there")
    func settled() throws {
        try away()
        let booking = try office.book("2026-11-10T09:00:00Z")
        #expect(booking.status == .pending)
        try read()
        #expect(try states() == ["confirmed"])
        #expect(google.events.map { $0["status"]?.asText } == ["confirmed"])
    }

    @Test("makes a booking wait that is declined where something stands there by then")
    func declined() throws {
        try away()
        _ = try office.book("2026-11-10T09:00:00Z")
        google.put("lunch", "2026-11-10T09:30:00Z", "2026-11-10T10:30:00Z")
        try read()
        #expect(try states() == ["declined"])
    }

    @Test("makes a move wait too")
    func moved() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        try away()
        #expect(try office.move(booking, to: "2026-11-11T09:00:00Z").status == .pending)
        try read()
        #expect(try states() == ["confirmed"])
    }

    @Test("keeps nobody waiting where the business takes bookings as ever, or it was read a moment ago")
    func accepted() throws {
        #expect(try office.book("2026-11-10T09:00:00Z").status == .confirmed)
        try away()
        try office.choices.keep(CalendarSettings(invites: false, tentativeBlocks: true, outage: .accept))
        #expect(try office.book("2026-11-11T09:00:00Z").status == .confirmed)
    }

    @Test("leaves what waits for the owner's word to the owner")
    func ownersWord() throws {
        try office.execute("update holdfast.services set needs_approval = true")
        try away()
        _ = try office.book("2026-11-10T09:00:00Z")
        try read()
        #expect(try states() == ["pending"])
    }

    private func told() throws -> [String] { try office.strings("select body as s from holdfast.messages where reason = 'calendar'") }

    @Test("is told to the owner where trying doesn't help, once until it can be")
    func tellingTheOwner() throws {
        try away()
        for _ in 1...2 {
            google.fail(.refuse(status: 404, reason: "notFound"))
            try office.execute("select holdfast.read_soon(c.tenant_id, c.id) from holdfast.calendars c where c.is_primary")
            try office.drain()
            try office.endRests()
        }
        try read()
        #expect(try told().count == 1 && told()[0].contains("“Ann”"))
    }

    @Test("is told to nobody where the house itself was away")
    func afterAPause() throws {
        try office.execute("update holdfast.calendars set begun_at = clock_timestamp() - interval '1 hour'")
        try office.execute("update holdfast.calendars set read_at = begun_at")
        try read()
        #expect(try told().isEmpty)
    }

    @Test("that broke counts as out of reach at once")
    func broken() throws {
        try office.execute("update holdfast.calendar_accounts set state = 'broken', access_until = '-infinity'")
        #expect(try office.book("2026-11-10T09:00:00Z").status == .pending)
    }

    @Test(
        "makes nobody bookable where the business refuses bookings, or wants to call back",
        arguments: [
            (CalendarSettings.Outage.refuse, Reason.unavailable), (.callback, .callBack),
        ])
    func refused(_ outage: CalendarSettings.Outage, _ expected: Reason) throws {
        try office.choices.keep(CalendarSettings(invites: false, tentativeBlocks: true, outage: outage))
        let start = "2026-11-10T09:00:00Z"
        let question = SlotQuestion(
            service: Service.ID(try office.number("select id as n from holdfast.services where tenant_id = \(office.tenant)")))
        #expect(try office.diary.explain(question, start: try #require(Instant(start))).bookable)
        try away()
        #expect(try office.diary.explain(question, start: try #require(Instant(start))).reason == expected)
        for asked in [
            { _ = try office.holdUnanswered(start) },
            { () throws in
                let day = try #require(CivilDate("2026-11-10"))
                _ = try office.diary.slots(question, from: .day(day), to: .day(day))
            },
        ] {
            do {
                try asked()
                Issue.record("it was given")
            } catch DiaryError.refused(let reason, _, _) { #expect(reason == expected && reason.code == "unavailable") }
        }
        try read()
        _ = try office.holdUnanswered(start)
    }
}
