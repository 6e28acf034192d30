import Calendars
import Postgres
import Sealing
import Testing
import Web

@testable import Webhooks

@Suite("Where Google tells of changes")
struct PushTests {
    private let channel = String(repeating: "0a", count: 16)
    private let keys = KeyRing(String(repeating: "5a", count: 32))!

    private func token(_ tenant: Int64, _ channel: String) -> String {
        SignedToken("\(tenant).\(channel)", for: Purpose(rawValue: "calendar channel"), expires: .max).sealed(by: keys)
    }

    private func message(_ token: String?, id: String? = nil, state: String = "exists", method: Web.Method = .post) -> Request {
        var request = Request(method: method, path: PushPlace.calendar.path, query: "", body: [], id: "0123456789abcdef")
        request.headers.add("X-Goog-Channel-ID", id ?? channel)
        request.headers.add("X-Goog-Resource-State", state)
        request.headers.add("X-Goog-Message-Number", "2")
        if let token { request.headers.add("X-Goog-Channel-Token", token) }
        return request
    }

    /// A business with a calendar that is watched.
    private func watched(_ exchange: Exchange) throws -> Int64 {
        try exchange.owner().execute(
            """
            insert into holdfast.calendar_accounts (tenant_id, subject, email, state, refresh_token)
            select id, 'subject', 'ann@example.org', 'ok', '' from holdfast.tenants where slug = 'demo'
            """)
        try exchange.owner().execute(
            """
            insert into holdfast.calendars (tenant_id, account_id, remote_id, name, role)
            select a.tenant_id, a.id, 'ann', 'ann', 'owner' from holdfast.calendar_accounts a
            """)
        try exchange.owner().execute(
            """
            insert into holdfast.calendar_uses (tenant_id, resource_id, calendar_id)
            select c.tenant_id, r.id, c.id from holdfast.calendars c join holdfast.resources r using (tenant_id)
            """)
        try exchange.owner().execute(
            """
            insert into holdfast.calendar_channels (tenant_id, calendar_id, channel_id, state, resource_id)
            select c.tenant_id, c.id, \(channel), 'open', 'resource' from holdfast.calendars c
            """)
        return try number(exchange, "select id as n from holdfast.tenants where slug = 'demo'")
    }

    private func number(_ exchange: Exchange, _ query: Query) throws -> Int64 {
        try #require(try exchange.owner().rows(query) { row throws(DatabaseError) in try row.read("n", as: Int64.self) }.first)
    }

    private func reads(_ exchange: Exchange) throws -> Int64 {
        try number(exchange, "select count(*) as n from holdfast.jobs where kind = 'read_calendar'")
    }

    @Test("lets in what brings the channel's token, and has the calendar read once")
    func heard() throws {
        let exchange = try Exchange(account: nil), tenant = try watched(exchange), good = token(tenant, channel)
        let opened = exchange.send(message(good, state: "sync"))
        #expect(try opened.status == 204 && opened.text.isEmpty && reads(exchange) == 0)
        #expect(opened.response.route == "google.calendar")
        #expect(exchange.send(message(good)).status == 204)
        #expect(try exchange.send(message(good, state: "not_exists")).status == 204 && reads(exchange) == 1)
    }

    @Test("refuses what brings another token before the database is asked, with the same words")
    func forged() throws {
        let exchange = try Exchange(reachable: false), good = token(1, channel)
        let other = SignedToken("1.\(channel)", for: Purpose(rawValue: "manage"), expires: .max).sealed(by: keys)
        let answers = [nil, "", "t", good + "0", String(good.dropLast(4)), token(1, "0b" + channel.dropFirst(2)), other].map {
            exchange.send(message($0))
        }
        #expect(answers.allSatisfy { $0.status == 403 && $0.response.fault == "token" })
        #expect(Set(answers.map(\.text)).count == 1)
        #expect(exchange.send(message(good, id: "")).status == 403)
        #expect(exchange.office.database.takeTally().waited == .zero)
        #expect(exchange.send(message(good, method: .get)).status == 405)
    }

    @Test("knows no channel that has ended, nor one of another business, and is asked again where the database is away")
    func ended() throws {
        let exchange = try Exchange(), tenant = try watched(exchange), good = token(tenant, channel)
        #expect(exchange.send(message(token(tenant + 1, channel))).status == 404)
        try exchange.owner().execute("update holdfast.calendar_channels set state = 'over'")
        #expect(exchange.send(message(good)).status == 404)
        try exchange.owner().execute("update holdfast.calendar_channels set state = 'open', expires_at = holdfast.now() - interval '1 s'")
        #expect(exchange.send(message(good)).status == 404)
        #expect(try reads(exchange) == 0)
        #expect(try Exchange(reachable: false).send(message(good)).status == 503)
    }
}
