import Calendars
import Postgres
import TestCluster
import Testing
import Web

@testable import Handlers

@Suite struct CalendarPages {
    private let front: Front

    init() throws { front = try Front(google: GoogleApp(clientID: "client", clientSecret: "secret", publicURL: "http://book.example")) }

    private func signIn() throws {
        let address = try #require(try Handlers.signInLink(tenant: "demo", publicURL: "", in: front.house.database))
        #expect(front.submit(try front.get(address).form { $0.contains("/sign-in/") }).status == 303)
    }

    /// The address at Google that the owner is sent to, and the state in it.
    private func leave() throws -> (address: String, state: String) {
        let page = front.submit(try front.get("/admin/calendar").form { $0 == "/admin/calendar/consent" })
        #expect(page.status == 200)
        let link = try #require(page.text.firstMatch(of: #/href="(https:\/\/accounts\.google\.com[^"]*)"/#)).1.replacing("&amp;", with: "&")
        return (String(link), String(try #require(link.firstMatch(of: #/state=([^&]*)/#)).1))
    }

    private func connect(state: String = "ok", scopes: [String] = GooglePermission.allCases.map(\.rawValue)) throws {
        try front.database.owner().execute(
            """
            insert into holdfast.calendar_accounts (tenant_id, subject, email, state, scopes, refresh_token, listed_at)
            select id, 'subject', 'ann@example.org', \(state), \(scopes)::text[], '', now() from holdfast.tenants where slug = 'demo'
            """)
        try front.database.owner().execute(
            """
            insert into holdfast.calendars (tenant_id, account_id, remote_id, name, role)
            select a.tenant_id, a.id, c, c, r from holdfast.calendar_accounts a, (values ('Own', 'owner'), ('Team', 'reader')) c (c, r)
            """)
    }

    private func texts(_ query: Query) throws -> [String] {
        try front.database.owner().rows(query) { row throws(DatabaseError) in try row.read("s") }
    }

    @Test func theOwnerLeavesForGoogleAndComesBackOnce() throws {
        try signIn()
        let (address, state) = try leave()
        #expect(
            address.contains("client_id=client") && address.contains("redirect_uri=http%3A%2F%2Fbook.example%2Foauth%2Fgoogle%2Fcallback"))
        _ = front.takeNudges()
        let back = front.get("/oauth/google/callback?state=\(state)&code=4%2F0abc&scope=x")
        #expect((back.status, back.location) == (303, "/admin/calendar"))
        #expect(front.takeNudges() == 1)
        #expect(front.get("/oauth/google/callback?state=\(state)&code=another").status == 303)
        #expect(try texts("select kind as s from holdfast.jobs where kind = 'connect_calendar'").count == 1)
        let page = front.get("/admin/calendar").text
        #expect(page.contains("Connecting. This page goes on by itself.") && page.contains("http-equiv=\"refresh\""))
        #expect(try texts("select encode(code, 'escape') as s from holdfast.oauth_states").allSatisfy { !$0.contains("0abc") })
    }

    @Test func aRefusalAtGoogleIsToldInPlainWords() throws {
        try signIn()
        #expect(front.get("/oauth/google/callback?state=\(try leave().state)&error=access_denied").status == 303)
        #expect(front.get("/admin/calendar").text.contains("You said no at Google"))
        #expect(try texts("select kind as s from holdfast.jobs where kind = 'connect_calendar'").isEmpty)
    }

    @Test func anAnswerCountsInTheSessionThatLeftOnly() throws {
        try signIn()
        let state = try leave().state
        front.cookies = [:]
        #expect(front.get("/oauth/google/callback?state=\(state)&code=x").status == 403)
        try signIn()
        #expect(front.get("/oauth/google/callback?state=\(state)&code=x").status == 403)
        #expect(front.get("/oauth/google/callback").status == 403)
        #expect(front.send(.post, "/oauth/google/callback").status == 405)
        #expect(try texts("select coalesce(outcome, 'none') as s from holdfast.oauth_states") == ["none"])
    }

    @Test func theOwnerChoosesWhichCalendarServesWhom() throws {
        try signIn()
        try connect()
        let form = try front.get("/admin/calendar").form { $0.contains("/resources/") }
        let ids = try texts("select id::text as s from holdfast.calendars order by name")
        #expect(front.submit(form, ["written": ids[0], "read": ids[1]]).status == 303)
        let uses = try texts(
            """
            select c.name || case when u.is_written then ' written' else '' end as s
            from holdfast.calendar_uses u join holdfast.calendars c on c.id = u.calendar_id order by 1
            """)
        #expect(uses == ["Own written", "Team"])
        #expect(front.submit(form, ["written": ids[1]]).status == 404)
        #expect(front.submit(form, ["written": "999999999"]).status == 404)
        #expect(front.submit(form, ["written": "", "read": ""]).status == 303)
        #expect(try texts("select 'x' as s from holdfast.calendar_uses").isEmpty)
    }

    @Test func aMissingPermissionIsExplained() throws {
        try signIn()
        try connect(state: "partial", scopes: [GooglePermission.events.rawValue, GooglePermission.list.rawValue])
        let page = front.get("/admin/calendar").text
        #expect(page.contains("a permission is missing") && page.contains("to ask whether a time is still free before it is booked"))
        #expect(!page.contains("<li>to write bookings"))
        let form = try #require(front.get("/admin/calendar").forms.first { $0.fields["account"] != nil })
        #expect(front.submit(form).text.contains("login_hint=ann%40example.org"))
    }

    @Test func theOwnerDisconnectsAnAccount() throws {
        try signIn()
        try connect(state: "broken")
        let page = front.get("/admin/calendar")
        #expect(page.text.contains("Google no longer lets Holdfast in"))
        let form = try page.form { $0.contains("/removal") }
        #expect(front.submit(form).status == 303)
        #expect(front.submit(form).status == 404)
        #expect(!front.get("/admin/calendar").text.contains("ann@example.org"))
        #expect(try texts("select kind as s from holdfast.jobs where kind = 'revoke_calendar'").count == 1)
    }

    @Test func theOwnerSaysWhatHappensInAnOutage() throws {
        try signIn()
        let form = try front.get("/admin/calendar").form { $0 == "/admin/calendar" }
        #expect(front.submit(form, ["outage": "accept"]).status == 303)
        #expect(front.submit(form, ["outage": "guess"]).status == 422)
        #expect(try texts("select outage as s from holdfast.calendar_settings") == ["accept"])
    }

    @Test func whatACalendarSaysIsShownAndTakenAwayThere() throws {
        try signIn()
        try front.database.owner().execute(
            """
            insert into holdfast.blocks (tenant_id, resource_id, span, source, source_id, reason, created_at)
            select r.tenant_id, r.id, '[2026-11-25 10:00Z, 2026-11-25 11:00Z)', 'calendar:1:1', 'lunch', 'Ann', now()
            from holdfast.resources r join holdfast.tenants t on t.id = r.tenant_id where t.slug = 'demo' limit 1
            """)
        let page = front.get("/admin/blocks")
        #expect(page.text.contains("Busy by the calendar Ann"))
        #expect(!page.forms.contains { $0.action.hasSuffix("/removal") })
    }

    @Test func withoutAClientAtGoogleThePageSaysSo() throws {
        let front = try Front()
        let address = try #require(try Handlers.signInLink(tenant: "demo", publicURL: "", in: front.house.database))
        _ = front.submit(try front.get(address).form { $0.contains("/sign-in/") })
        #expect(front.get("/admin/calendar").text.contains("GOOGLE_CLIENT_ID is missing"))
    }
}
