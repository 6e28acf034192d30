import Booking
import Calendars
import Postgres
import Testing
import Web

@Suite("The moment of booking")
struct AskingTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws {
        office = try CalendarsOffice()
        try office.connectAnn()
    }

    private func confirm(_ hold: Hold) throws -> Appointment {
        try office.diary.confirm(
            hold.id, customer: CustomerDetails(name: "Ada", email: "ada@example.org", phone: nil, address: nil), notes: "",
            conversation: nil, once: office.key("confirm \(hold.start)"))
    }

    private func states() throws -> [String] {
        try office.strings("select status as s from holdfast.bookings where reference is not null order by id")
    }

    private func questions() throws -> [String] {
        try office.strings("select coalesce(answer, 'open') as s from holdfast.busy_questions order by booking_id, calendar_id")
    }

    private func refusal(_ work: () throws -> Void) throws -> Reason? {
        do { try work() } catch DiaryError.refused(let reason, _, _) { return reason }
        return nil
    }

    @Test("confirms at once where the calendar said by then that the time is free")
    func free() throws {
        let hold = try office.hold("2026-11-10T09:00:00Z")
        #expect(try questions() == ["free"])
        #expect(try confirm(hold).status == .confirmed)
    }

    @Test("makes the booking wait for an answer that hasn't come, and settles it when it comes")
    func late() throws {
        #expect(try confirm(try office.holdUnanswered("2026-11-10T09:00:00Z")).status == .pending)
        try office.drain()
        #expect(try states() == ["confirmed"])
        #expect(try questions() == [])
    }

    @Test("takes nothing that somebody put into the calendar a moment ago, and offers it to nobody else")
    func busy() throws {
        google.put("lunch", "2026-11-10T09:30:00Z", "2026-11-10T10:30:00Z")
        let hold = try office.hold("2026-11-10T09:00:00Z")
        #expect(try questions() == ["busy"])
        #expect(try refusal { _ = try confirm(hold) } == .slotTaken)
        #expect(try office.strings("select status as s from holdfast.bookings") == ["released"])
        try office.drain()
        #expect(try refusal { _ = try office.holdUnanswered("2026-11-10T09:15:00Z") } == .slotTaken)
    }

    @Test("declines a booking that waited where the answer is no")
    func lateAndBusy() throws {
        google.put("lunch", "2026-11-10T09:30:00Z", "2026-11-10T10:30:00Z")
        #expect(try confirm(try office.holdUnanswered("2026-11-10T09:00:00Z")).status == .pending)
        try office.drain()
        #expect(try states() == ["declined"])
    }

    @Test("takes an error inside an answer for no answer")
    func unknown() throws {
        google.sayNothing(because: "internalError")
        let hold = try office.hold("2026-11-10T09:00:00Z")
        #expect(try questions() == ["unknown"])
        #expect(try confirm(hold).status == .pending)
        google.sayNothing(because: nil)
        try office.drain(rests: 1)
        #expect(try states() == ["confirmed"])
    }

    @Test("finds what stands there by reading too, where nobody answers the question")
    func read() throws {
        google.put("lunch", "2026-11-10T09:30:00Z", "2026-11-10T10:30:00Z")
        google.sayNothing(because: "internalError")
        #expect(try confirm(try office.hold("2026-11-10T09:00:00Z")).status == .pending)
        try office.execute("select holdfast.read_soon(c.tenant_id, c.id) from holdfast.calendars c where c.is_primary")
        try office.drain()
        #expect(try states() == ["declined"])
    }

    @Test("knows its own events from others'")
    func ownEvents() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        #expect(try office.move(booking, to: "2026-11-10T09:30:00Z").status == .confirmed)
        try office.drain()
        google.put("lunch", "2026-11-10T10:45:00Z", "2026-11-10T11:15:00Z")
        #expect(try refusal { _ = try office.move(booking, to: "2026-11-10T10:00:00Z") } == .slotTaken)
        #expect(try states() == ["confirmed"])
    }

    @Test("doesn't count what the business doesn't count")
    func tentative() throws {
        google.put("maybe", "2026-11-10T09:00:00Z", "2026-11-10T10:00:00Z", ("status", "tentative"))
        let settings = CalendarSettings(invites: false, tentativeBlocks: false, outage: .pending)
        try office.choices.keep(settings)
        #expect(try confirm(try office.hold("2026-11-10T09:00:00Z")).status == .confirmed)
    }

    @Test("moves a booking that waits along with its question")
    func movedUnanswered() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        let proof = Proof.contact("ada@example.org")
        let hold = try office.holdUnanswered("2026-11-11T09:00:00Z", moving: Moving(reference: booking.reference, proof: proof))
        let moved = try office.diary.reschedule(booking.reference, proof: proof, to: hold.id, once: office.key("move"))
        #expect(moved.status == .pending)
        try office.drain()
        #expect(try states() == ["confirmed"])
    }

    @Test("asks nobody for a hold that was let go, and forgets old questions")
    func letGo() throws {
        let hold = try office.holdUnanswered("2026-11-10T09:00:00Z")
        try office.diary.release(hold.id, once: office.key("release"))
        try office.drain()
        #expect(google.questions == 0)
        try office.execute("update holdfast.busy_questions set asked_at = clock_timestamp() - interval '2 hours'")
        _ = try office.hold("2026-11-11T09:00:00Z")
        #expect(try questions() == ["free"])
    }

    @Test("asks nobody where no calendar serves")
    func noCalendar() throws {
        try office.execute("delete from holdfast.calendar_uses")
        #expect(try confirm(try office.holdUnanswered("2026-11-10T09:00:00Z")).status == .confirmed)
        #expect(try office.jobs("ask_calendars") == [])
    }

    @Test("keeps the owner, who moves a booking, waiting for nobody")
    func owner() throws {
        let booking = try office.book("2026-11-10T09:00:00Z")
        let hold = try office.holdUnanswered("2026-11-11T09:00:00Z", moving: Moving(reference: booking.reference, proof: .owner))
        #expect(try office.diary.reschedule(booking.reference, proof: .owner, to: hold.id, once: office.key("move")).status == .confirmed)
    }
}
