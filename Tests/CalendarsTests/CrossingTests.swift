import Booking
import Outbound
import Postgres
import ScriptedServer
import TestCluster
import Testing
import Web

@testable import Calendars

@Suite("Somebody's hand in an event that we are writing")
struct CrossingTests {
    @Test("moves the booking though our own change was under way when the event was read")
    func crossing() throws {
        let office = try CalendarsOffice(FakeGoogle(done: { exchange in if exchange.method == "PATCH" { Meanwhile.run() } }))
        let google = office.google
        try office.connectAnn()
        let booking = try office.book("2026-11-10T09:00:00Z")
        try office.drain()
        let event = try #require(google.events.first?["id"]?.asText)
        let server = google.server(), database = office.world.application()
        let desk = CalendarDesk(
            office.app(port: server.port), keys: office.keys, tenant: office.tenant, database: database, client: try #require(HTTPClient()))
        let calendar = try office.number("select id as n from holdfast.calendars where is_primary")
        Meanwhile.does {
            google.put(event, "2026-11-13T15:00:00Z", "2026-11-13T16:00:00Z")
            _ = try? CalendarReading(desk).read(calendar)
        }
        _ = try office.move(booking, to: "2026-11-12T09:00:00Z")
        try office.drain()
        try office.execute("select holdfast.read_soon(c.tenant_id, c.id) from holdfast.calendars c where c.is_primary")
        try office.drain(rests: 1)
        let starts = try office.strings(
            "select to_char(start_at at time zone 'UTC', 'MM-DD HH24:MI') as s from holdfast.bookings where status = 'confirmed'")
        #expect(starts == ["11-13 15:00"])
        #expect(google.events.map { $0["start"]?["dateTime"]?.asText } == ["2026-11-13T15:00:00Z"])
        withExtendedLifetime(server) {}
    }
}

/// What happens once between a request that was done and its answer.
private enum Meanwhile {
    nonisolated(unsafe) private static var act: (() -> Void)?

    static func does(_ act: @escaping () -> Void) { unsafe self.act = act }
    static func run() {
        let act = unsafe act
        unsafe self.act = nil
        act?()
    }
}
