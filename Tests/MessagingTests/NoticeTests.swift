import Booking
import Messaging
import Postgres
import Sealing
import TestCluster
import Testing

/// What a business's customers are told of their bookings: the diary writes it, in the same transaction.
@Suite("A customer")
struct NoticeTests {
    private let office: TextOffice
    private let service: Int64

    init() throws {
        office = try TextOffice()
        let tenant = office.tenant
        service = try office.world.owner().rows(
            """
            with resource as (insert into holdfast.resources (tenant_id, name) values (\(tenant), 'Dr. Okafor') returning id),
            service as (insert into holdfast.services (tenant_id, name) values (\(tenant), 'Cleaning') returning id),
            duration as (insert into holdfast.service_durations (tenant_id, service_id, minutes) select \(tenant), id, 30 from service),
            needs as (insert into holdfast.requirements (tenant_id, service_id, resource_id)
                select \(tenant), service.id, resource.id from service, resource),
            hours as (insert into holdfast.weekly_hours (tenant_id, weekday, opens, closes)
                select \(tenant), day, '00:00', '24:00' from generate_series(1, 7) day)
            select id from service
            """
        ) { row throws(DatabaseError) in try row.read("id") }[0]
    }

    private func ask(_ query: Query) throws -> String {
        try office.database.rows(query, tenant: office.tenant) { row throws(DatabaseError) in try row.read("s", as: String?.self) ?? "" }[0]
    }

    private func hold(_ start: String, moving: String? = nil) throws -> String {
        try ask(
            """
            select (holdfast.hold_slot(\(office.tenant), \(service), \(start)::timestamptz, null, null, \(moving),
                case when \(moving)::text is not null then 'owner' end)).result ->> 'hold' as s
            """)
    }

    private func book(_ start: String, phone: String? = TextOffice.ada, conversation: String? = nil) throws -> String {
        let hold = try hold(start)
        return try ask(
            """
            select (holdfast.confirm_hold(\(office.tenant), \(hold), 'Ada', 'ada@example.org', \(phone), null, null, \(conversation))).result
                ->> 'reference' as s
            """)
    }

    private func cancel(_ reference: String, by proof: String = "contact") throws {
        _ = try ask(
            """
            select (holdfast.cancel_booking(\(office.tenant), \(reference), \(proof), 'ada@example.org')).reason as s
            """)
    }

    private func move(_ reference: String, to start: String, by proof: String = "contact") throws {
        let hold = try hold(start, moving: reference)
        _ = try ask(
            "select (holdfast.reschedule_booking(\(office.tenant), \(reference), \(proof), 'ada@example.org', \(hold))).reason as s")
    }

    private func kinds() throws -> [String] {
        try office.strings("select kind || ' ' || status || coalesce(' ' || reason, '') as s from holdfast.texts_out order by id")
    }

    @Test("is told of a booking, a move and a cancellation, one text each, with all that is to be known")
    func notices() throws {
        let reference = try book("2026-11-05T14:15:00-05:00")
        try move(reference, to: "2026-11-06T09:00:00-05:00")
        try cancel(reference)
        try office.drain(office.runner())
        let bodies = office.twilio.bodies
        try #require(bodies.count == 3)
        let link = "https://book.example/t/office/m/"
        #expect(
            bodies[0].hasPrefix(
                "Office: you are booked for Cleaning on Thursday, November 5 at 2:15 PM (EST). 1 Main St. Change it: \(link)"))
        #expect(bodies[1].hasPrefix("Office: your Cleaning is now on Friday, November 6 at 9:00 AM (EST). 1 Main St. Change it: \(link)"))
        #expect(
            bodies[2]
                == "Office: your Cleaning on Friday, November 6 at 9:00 AM (EST) is cancelled. Other times: https://book.example/t/office/")
        #expect(Segments(bodies[0]).count == 1 || Segments(bodies[0]).count == 2)
        let code = bodies[0].split(separator: "/").last.map(String.init) ?? ""
        #expect(ShortLink.booking(code, of: "office", keys: KeyRing(String(repeating: "ab", count: 32))!) != nil)
    }

    @Test("without a number, of a business that has none or turned texts off, is told nothing")
    func nobody() throws {
        _ = try book("2026-11-05T10:00:00-05:00", phone: nil)
        try office.execute("insert into holdfast.phone_settings (tenant_id, texts) values (\(office.tenant), false)")
        _ = try book("2026-11-05T11:00:00-05:00")
        try office.execute("delete from holdfast.phone_settings")
        try office.execute("delete from holdfast.phone_numbers")
        _ = try book("2026-11-05T12:00:00-05:00")
        #expect(try kinds().isEmpty)
    }

    @Test("whose booking has changed long before its notice could be sent is told the last of it alone")
    func superseded() throws {
        let reference = try book("2026-11-05T14:15:00-05:00")
        try cancel(reference)
        try office.execute("update holdfast.texts_out set written_at = written_at - interval '2 minutes' where kind = 'booked'")
        try office.drain(office.runner())
        #expect(office.twilio.bodies.count == 1)
        #expect(try kinds() == ["booked suppressed superseded", "reminder suppressed superseded", "cancelled sending booked"])
    }

    @Test("is reminded a day before, at the time that the booking has then, or not at all")
    func reminders() throws {
        let reference = try book("2026-11-05T14:00:00-05:00")
        let other = try book("2026-11-05T16:00:00-05:00")
        try move(reference, to: "2026-11-06T14:00:00-05:00")
        try cancel(other)
        let soon = try book("2026-11-03T09:00:00-05:00")
        #expect(!soon.isEmpty)
        try office.drain(office.runner())
        let told = office.twilio.bodies.count
        try office.clock("2026-11-04T16:00:00-05:00")
        try office.drain(office.runner())
        #expect(office.twilio.bodies.count == told)
        try office.clock("2026-11-05T14:00:00-05:00")
        try office.drain(office.runner())
        #expect(office.twilio.bodies.dropFirst(told).map { $0.prefix(48) } == ["Office: a reminder of your Cleaning on Friday, N"])
    }

    @Test("sleeps: what nobody has just asked for waits for the morning, what was asked for comes at once")
    func quietHours() throws {
        try office.clock("2026-11-02T23:30:00-05:00")
        let mine = try book("2026-11-05T14:00:00-05:00"), theirs = try book("2026-11-05T16:00:00-05:00")
        try cancel(theirs, by: "owner")
        try cancel(mine)
        try office.drain(office.runner())
        #expect(office.twilio.bodies.count == 3)
        #expect(try kinds().contains("cancelled queued quiet_hours"))
        try office.clock("2026-11-03T07:59:00-05:00")
        try office.drain(office.runner(), rests: 1)
        #expect(office.twilio.bodies.count == 3)
        try office.clock("2026-11-03T08:00:00-05:00")
        try office.drain(office.runner(), rests: 1)
        #expect(office.twilio.bodies.count == 4)
    }

    @Test("is not reminded in the night, nor after the booking has begun")
    func lateReminders() throws {
        try office.execute("insert into holdfast.phone_settings (tenant_id, reminder_minutes) values (\(office.tenant), 60)")
        _ = try book("2026-11-05T08:30:00-05:00")
        _ = try book("2026-11-06T07:30:00-05:00")
        try office.drain(office.runner())
        try office.clock("2026-11-05T07:30:00-05:00")
        try office.drain(office.runner(), rests: 1)
        #expect(office.twilio.bodies.count == 2)
        try office.clock("2026-11-05T08:00:00-05:00")
        try office.drain(office.runner(), rests: 1)
        #expect(office.twilio.bodies.count == 3)
        try office.clock("2026-11-06T06:30:00-05:00")
        try office.drain(office.runner(), rests: 1)
        #expect(try kinds().last == "reminder suppressed too_late")
    }

    @Test("who writes by WhatsApp is told there within a day of the last word, by template or by SMS after it")
    func whatsApp() throws {
        let conversation = String(repeating: "a", count: 32)
        try office.execute(
            """
            insert into holdfast.conversations (tenant_id, id, channel, peer, number_id, state)
            select tenant_id, \(conversation), 'whatsapp', \(TextOffice.ada), id, '{"language": "de"}' from holdfast.phone_numbers
            where tenant_id = \(office.tenant)
            """)
        try office.execute(
            """
            insert into holdfast.turns (tenant_id, conversation_id, message_key, message, message_hash, at)
            values (\(office.tenant), \(conversation), 'k', 'Hallo', '', '2026-11-02T12:00:00-05:00')
            """)
        let reference = try book("2026-11-08T14:00:00-05:00", conversation: conversation)
        try office.drain(office.runner())
        #expect(office.twilio.messages.last?.to == "whatsapp:\(TextOffice.ada)")
        #expect(office.twilio.bodies.last?.hasPrefix("Office: Ihr Termin ist gebucht: Cleaning, Sonntag, 8. November") == true)
        try office.clock("2026-11-04T12:00:00-05:00")
        try move(reference, to: "2026-11-09T14:00:00-05:00")
        try office.text("Not any more.", channel: "whatsapp")
        try office.drain(office.runner())
        #expect(office.twilio.messages.last?.to == TextOffice.ada)
        #expect(try kinds().last == "reply suppressed window_closed")
        _ = try ask("select holdfast.keep_template(\(office.tenant), 'cancelled', 'de', 'HX' || repeat('0', 32))::text as s")
        try cancel(reference)
        try office.drain(office.runner())
        let last = try #require(office.twilio.messages.last)
        #expect(last.to == "whatsapp:\(TextOffice.ada)" && last.fields["ContentSid"]?.hasPrefix("HX") == true)
        #expect(last.fields["ContentVariables"]?.contains(#""1":"Cleaning""#) == true)
    }

    @Test("is told when a request was taken, granted, refused or left without an answer")
    func requests() throws {
        try office.execute("update holdfast.services set needs_approval = true")
        let granted = try book("2026-11-05T14:00:00-05:00"), refused = try book("2026-11-05T15:00:00-05:00")
        let left = try book("2026-11-05T16:00:00-05:00")
        let id = { (reference: String) in "select id::text as s from holdfast.bookings where reference = \(reference)" as Query }
        let first = Int64(try office.strings(id(granted))[0]), second = Int64(try office.strings(id(refused))[0])
        _ = try ask("select (holdfast.approve_booking(\(office.tenant), \(first))).reason as s")
        _ = try ask("select (holdfast.decline_booking(\(office.tenant), \(second))).reason as s")
        #expect(!left.isEmpty)
        try office.drain(office.runner())
        try office.clock("2026-11-03T12:00:00-05:00")
        try office.drain(office.runner())
        let sent = try office.strings("select kind as s from holdfast.texts_out where status = 'sending' order by id")
        #expect(sent == ["requested", "requested", "requested", "approved", "declined", "lapsed"])
    }
}
