import Outbound
import Postgres
import Testing
import Web

@testable import Calendars

@Suite("A check of the calendars")
struct CheckingTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws {
        office = try CalendarsOffice()
        try office.connectAnn()
    }

    private func check() throws -> CalendarCheck {
        let client = try #require(HTTPClient())
        return try CalendarDesk(office.app(), keys: office.keys, tenant: office.tenant, database: office.database, client: client).check()
    }

    private func found() throws -> [String] {
        try check().differences.map { $0.kind.rawValue + ($0.isOnTheWay ? " on the way" : "") }
    }

    @Test("finds both sides the same after whatever was booked, moved, cancelled and read, by pages")
    func same() throws {
        google.page(by: 2)
        let first = try office.book("2026-11-10T09:00:00Z"), second = try office.book("2026-11-10T11:00:00Z")
        _ = try office.book("2026-11-10T13:00:00Z")
        google.put("lunch", "2026-11-10T15:00:00Z", "2026-11-10T16:00:00Z")
        google.put("holiday", "2026-11-12", "2026-11-14")
        try office.drain()
        _ = try office.move(first, to: "2026-11-11T09:00:00Z")
        try office.cancel(second)
        try office.execute("select holdfast.read_soon(c.tenant_id, c.id) from holdfast.calendars c where c.is_primary")
        try office.drain()
        let check = try check()
        #expect(check.differences.isEmpty)
        #expect((check.calendars, check.bookings, check.events) == (1, 2, 4))
        #expect(try office.jobs("write_entry").allSatisfy { $0 == "done" })
    }

    @Test("finds what is missing, and says so of what waits to be written")
    func missing() throws {
        _ = try office.book("2026-11-10T09:00:00Z")
        #expect(try found() == ["missing on the way"])
        try office.execute("update holdfast.jobs set state = 'dead', finished_at = now() where kind = 'write_entry'")
        #expect(try found() == ["missing"])
    }

    @Test("finds a block that went and an event that nobody knows, and changes nothing")
    func blocks() throws {
        google.put("lunch", "2026-11-10T15:00:00Z", "2026-11-10T16:00:00Z")
        #expect(try found() == ["unread"])
        try office.execute("select holdfast.read_soon(c.tenant_id, c.id) from holdfast.calendars c where c.is_primary")
        #expect(try found() == ["unread on the way"])
        try office.drain()
        #expect(try found().isEmpty)
        try office.execute("delete from holdfast.blocks")
        #expect(try found() == ["blocks"] && found() == ["blocks"])
    }

    @Test("asks for an event by its id that a list doesn't bring, such as one that somebody moved far away")
    func far() throws {
        _ = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        let id = try #require(google.events.first?["id"]?.asText)
        google.hide(id)
        #expect(try found().isEmpty)
        #expect(google.exchanges.last?.path.hasSuffix("/events/\(id)") == true)
    }

    @Test("names calendars that can't be seen and accounts that are broken")
    func unseen() throws {
        google.fail(.refuse(status: 403, reason: "forbidden"))
        #expect(try check().unseen.map(\.failure) == ["google_403_forbidden"])
        try office.execute("update holdfast.calendar_accounts set state = 'broken'")
        let check = try check()
        #expect(check.brokenAccounts.count == 1 && check.calendars == 0 && check.unseen.isEmpty)
    }
}
