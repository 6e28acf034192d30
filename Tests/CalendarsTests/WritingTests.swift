import Booking
import Jobs
import Postgres
import TestCluster
import Testing
import Web

@testable import Calendars

@Suite("A booking's event")
struct WritingTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws {
        office = try CalendarsOffice()
        try office.connectAnn()
    }

    private func text(_ event: JSON, _ names: String...) -> String {
        let found = names.reduce(Optional(event)) { $0?[$1] }
        return found.flatMap(\.asText) ?? ""
    }

    @Test("stands in the calendar, with who and what, and nobody is invited")
    func insertion() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        let event = try #require(google.events.first)
        #expect(text(event, "summary") == "Talk: Ada")
        #expect(text(event, "start", "dateTime") == "2026-11-10T09:00:00Z" && text(event, "end", "dateTime") == "2026-11-10T10:00:00Z")
        #expect(text(event, "description").contains("ada@example.org") && text(event, "description").contains("Bring the plan"))
        #expect(text(event, "location") == "1 Main St")
        #expect(EventMark(event) == EventMark(tenant: office.tenant, booking: booking.id.value, version: 1))
        #expect(event["attendees"] == nil && event["conferenceData"] == nil)
        #expect(google.events.count == 1)
        #expect(try office.entries() == ["there 1 1"])
        #expect(try #require(google.exchanges.last).query["sendUpdates"] == "none")
    }

    @Test("invites the customer and has a link to meet at, where the business wants that")
    func meeting() throws {
        try office.execute("update holdfast.services set online = true")
        try office.choices.keep(CalendarSettings(invites: true, tentativeBlocks: true, outage: .pending))
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        let event = try #require(google.events.first)
        #expect(event["attendees"]?.asItems.first?["email"] == "ada@example.org")
        #expect(text(event, "conferenceData", "createRequest", "requestId") == text(event, "id"))
        #expect(try #require(google.exchanges.last).query["sendUpdates"] == "all")
        #expect(try #require(google.exchanges.last).query["conferenceDataVersion"] == "1")
    }

    @Test("moves with its booking, and keeps what its owner added")
    func moving() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        let id = text(try #require(google.events.first), "id")
        google.edit(id, ("colorId", "7"))
        _ = try office.move(booking, to: "2026-11-11T15:00:00Z")
        try office.drain()
        let event = try #require(google.events.first)
        #expect(text(event, "start", "dateTime") == "2026-11-11T15:00:00Z" && text(event, "colorId") == "7")
        #expect(google.events.count == 1 && text(event, "id") == id)
        #expect(try office.entries() == ["there 2 1"])
    }

    @Test("leaves with its booking")
    func cancelling() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        try office.cancel(booking)
        try office.drain()
        #expect(google.events.isEmpty)
        #expect(try office.entries() == ["gone 1 1"])
    }

    @Test("is never sent for a booking that is over before it was written")
    func neverSent() throws {
        try office.cancel(try office.book("2026-11-10T09:00:00Z"))
        let before = google.exchanges.count
        try office.drain()
        #expect(google.exchanges.count == before)
        #expect(try office.entries().isEmpty)
        #expect(try office.jobs("write_entry") == ["done", "done"])
    }

    @Test("says that it waits for an answer, and then no more")
    func pending() throws {
        try office.execute("update holdfast.services set needs_approval = true")
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        #expect(text(try #require(google.events.first), "status") == "tentative")
        _ = try office.diary.approve(booking.id, once: office.key("approve"))
        try office.drain()
        let event = try #require(google.events.first)
        #expect(text(event, "status") == "confirmed" && text(event, "summary") == "Talk: Ada")
    }

    @Test("stands once where the answer to its insertion was lost", arguments: [FakeGoogle.Fault.loseAnswer, .loseRequest])
    func lost(fault: FakeGoogle.Fault) throws {
        google.fail(fault)
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain(rests: 1)
        #expect(google.events.count == 1)
        #expect(try office.entries() == ["there 1 1"])
    }

    @Test("is what the booking came to where a move's or an end's answer was lost")
    func lostChanges() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        google.fail(.loseAnswer)
        _ = try office.move(booking, to: "2026-11-11T15:00:00Z")
        try office.drain(rests: 1)
        #expect(text(try #require(google.events.first), "start", "dateTime") == "2026-11-11T15:00:00Z")
        google.fail(.loseAnswer)
        try office.cancel(booking)
        try office.drain(rests: 1)
        #expect(google.events.isEmpty)
        #expect(try office.entries() == ["gone 2 1"])
    }

    @Test("that may yet arrive finds its id used up")
    func late() throws {
        google.fail(.loseRequest)
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        try office.cancel(booking)
        try office.drain(rests: 1)
        #expect(try office.entries() == ["gone 0 1"])
        #expect(google.events.isEmpty)
        #expect(google.asked.suffix(4) == ["POST", "DELETE", "POST", "DELETE"])
        let sent = google.exchanges.filter { $0.method == "POST" && $0.token != nil }.suffix(2).map { text($0.json, "id") }
        #expect(Set(sent).count == 1)
    }

    @Test("of a time that is over stays")
    func over() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        google.fail(.refuse(status: 503, reason: "backendError"))
        _ = try office.move(booking, to: "2026-11-10T11:00:00Z")
        try office.drain()
        try office.execute("select holdfast.clock_set('2026-11-11T12:00:00Z')")
        try office.drain(rests: 1)
        #expect(google.events.map { text($0, "start", "dateTime") } == ["2026-11-10T11:00:00Z"])
    }

    @Test("that was deleted in the calendar is written under another id when its booking changes")
    func deletedThere() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        google.edit(text(try #require(google.events.first), "id"), ("status", "cancelled"))
        _ = try office.move(booking, to: "2026-11-11T15:00:00Z")
        try office.drain(rests: 1)
        #expect(google.events.count == 1)
        #expect(text(try #require(google.events.first), "start", "dateTime") == "2026-11-11T15:00:00Z")
        #expect(try office.entries() == ["there 2 2"])
    }

    @Test("goes over to the calendar that its business chooses instead, and is never in none")
    func otherCalendar() throws {
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        try office.execute("update holdfast.calendars set role = 'writer'")
        let team = try office.number("select id as n from holdfast.calendars where not is_primary")
        #expect(try office.choices.choose(for: try office.resource, written: team, read: []))
        let before = google.asked.count
        try office.drain()
        #expect(google.asked.dropFirst(before).filter { $0 != "GET" } == ["POST", "DELETE"])
        #expect(google.events.count == 1)
        #expect(try office.entries().sorted() == ["gone 1 1", "there 1 1"])
    }

    @Test("waits while the account is broken, and is brought up to date when it is connected again")
    func broken() throws {
        let (stays, ends) = (try office.book("2026-11-10T09:00:00Z"), try office.book("2026-11-12T09:00:00Z"))
        try office.drain()
        google.refuseGrants("invalid_grant")
        try office.execute("update holdfast.calendar_accounts set access_until = '-infinity'")
        _ = try office.move(stays, to: "2026-11-11T15:00:00Z")
        try office.cancel(ends)
        _ = try office.book("2026-11-13T09:00:00Z", email: "bob@example.org")
        try office.drain()
        #expect(google.events.count == 2)
        google.refuseGrants(nil)
        try office.connect()
        #expect(google.events.map { text($0, "start", "dateTime") }.sorted() == ["2026-11-11T15:00:00Z", "2026-11-13T09:00:00Z"])
    }

    @Test("of a business without a calendar asks nobody")
    func nobody() throws {
        #expect(try office.choices.choose(for: try office.resource, written: nil, read: []))
        _ = try office.book("2026-11-10T09:00:00Z")
        #expect(try office.jobs("write_entry").isEmpty)
    }
}

@Suite("An account at Google")
struct HealthTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws {
        office = try CalendarsOffice()
        try office.connectAnn()
    }

    private func rest() throws -> Double {
        try office.world.owner().rows(
            "select extract(epoch from rest_until - clock_timestamp())::double precision as s from holdfast.calendar_accounts where rest_until > '-infinity'"
        ) { row throws(DatabaseError) in try row.read("s", as: Double.self) }.first ?? 0
    }

    @Test("rests after a failure, longer each time, and others don't ask meanwhile")
    func resting() throws {
        google.fail(.refuse(status: 503, reason: "backendError"), .refuse(status: 503, reason: "backendError"))
        _ = try office.book("2026-11-10T09:00:00Z")
        _ = try office.book("2026-11-11T09:00:00Z")
        let before = google.exchanges.count
        try office.drain()
        #expect(google.exchanges.count == before + 1)
        #expect(try rest() <= 1)
        #expect(try office.jobs("write_entry") == ["resting google_503", "resting resting"])
        try office.drain(rests: 1)
        #expect(google.exchanges.count == before + 2)
        try office.drain(rests: 1)
        #expect(google.events.count == 2)
        #expect(try office.number("select failures::bigint as n from holdfast.calendar_accounts") == 0)
    }

    @Test("is left alone for as long as Google says, and for an hour where its quota is used up")
    func limits() throws {
        google.fail(.refuse(status: 429, reason: "rateLimitExceeded", fields: "Retry-After: 90\r\n"))
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        #expect((80...90).contains(try rest()))
        google.fail(.refuse(status: 403, reason: "quotaExceeded"))
        try office.drain(rests: 1)
        #expect((3_500...3_600).contains(try rest()))
        try office.drain(rests: 1)
        #expect(google.events.count == 1)
    }

    @Test("refuses for good what asking again won't change")
    func refused() throws {
        google.fail(.refuse(status: 403, reason: "forbiddenForNonOrganizer"))
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        #expect(try office.jobs("write_entry") == ["dead google_403_forbiddenForNonOrganizer"])
    }

    @Test("is asked eight times a second at most, after forty at once")
    func pace() throws {
        try office.execute("update holdfast.calendar_accounts set paced_until = clock_timestamp() + interval '5.5 seconds'")
        let started = ContinuousClock.now
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        #expect(ContinuousClock.now - started > .milliseconds(300))
        #expect(google.events.count == 1)
        try office.execute("update holdfast.calendar_accounts set paced_until = clock_timestamp() + interval '60 seconds'")
        _ = try office.book("2026-11-11T09:00:00Z")
        try office.drain()
        #expect(try office.jobs("write_entry") == ["done", "resting resting"])
    }
}
