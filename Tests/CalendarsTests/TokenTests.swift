import Calendars
import Foundation
import Jobs
import Outbound
import Postgres
import ScriptedServer
import Sealing
import Synchronization
import TestCluster
import Testing

@testable import Calendars

@Suite("Access tokens")
struct TokenTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws {
        office = try CalendarsOffice()
        try office.connect()
    }

    private var account: Int64 {
        get throws { try office.number("select id as n from holdfast.calendar_accounts where tenant_id = \(office.tenant)") }
    }

    private func tokens(_ port: UInt16? = nil, keys: KeyRing? = nil) throws -> CalendarTokens {
        let desk = CalendarDesk(
            office.app(port: port), keys: keys ?? office.keys, tenant: office.tenant, database: office.world.application(),
            client: try #require(HTTPClient()))
        return desk.calendar(of: try account).tokens
    }

    private func expire() throws { try office.execute("update holdfast.calendar_accounts set access_until = '-infinity'") }

    @Test("are used until three minutes before their end, then refreshed")
    func ends() throws {
        let first = try tokens().token()
        #expect(try tokens().token() == first && google.refreshes == 0)
        try office.execute("update holdfast.calendar_accounts set access_until = clock_timestamp() + interval '170 seconds'")
        #expect(try tokens().token() != first)
        #expect(google.refreshes == 1)
    }

    @Test("are refreshed once where sixteen workers need one at once")
    func once() throws {
        try expire()
        let found = Mutex<[String]>([])
        let ready = Atomic(0)
        let threads = try (0..<16).map { _ in
            let server = google.server(), tokens = UnsafeTransfer(try tokens(server.port))
            let thread = Thread {
                ready.add(1, ordering: .sequentiallyConsistent)
                while ready.load(ordering: .sequentiallyConsistent) < 16 {}
                let text = (try? tokens.value.token().text) ?? "none"
                found.withLock { $0.append(text) }
                withExtendedLifetime(server) {}
            }
            thread.start()
            return thread
        }
        while threads.contains(where: { !$0.isFinished }) { usleep(1_000) }
        #expect(google.refreshes == 1)
        #expect(Set(found.withLock { $0 }).count == 1 && found.withLock { $0.count } == 16)
    }

    @Test("that Google won't give any more break the account, and the owner is told once")
    func broken() throws {
        google.refuseGrants("invalid_grant")
        for _ in 1...2 {
            try expire()
            #expect(throws: GoogleFailure.account("broken")) { try tokens().token() }
        }
        #expect(google.refreshes == 1)
        let told = try office.strings("select body as s from holdfast.messages where reason = 'calendar'")
        #expect(told.count == 1 && told[0].contains("ann@example.org") && told[0].contains("https://book.example/admin/calendar"))
        google.refuseGrants(nil)
        try office.connect()
        google.refuseGrants("invalid_grant")
        try expire()
        #expect(throws: GoogleFailure.account("broken")) { try tokens().token() }
        #expect(try office.strings("select once as s from holdfast.messages where reason = 'calendar'").count == 2)
    }

    @Test("that can't be had just now leave the account as it is")
    func trouble() throws {
        try expire()
        google.refuseGrants("temporarily_unavailable")
        #expect(throws: GoogleFailure.trouble(status: 400)) { try tokens().token() }
        google.refuseGrants(nil)
        #expect(try tokens().token().text.hasPrefix("access-"))
        #expect(try office.choices.accounts().map(\.state) == ["ok"])
    }

    @Test("don't open in another business's row")
    func moved() throws {
        let other = try office.business("other")
        try office.execute(
            """
            insert into holdfast.calendar_accounts (tenant_id, id, subject, email, state, scopes, refresh_token, access_token, access_until)
            overriding system value
            select \(other), id, subject, email, state, scopes, refresh_token, access_token, access_until from holdfast.calendar_accounts
            """)
        let desk = CalendarDesk(
            office.app(), keys: office.keys, tenant: other, database: office.world.application(), client: try #require(HTTPClient()))
        #expect(throws: GoogleFailure.account("broken")) { try desk.calendar(of: try account).tokens.token() }
        #expect(google.refreshes == 0)
        #expect(try office.strings("select failure as s from holdfast.calendar_accounts where tenant_id = \(other)") == ["unreadable"])
    }

    @Test("are sealed with the newest key when they are next refreshed")
    func rotation() throws {
        let rotated = try #require(KeyRing(String(repeating: "d5", count: 32) + "," + String(repeating: "c4", count: 32)))
        try expire()
        _ = try tokens(keys: rotated).token()
        let newest = try #require(KeyRing(String(repeating: "d5", count: 32)))
        try expire()
        #expect(try tokens(keys: newest).token().text.hasPrefix("access-"))
    }

    @Test("that are refused before their end are replaced once")
    func distrusted() throws {
        google.forgetTokens()
        try office.database.execute(
            "select holdfast.enqueue_job(\(office.tenant), 'list_calendars', jsonb_build_object('account', \(try account)::bigint))",
            tenant: office.tenant)
        try office.drain()
        #expect(google.refreshes == 1)
        #expect(try office.jobs("list_calendars") == ["done", "done"])
    }

    @Test("of a client that Google doesn't know are nobody's fault but ours")
    func settings() throws {
        try expire()
        google.refuseGrants("invalid_client")
        #expect(throws: GoogleFailure.refused(status: 401, reason: "client")) { try tokens().token() }
        #expect(try office.choices.accounts().map(\.state) == ["ok"])
    }
}

/// A value that one thread makes and one other uses.
private struct UnsafeTransfer<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
