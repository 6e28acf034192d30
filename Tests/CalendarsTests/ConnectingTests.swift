import Calendars
import Jobs
import Outbound
import Postgres
import ScriptedServer
import Sealing
import Synchronization
import TestCluster
import Testing
import Web

@Suite("Connecting an account")
struct ConnectingTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws { office = try CalendarsOffice() }

    private func outcome() throws -> ConsentOutcome? {
        try GoogleConsent.last(session: CalendarsOffice.session, tenant: office.tenant, in: office.database)
    }

    @Test("asks for what is needed and no more, for offline use, with a challenge")
    func asking() throws {
        let consent = GoogleConsent(office.app(), keys: office.keys, tenant: office.tenant, database: office.database)
        let address = try consent.address(session: CalendarsOffice.session, hint: "ann@example.org")
        #expect(
            address.hasPrefix(
                "https://google.example/auth?client_id=client&redirect_uri=https%3A%2F%2Fbook.example%2Foauth%2Fgoogle%2Fcallback&"))
        for part in ["access_type=offline", "prompt=consent", "code_challenge_method=S256", "login_hint=ann%40example.org"] {
            #expect(address.contains("&" + part))
        }
        #expect(address.contains("scope=openid%20email%20https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcalendar.events%20"))
    }

    @Test("keeps its tokens sealed and lists its calendars, all pages of them")
    func connecting() throws {
        #expect(try office.comeBack(try office.leave()) == .exchanging)
        try office.drain()
        #expect(try outcome() == .connected)
        let account = try #require(try office.choices.accounts().first)
        #expect((account.email, account.state, account.isListed) == ("ann@example.org", "ok", true))
        #expect(try office.choices.calendars().map { "\($0.name) \($0.canBeWritten)" } == ["Ann true", "Team false"])
        let exchange = try #require(google.exchanges.first)
        #expect(exchange.form["grant_type"] == "authorization_code" && exchange.form["code_verifier"]?.utf8.count == 43)
        let kept = try office.strings(
            "select encode(refresh_token, 'escape') || encode(access_token, 'escape') as s from holdfast.calendar_accounts")
        #expect(!kept[0].contains("refresh-1") && !kept[0].contains("access"))
    }

    @Test("counts once, for the session that left")
    func once() throws {
        let state = try office.leave()
        #expect(try office.comeBack(state, session: SHA256.digest("another session")) == nil)
        #expect(try office.comeBack("made up") == nil)
        #expect(try office.comeBack(state) == .exchanging)
        #expect(try office.comeBack(state, code: "another code") == .exchanging)
        try office.drain()
        #expect(try office.comeBack(state) == .connected)
        #expect(google.exchanges.filter { $0.path == "/token" }.count == 1)
        #expect(try office.strings("select outcome as s from holdfast.oauth_states where code is null") == ["connected"])
    }

    @Test("of another business answers no state of this one")
    func otherTenant() throws {
        let state = try office.leave(), other = try office.business("other")
        #expect(try office.comeBack(state, tenant: other) == nil)
    }

    @Test("is told when the owner said no, came late, or brought a code that Google doesn't know")
    func refusals() throws {
        #expect(try office.comeBack(try office.leave(), error: "access_denied") == .denied)
        let late = try office.leave()
        try office.execute("update holdfast.oauth_states set created_at = clock_timestamp() - interval '61 minutes' where outcome is null")
        #expect(try office.comeBack(late) == .tooLate)
        google.refuseGrants("invalid_grant")
        try office.connect()
        #expect(try outcome() == .codeRefused)
        google.refuseGrants("invalid_client")
        try office.connect()
        #expect(try outcome() == .settings)
        #expect(try office.choices.accounts().isEmpty)
    }

    @Test("isn't made with an identity that answers another question")
    func identity() throws {
        try office.comeBack(try office.leave(), code: "an old nonce")
        try office.drain()
        #expect(try outcome() == .failed)
        #expect(try office.choices.accounts().isEmpty)
    }

    @Test("with a permission left out is noticed, and used for nothing until it is whole")
    func partial() throws {
        google.grant(only: "openid email \(GooglePermission.list.rawValue) \(GooglePermission.events.rawValue)")
        try office.connect()
        #expect(try outcome() == .partial)
        #expect(try office.choices.accounts().first?.missing == [.freeBusy])
        #expect(google.asked.isEmpty)
        google.grant(only: CalendarsOffice.allScopes)
        try office.connect()
        #expect(try office.choices.accounts().map(\.state) == ["ok"])
    }

    @Test("is undone at Google too")
    func disconnecting() throws {
        try office.connectAnn()
        let account = try #require(try office.choices.accounts().first?.id)
        #expect(try office.choices.disconnect(account))
        #expect(try !office.choices.disconnect(account))
        try office.drain()
        #expect(google.revoked == ["refresh-1"])
        #expect(try office.choices.accounts().isEmpty)
        #expect(
            try office.strings(
                "select coalesce(refresh_token, access_token)::text as s from holdfast.calendar_accounts where refresh_token is not null"
            ).isEmpty)
        #expect(try office.choices.uses().map(\.read) == [[]])
    }

    @Test("is forgotten and not undone where another business has the same person connected")
    func sharedPerson() throws {
        let other = try office.business("other")
        try office.connect()
        try office.connect(tenant: other)
        #expect(try office.choices.disconnect(try #require(try office.choices.accounts().first?.id)))
        try office.drain()
        #expect(google.revoked.isEmpty)
        #expect(
            try office.strings("select state || (refresh_token is null)::text as s from holdfast.calendar_accounts order by tenant_id") == [
                "gonetrue", "okfalse",
            ])
    }
}
