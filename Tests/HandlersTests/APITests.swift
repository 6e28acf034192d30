import Postgres
import Receptionist
import TestCluster
import Testing
import Web

@testable import Handlers

@Suite struct BookingAPI {
    let front: Front
    let dentist: Dentist

    init() throws {
        front = try Front()
        dentist = Dentist(front: front)
    }

    @Test func aBookingIsMadeMovedAndCancelled() throws {
        let slots = dentist.slots()
        #expect(slots.contains("2026-11-24T14:00:00-05:00"))
        let booked = dentist.book(slots[0])
        #expect(booked.status == 201)
        let reference = try #require(booked.json["reference"]?.string), path = "\(dentist.root)/bookings/\(reference)"
        let moving: JSON = ["reference": .string(reference), "email": "ada@example.com"]
        let held = front.post("\(dentist.root)/holds", ["service": .string(dentist.service), "start": .string(slots[1]), "moving": moving])
        #expect(held.status == 201)
        let moved = front.post("\(path)/reschedule", ["email": "ada@example.com", "hold": held.json["id"] ?? .null])
        #expect(moved.status == 200)
        #expect(moved.json["start"] == .string(slots[1]))
        #expect(moved.json["reference"] == .string(reference))
        let cancelled = front.post("\(path)/cancel", ["email": "ada@example.com", "reason": "ill"])
        #expect(cancelled.json["status"] == "cancelled")
        #expect(front.post("\(path)/lookup", ["email": "ADA@example.com"]).json["status"] == "cancelled")
    }

    @Test func whoLeavesAJobNudgesItsPoolAndNobodyElseDoes() throws {
        let slots = dentist.slots()
        #expect(dentist.hold(slots[1]).status == 201)
        #expect(front.takeNudges() == 0)
        let reference = try #require(dentist.book(slots[0]).json["reference"]?.string)
        #expect(front.takeNudges() == 1)
        let path = "\(dentist.root)/bookings/\(reference)"
        #expect(front.post("\(path)/cancel", ["email": "who@example.com"]).status == 404)
        #expect(front.takeNudges() == 0)
        #expect(front.post("\(path)/cancel", ["email": "ada@example.com"]).status == 200)
        #expect(front.takeNudges() == 1)
    }

    @Test func everyTimeCarriesTheOffsetOfTheBusiness() {
        let answer = front.get("\(dentist.root)/slots?service=\(dentist.service)&from=2026-11-24&to=2026-11-24")
        #expect(answer.json["timezone"] == "America/New_York")
        #expect(answer.json["now"] == "2026-11-21T12:00:00-05:00")
        #expect(answer.header("Cache-Control") == "no-store")
    }

    @Test func aChangeOfTheBusinessIsSeenByTheNextRequest() throws {
        let root = dentist.root, slug = try #require(root.split(separator: "/").last), address = "\(root)/slots?service=\(dentist.service)"
        let days = "&from=2026-11-24&to=2026-11-24"
        #expect(front.get(address + days).json["timezone"] == "America/New_York")
        try front.database.owner().execute("update holdfast.tenants set zone = 'America/Chicago' where slug = \(String(slug))")
        #expect(front.get(address + days).json["timezone"] == "America/Chicago")
        #expect(front.send(.options, address).status == 204)
        try front.database.owner().execute("update holdfast.tenants set slug = 'elsewhere' where slug = \(String(slug))")
        #expect(front.send(.options, address).status == 404)
        #expect(front.get(address + days).status == 404)
    }

    @Test func aTakenTimeIsAConflictWithAlternativesThatCanBeHeld() throws {
        let start = "2026-11-24T10:00:00-05:00"
        while dentist.hold(start).status == 201 {}
        let refused = dentist.hold(start)
        #expect(refused.status == 409)
        #expect(refused.code == "slot_taken")
        let other = try #require(refused.json["alternatives"]?.items.first?["start"]?.string)
        #expect([201, 422].contains(dentist.hold(other).status))
    }

    @Test func aRefusalSaysWhyAsTheExplanationDoes() throws {
        let sunday = "2026-11-22T10:00:00-05:00"
        let refused = dentist.hold(sunday)
        let explained = front.get("\(dentist.root)/slots/explain?service=\(dentist.service)&start=\(sunday)")
        #expect(refused.status == 422)
        #expect(explained.json["bookable"] == false)
        #expect(explained.json["reason"]?.string == refused.code)
    }

    @Test func aHoldIsLetGoOnce() throws {
        let id = try #require(dentist.hold(dentist.slots()[0]).json["id"]?.string)
        #expect(front.send(.delete, "\(dentist.root)/holds/\(id)").status == 204)
        let details: JSON = ["hold": .string(id), "customer": ["name": "Ada", "email": "ada@example.com"]]
        #expect(front.post("\(dentist.root)/bookings", details).code == "hold_expired")
    }

    @Test func oneKeyMeansOneHold() {
        let start = dentist.slots()[0], key = "one-key-for-all-of-it"
        let first = dentist.hold(start, key: key), second = dentist.hold(start, key: key)
        #expect(first.status == 201)
        #expect(first.text == second.text)
        let other = dentist.hold(dentist.slots()[5], key: key)
        #expect(other.status == 409)
        #expect(other.code == "idempotency_conflict")
        #expect(other.header("Retry-After") != nil)
    }

    @Test(arguments: ["short", String(repeating: "x", count: 256), "with\ta tab in the middle"])
    func aKeyOfTheWrongFormIsRefused(key: String) {
        #expect(dentist.hold(dentist.slots()[0], key: key).status == 422)
    }

    @Test func unknownAndNotYoursAreTheSameBytes() throws {
        let reference = try #require(dentist.book(dentist.slots()[0]).json["reference"]?.string)
        let notYours = front.post("\(dentist.root)/bookings/\(reference)/lookup", ["email": "eve@example.com"])
        let unknown = front.post("\(dentist.root)/bookings/ZZZZZZZZ/lookup", ["email": "eve@example.com"])
        let impossible = front.post("\(dentist.root)/bookings/a/lookup", ["email": "eve@example.com"])
        #expect(notYours.status == 404)
        #expect(notYours.text == unknown.text)
        #expect(notYours.text == impossible.text)
    }

    @Test func triesAtAReferenceAreLimitedAndTheRightOneWaitsToo() throws {
        let reference = try #require(dentist.book(dentist.slots()[0]).json["reference"]?.string)
        let path = "\(dentist.root)/bookings/\(reference)/lookup"
        for _ in 0..<Tries.perReference { #expect(front.post(path, ["email": "eve@example.com"]).status == 404) }
        let limited = front.post(path, ["email": "ada@example.com"])
        #expect(limited.status == 429)
        #expect(limited.code == "rate_limited")
        #expect(Int(limited.header("Retry-After") ?? "") ?? 0 > 0)
        try front.database.owner().execute("update holdfast.tries set ends_at = now()")
        #expect(front.post(path, ["email": "ada@example.com"]).status == 200)
    }

    @Test func aReferenceSpelledInManyWaysHasOneCount() {
        let spellings = [
            "ZZZZZZZZ", "zzzzzzzz", "zzzz-zzzz", "ZZ-ZZ-ZZ-ZZ", "z-zzzzzzz", "zz-zzzzzz", "zzz-zzzzz", "zzzzz-zzz", "z-z-zzzzzz",
            "zzzzzz-zz",
        ]
        for spelling in spellings {
            #expect(front.post("\(dentist.root)/bookings/\(spelling)/lookup", ["email": "eve@example.com"]).status == 404)
        }
        #expect(front.post("\(dentist.root)/bookings/zzzzzzz-z/lookup", ["email": "eve@example.com"]).status == 429)
    }

    @Test func withoutLimitsNothingIsCounted() throws {
        let open = try Front(limits: false)
        for _ in 0...Tries.perReference {
            #expect(open.post("/api/v1/demo/bookings/ZZZZZZZZ/lookup", ["email": "eve@example.com"]).status == 404)
        }
    }

    @Test func whatIsMissingOrWrongIsNamed() {
        let cases: [(JSON, Int, String)] = [
            (["start": "2026-11-24T10:00:00-05:00"], 422, "service"), (["service": .string(dentist.service)], 422, "start"),
            (["service": .string(dentist.service), "start": "2026-11-24T10:00:00"], 422, "start"),
            (["service": [], "start": "2026-11-24T10:00:00Z"], 400, "service"),
            (["service": .string(dentist.service), "start": "2026-11-24T10:00:00Z", "duration": "60"], 400, "duration"),
            (
                ["service": .string(dentist.service), "start": "2026-11-24T10:00:00Z", "moving": ["email": "a@b.example"]], 422,
                "moving.reference"
            ),
        ]
        for (body, status, field) in cases {
            let answer = front.post("\(dentist.root)/holds", body)
            #expect(answer.status == status)
            #expect(answer.json["detail"]?.string?.contains(field) == true, "\(answer.text)")
            #expect(answer.header("Content-Type") == "application/problem+json")
        }
    }

    @Test func aPlusThatCameAsASpaceIsUnderstood() {
        let answer = front.get("\(dentist.root)/slots/explain?service=\(dentist.service)&start=2026-11-24T20:00:00+01:00")
        #expect(answer.status == 200)
    }

    @Test func aWrongMethodIsToldTheRightOnes() {
        let answer = front.get("\(dentist.root)/holds")
        #expect(answer.status == 405)
        #expect(answer.header("Allow") == "POST, OPTIONS")
        #expect(front.send(.head, "\(dentist.root)/services").text.isEmpty)
    }

    @Test(arguments: ["/api/v1/nobody/services", "/nothing", "/api/v1/demo/nothing"]) func whatIsNotThereIsNotFound(path: String) {
        #expect(front.get(path).status == 404)
    }

    @Test func aliveAndReady() {
        #expect(front.get("/healthz").status == 200)
        #expect(front.get("/readyz").status == 200)
    }

    @Test func theLogNamesThePatternOnly() {
        #expect(front.get("\(dentist.root)/slots?service=x").response.route == "api.slots")
    }
}

@Suite struct OtherOrigins {
    let clinic = ["Origin": "https://clinic.example"]

    @Test func inDevelopmentAnyOriginMayAskListedOrNot() throws {
        let front = try Front()
        try front.database.owner().execute("update holdfast.tenants set allowed_origins = '{https://other.example}'")
        let asked = front.send(.options, "/api/v1/demo/holds", clinic)
        #expect(asked.status == 204)
        #expect(asked.header("Access-Control-Allow-Origin") == "https://clinic.example")
        #expect(asked.header("Access-Control-Allow-Headers")?.contains("Idempotency-Key") == true)
        #expect(asked.header("Access-Control-Allow-Credentials") == nil)
        #expect(asked.header("Vary") == "Origin")
    }

    @Test func thatThereIsNoSuchBusinessMayBeReadByAnybody() throws {
        let front = try Front(isDevelopment: false)
        for method in [Web.Method.get, .options] {
            let answer = front.send(method, "/api/v1/nobody/services", clinic)
            #expect(answer.status == 404)
            #expect(answer.header("Access-Control-Allow-Origin") == "*")
        }
    }

    @Test func inProductionOnlyTheListedMay() throws {
        let front = try Front(isDevelopment: false)
        #expect(front.get("/api/v1/demo/services", clinic).header("Access-Control-Allow-Origin") == nil)
        try front.database.owner().execute("update holdfast.tenants set allowed_origins = '{https://clinic.example}'")
        let allowed = front.get("/api/v1/demo/services", clinic)
        #expect(allowed.header("Access-Control-Allow-Origin") == "https://clinic.example")
        #expect(allowed.header("Access-Control-Expose-Headers") == "X-Request-Id, Retry-After")
        #expect(front.get("/api/v1/demo/services", ["Origin": "https://clinic.example.evil"]).header("Access-Control-Allow-Origin") == nil)
        #expect(front.get("/api/v1/demo/slots", clinic).header("Access-Control-Allow-Origin") == "https://clinic.example")
    }
}
