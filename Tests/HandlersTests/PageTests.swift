import Foundation
import Postgres
import TestCluster
import Testing
import Web

@testable import Handlers

@Suite struct BookingByForm {
    let front: Front

    init() throws { front = try Front() }

    /// From the front page to the page with the details of a held time.
    func heldPage(service: String = "Cleaning", which: Int = 0) throws -> Answer {
        let home = front.get("/t/demo/")
        let link = try #require(home.text.matches(of: #/<a href="([^"]*)"><strong>([^<]*)</#).first { $0.2.contains(service) })
        let times = try front.get(String(link.1).replacing("&amp;", with: "&")).form { $0.hasSuffix("/holds") }
        let kept = front.submit(times, ["start": try #require(times.starts.dropFirst(which).first)])
        #expect(kept.status == 303)
        return front.get(kept.location)
    }

    func book(_ held: Answer, _ changes: [String: String] = [:]) throws -> Answer {
        let details = ["name": "Ada Lovelace", "email": "ada@example.com", "phone": "", "notes": "Window seat"]
        return front.submit(try held.form { $0.hasSuffix("/bookings") }, details.merging(changes) { $1 })
    }

    @Test func aVisitorBooksMovesAndCancels() throws {
        let booked = try book(heldPage())
        #expect(booked.status == 303)
        let page = front.get(booked.location)
        #expect(page.text.contains("You’re booked"))
        #expect(page.text.contains("New York time"))
        #expect(page.header("Referrer-Policy") == "no-referrer")
        #expect(page.header("Cache-Control") == "no-store")

        let token = String(booked.location.split(separator: "?")[0])
        let times = try front.get(token + "/times?service=1").form { $0.hasSuffix("/holds") }
        let kept = front.submit(times, ["start": times.starts[4]])
        let moved = front.submit(try front.get(kept.location).form { $0.hasSuffix("/move") })
        #expect(moved.status == 303)
        let after = front.get(moved.location)
        #expect(after.text.contains("Your booking is moved"))

        let cancelled = front.submit(try after.form { $0.hasSuffix("/cancellation") }, ["reason": "ill"])
        #expect(front.get(cancelled.location).text.contains("Your booking is cancelled"))
    }

    @Test func aBookingThatMovesKeepsItsLength() throws {
        let filling = try #require(front.get("/t/demo/").text.firstMatch(of: #/<a href="([^"]*)"><strong>Filling</#)).1
        let times = front.get(String(filling) + "&duration=90")
        let form = try times.form { $0.hasSuffix("/holds") }
        let booked = try book(front.get(front.submit(form, ["start": form.starts[0], "duration": "90"]).location))
        let token = String(booked.location.split(separator: "?")[0])
        let again = try front.get(token + "/times").form { $0.hasSuffix("/holds") }
        #expect(again.fields["duration"] == "90")
    }

    @Test func aDoubleClickBooksOnce() throws {
        let held = try heldPage(), form = try held.form { $0.hasSuffix("/bookings") }
        let details = ["name": "Ada", "email": "ada@example.com"]
        let first = front.submit(form, details), second = front.submit(form, details)
        #expect(first.status == 303)
        #expect(second.status == 303)
        let count = try front.database.owner().rows("select count(*) as n from holdfast.bookings where status = 'confirmed'") {
            row throws(DatabaseError) in try row.read("n", as: Int64.self)
        }
        #expect(count == [1])
    }

    @Test func whoGoesBackAndChoosesAgainIsNotStuckWithWhatTheyHold() throws {
        let first = try heldPage()
        for which in 1..<6 { #expect(try heldPage(which: which).status == 200) }
        #expect(try book(heldPage(which: 6)).status == 303)
        #expect(try book(first).status == 409)
    }

    @Test func aFullDayLetsNoKeptTimeGo() throws {
        let home = front.get("/t/demo/")
        let link = try #require(home.text.firstMatch(of: #/<a href="([^"]*)"><strong>Cleaning/#)).1
        let times = try front.get(String(link).replacing("&amp;", with: "&")).form { $0.hasSuffix("/holds") }
        let held = front.get(front.submit(times, ["start": times.starts[0]]).location)
        try front.database.owner().execute(
            "insert into holdfast.daily_limits (tenant_id, scope, maximum) select id, 'service', 1 from holdfast.tenants where slug = 'demo'"
        )
        #expect(front.submit(times, ["start": times.starts[1]]).status == 422)
        #expect(try book(held).status == 303)
    }

    @Test func goingBackAfterBookingSaysThatTheBookingStands() throws {
        let held = try heldPage(), form = try held.form { $0.hasSuffix("/bookings") }
        #expect(try book(held).status == 303)
        let back = front.get("/t/demo/holds/\(form.fields["hold"] ?? "")")
        #expect(back.status == 409)
        #expect(back.text.contains("your booking stands"))
    }

    @Test func aDetailThatIsWrongBringsTheFormBackFilledIn() throws {
        let held = try heldPage()
        let refused = try book(held, ["email": "nowhere", "name": "Ada <b>"])
        #expect(refused.status == 422)
        #expect(refused.text.contains("role=\"alert\""))
        #expect(refused.text.contains("value=\"Ada &lt;b&gt;\""))
        #expect(try book(refused).status == 303)
    }

    @Test func aTimeThatSomebodyElseTookLeadsBackToTheTimes() throws {
        let times = try front.get("/t/demo/times?service=1&resource=1").form { $0.hasSuffix("/holds") }
        let start = try #require(times.starts.first)
        #expect(front.submit(times, ["start": start]).status == 303)
        let second = try front.get("/t/demo/times?service=1&resource=1").form { $0.hasSuffix("/holds") }
        let refused = front.submit(second, ["start": start])
        #expect(refused.status == 409)
        #expect(refused.text.contains("href=\"/t/demo/times?service=1\""))
    }

    @Test func anotherTimeLetsTheFirstGo() throws {
        let form = try heldPage().form { $0.hasSuffix("/release") }
        let released = front.submit(form)
        #expect(released.status == 303)
        #expect(released.location.contains("/t/demo/times?service="))
        #expect(front.get(form.action.replacing("/release", with: "")).status == 409)
    }

    @Test func aFormWithoutItsSealOrFromElsewhereIsRefused() throws {
        let form = try heldPage().form { $0.hasSuffix("/bookings") }
        #expect(front.submit(form, ["seal": "v1.x.y.z"]).status == 403)
        #expect(front.submit(form, [:], ["Sec-Fetch-Site": "cross-site"]).status == 403)
        front.cookies = ["visitor": "planted"]
        #expect(front.submit(form).status == 403)
    }

    @Test func aPlantedCookieLocksNobodyOut() throws {
        front.cookies = ["visitor": String(repeating: "x", count: 2_000)]
        #expect(try book(heldPage()).status == 303)
    }

    @Test func theBookingIsFoundByReferenceAndEmail() throws {
        let booked = try book(heldPage())
        let text = front.get(booked.location).text
        let reference = try #require(text.firstMatch(of: #/class="reference">([^<]*)</#)).1
        let form = try front.get("/t/demo/").form { $0.hasSuffix("/lookup") }
        let found = front.submit(form, ["reference": String(reference).lowercased(), "email": "Ada@example.com"])
        #expect(front.get(found.location).text.contains(reference))
        #expect(front.submit(form, ["reference": String(reference), "email": "eve@example.com"]).status == 404)
    }

    @Test func lookingAtALinkChangesNothing() throws {
        let booked = try book(heldPage())
        let state: () throws -> [Int64] = {
            try front.database.owner().rows("select count(*) as n from holdfast.audit") { row throws(DatabaseError) in
                try row.read("n", as: Int64.self)
            }
        }
        let before = try state()
        for path in ["", "/appointment.ics", "/times?service=1"] {
            let address = booked.location.split(separator: "?")[0] + path
            _ = front.get(String(address))
            #expect(front.send(.head, String(address)).text.isEmpty)
        }
        #expect(try state() == before)
        #expect(front.get(booked.location + "/cancellation").status != 303)
    }

    @Test func aLinkThatIsNotOursOrTooOldShowsNothing() throws {
        let booked = try book(heldPage())
        let token = String(booked.location.split(separator: "?")[0])
        #expect(front.get(token.dropLast() + "x").status == 404)
        #expect(front.get("/manage/nonsense").status == 404)
        try front.database.owner().execute("update holdfast.clock set frozen_at = '2027-06-01T12:00:00Z'")
        let old = front.get(token)
        #expect(old.status == 404)
        #expect(!old.text.contains("Cleaning"))
    }

    @Test func theCalendarFileIsFoldedAndCountsTheChanges() throws {
        let booked = try book(heldPage())
        let file = front.get(booked.location.split(separator: "?")[0] + "/appointment.ics")
        #expect(file.header("Content-Type") == "text/calendar; charset=utf-8")
        let lines = file.text.components(separatedBy: "\r\n")
        #expect(lines.first == "BEGIN:VCALENDAR")
        #expect(lines.last == "")
        #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
        #expect(lines.contains { $0.hasPrefix("DTSTART:2026") && $0.hasSuffix("Z") })
        #expect(lines.contains { $0.hasPrefix("SEQUENCE:") })
    }

    @Test func aMarkUnderAnAccentIsEscapedInTheCalendarFile() throws {
        try front.database.owner().execute("update holdfast.tenants set address = E'One;\\u0301 Two,\\u0301\\r\\nATTACH:x'")
        let booked = try book(heldPage())
        let file = front.get(booked.location.split(separator: "?")[0] + "/appointment.ics")
        #expect(file.text.contains("LOCATION:One\\;\u{301} Two\\,\u{301}\\nATTACH:x\r\n"))
    }

    @Test func anHourThatOccursTwiceIsLabelled() throws {
        try front.database.owner().execute("update holdfast.clock set frozen_at = '2026-10-20T12:00:00Z'")
        let home = front.get("/t/barber/")
        let link = try #require(home.text.firstMatch(of: #/<a href="([^"]*times[^"]*)">/#)).1
        let page = front.get(String(link).replacing("&amp;", with: "&") + "&day=2026-10-25")
        #expect(page.text.contains("01:00 BST"))
        #expect(page.text.contains("01:00 GMT"))
        #expect(page.text.contains(">02:00<"))
    }

    @Test func everyPageHasOneHeadingAndLabelledFields() throws {
        for page in [front.get("/t/demo/"), try heldPage(), front.get("/t/demo/nothing"), front.get("/t/nobody/")] {
            #expect(page.text.matches(of: #/<h1/#).count == (page.text.hasPrefix("{") ? 0 : 1))
            for match in page.text.matches(of: #/<(?:input|select|textarea) id="([^"]*)"/#) {
                #expect(page.text.contains("<label for=\"\(match.1)\""))
            }
        }
    }

    @Test func anAddressWhereNothingStandsIsAPageForPeople() {
        let page = front.get("/t/demo/nothing", ["Accept": "text/html,*/*"])
        #expect(page.status == 404)
        #expect(page.text.hasPrefix("<!doctype html>"))
        #expect(front.get("/t/demo/nothing").code == "not_found")
    }

    @Test func onlyTheFrontPageIsForSearchEngines() throws {
        #expect(!front.get("/t/demo/").text.contains("noindex"))
        #expect(front.get("/t/demo/times?service=1").text.contains("noindex"))
        #expect(front.get("/manage/nonsense").text.contains("noindex"))
    }

    @Test func underHTTPSTheCookieIsBoundToTheHost() throws {
        let secure = try Front(publicURL: "https://book.example")
        let setting = try #require(secure.get("/t/demo/").header("Set-Cookie"))
        #expect(setting.hasPrefix("__Host-visitor="))
        #expect(setting.contains("; Secure"))
    }
}
