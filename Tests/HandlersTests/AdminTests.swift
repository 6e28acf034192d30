import Postgres
import Sealing
import TestCluster
import Testing
import Web

@testable import Handlers

@Suite struct OwnersPages {
    let front: Front

    init() throws { front = try Front() }

    func link() throws -> String {
        let address = try #require(try Handlers.signInLink(tenant: "demo", publicURL: "http://book.example", in: front.house.database))
        return String(address.dropFirst("http://book.example".count))
    }

    func signIn() throws {
        let signedIn = front.submit(try front.get(link()).form { $0.contains("/sign-in/") })
        #expect(signedIn.status == 303)
        #expect(signedIn.location == "/admin/")
    }

    @Test func aLinkSignsInOnceAndLookingAtItDoesNot() throws {
        let link = try link()
        for _ in 0..<3 { #expect(front.get(link).status == 200) }
        #expect(front.get("/admin/").status == 403)
        let form = try front.get(link).form { $0.contains("/sign-in/") }
        #expect(front.submit(form).status == 303)
        #expect(front.get("/admin/").text.contains("Agenda"))
        #expect(front.submit(form).status == 403)
    }

    @Test func aLinkRunsOut() throws {
        let link = try link()
        try front.database.owner().execute(
            "update holdfast.sign_in_links set created_at = now() - interval '2 hours', expires_at = now() - interval '1 hour'")
        #expect(front.submit(try front.get(link).form { $0.contains("/sign-in/") }).status == 403)
    }

    @Test func noTokenStandsInTheDatabase() throws {
        let link = try link()
        let token = String(link.split(separator: ".").last ?? "")
        let hashes = try front.database.owner().rows("select encode(token_hash, 'hex') as h from holdfast.sign_in_links") {
            row throws(DatabaseError) in try row.read("h", as: String.self)
        }
        #expect(hashes == [Hexadecimal.encode(SHA256.digest(token))])
    }

    @Test func aSessionEndsByIdlingByAgeAndBySigningOut() throws {
        try signIn()
        let cookies = front.cookies
        try front.database.owner().execute("update holdfast.admin_sessions set seen_at = now() - interval '9 hours'")
        #expect(front.get("/admin/").status == 403)
        try front.database.owner().execute("update holdfast.admin_sessions set seen_at = now()")
        #expect(front.get("/admin/").status == 200)
        try front.database.owner().execute(
            "update holdfast.admin_sessions set created_at = now() - interval '2 days', expires_at = now() - interval '1 second'")
        #expect(front.get("/admin/").status == 403)
        try signIn()
        #expect(front.submit(try front.get("/admin/").form { $0.hasSuffix("/sign-out") }).status == 303)
        front.cookies = cookies
        #expect(front.get("/admin/").status == 403)
    }

    @Test func aSessionOfOneBusinessOpensNoOther() throws {
        try signIn()
        front.cookies["session"] = front.cookies["session"]?.replacing("demo.", with: "barber.")
        #expect(front.get("/admin/").status == 403)
    }

    @Test func theAgendaShowsTodayAndTheDaysAfter() throws {
        let dentist = Dentist(front: front)
        #expect(dentist.book("2026-11-24T14:00:00-05:00").status == 201)
        try signIn()
        let agenda = front.get("/admin/").text
        #expect(agenda.contains("Today, Saturday, November 21, 2026"))
        #expect(agenda.contains("Tuesday, November 24, 2026"))
        #expect(agenda.contains("Ada Lovelace"))
        #expect(agenda.contains("2:00 PM – 3:00 PM"))
    }

    /// The page of the only booking that is waiting or coming.
    func bookingPage() throws -> Answer {
        front.get(try String(#require(front.get("/admin/").text.firstMatch(of: #/href="(/admin/bookings/[0-9]+)"/#)).1))
    }

    @Test func aRequestIsApprovedOrDeclined() throws {
        try front.database.owner().execute("update holdfast.services set needs_approval = true")
        let dentist = Dentist(front: front)
        #expect(dentist.book("2026-11-24T14:00:00-05:00").json["status"] == "pending")
        try signIn()
        #expect(front.get("/admin/").text.contains("Waiting for your answer"))
        let approved = front.submit(try bookingPage().form { $0.hasSuffix("/approval") })
        #expect(approved.status == 303)
        #expect(front.get(approved.location).text.contains(">confirmed<"))
        #expect(dentist.book("2026-11-25T14:00:00-05:00").status == 201)
        let page = front.get("/admin/").text.matches(of: #/href="(/admin/bookings/[0-9]+)"/#).map { String($0.1) }.first {
            front.get($0).text.contains("/refusal")
        }
        let declined = front.submit(try front.get(#require(page)).form { $0.hasSuffix("/refusal") }, ["reason": "fully booked"])
        #expect(front.get(declined.location).text.contains(">declined<"))
    }

    @Test func aBookingIsCancelledByItsOwner() throws {
        #expect(Dentist(front: front).book("2026-11-24T14:00:00-05:00").status == 201)
        try signIn()
        let cancelled = front.submit(try bookingPage().form { $0.hasSuffix("/cancellation") }, ["reason": "the dentist is ill"])
        #expect(front.get(cancelled.location).text.contains(">cancelled<"))
    }

    @Test func blockedTimeIsTakenShownAndGivenBack() throws {
        let dentist = Dentist(front: front)
        let free = dentist.slots()
        #expect(dentist.book("2026-11-24T14:00:00-05:00").status == 201)
        try signIn()
        let page = front.get("/admin/blocks")
        let people = page.text.matches(of: #/<option value="([0-9]+)"/#).map { String($0.1) }
        for person in people {
            let form = try page.form { $0 == "/admin/blocks" }
            let blocked = front.submit(
                form, ["resource": person, "from": "2026-11-24T00:00", "to": "2026-11-25T00:00", "reason": "congress"])
            #expect(blocked.status == 303)
        }
        #expect(dentist.slots().isEmpty)
        let after = front.get("/admin/blocks")
        #expect(after.text.contains("Bookings within blocked time"))
        #expect(after.text.contains("congress"))
        for form in after.forms where form.action.hasSuffix("/removal") { #expect(front.submit(form).status == 303) }
        #expect(dentist.slots().count < free.count + 1)
        #expect(!dentist.slots().isEmpty)
    }

    @Test(arguments: [
        ("", "2026-11-24T10:00"), ("2026-11-24T10:00", "2026-11-24T09:00"), ("2026-02-30T10:00", "2026-11-24T09:00"), ("x", "y"),
    ])
    func aSpanThatIsNoneIsRefusedWithTheWayBack(from: String, to: String) throws {
        try signIn()
        let form = try front.get("/admin/blocks").form { $0 == "/admin/blocks" }
        let refused = front.submit(form, ["resource": "1", "from": from, "to": to])
        #expect(refused.status == 422)
        #expect(refused.text.contains("To the agenda"))
    }

    @Test func aFormOfAnotherSessionIsRefused() throws {
        try signIn()
        let form = try front.get("/admin/blocks").form { $0 == "/admin/blocks" }
        try signIn()
        #expect(front.submit(form, ["resource": "1", "from": "2026-11-24T10:00", "to": "2026-11-24T11:00"]).status == 403)
    }

    @Test func aMessageOfAVisitorIsShownAndMarkedRead() throws {
        try front.database.owner().execute(
            """
            insert into holdfast.messages (tenant_id, name, contact, body, created_at)
            select id, 'Ann', 'ann@example.com', 'Please call <me>.', '2026-11-20T15:00:00Z' from holdfast.tenants where slug = 'demo'
            """)
        try signIn()
        let page = front.get("/admin/messages")
        #expect(page.text.contains("Please call &lt;me&gt;."))
        #expect(page.text.contains("Friday, November 20, 2026, 10:00 AM"))
        let form = try page.form { $0.hasSuffix("/reading") }
        #expect(front.submit(form).status == 303)
        #expect(!front.get("/admin/messages").text.contains("/reading"))
        #expect(front.submit(Form(action: "/admin/messages/99999/reading", fields: form.fields)).status == 404)
    }

    @Test func aWrongMethodIsToldTheRightOnes() {
        let refused = front.send(Web.Method(rawValue: "PUT"), "/admin/blocks")
        #expect(refused.status == 405)
        #expect(refused.header("Allow") == "GET, HEAD, POST")
    }

    @Test func noOtherOriginReadsThePages() {
        let answer = front.get("/admin/", ["Origin": "https://clinic.example"])
        #expect(answer.header("Access-Control-Allow-Origin") == nil)
        #expect(answer.header("Cache-Control") == "no-store")
    }
}
