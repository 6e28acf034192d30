import Foundation
import Testing
import Web

@testable import Sandbox

@Suite("Events at the stand-in for Google") struct GoogleEventsTests {
    private let google: GoogleWorld
    private let caller: GoogleCaller

    init() throws {
        google = try GoogleWorld()
        caller = try GoogleCaller(google)
    }

    @Test("are written, read, changed and deleted, each time with another etag")
    func life() throws {
        let made = caller.insert("abcde1")
        #expect(
            made.status == 200 && made.json.string("status") == "confirmed"
                && made.json["start"]?.string("dateTime") == "2026-11-24T10:00:00-05:00")
        let changed = caller.events("PATCH", "/abcde1", [:], #"{"summary": "Other"}"#)
        #expect(changed.json.string("summary") == "Other" && changed.json.string("etag") != made.json.string("etag"))
        #expect(changed.headers["ETag"] == changed.json.string("etag") && caller.events("GET", "/abcde1").json == changed.json)
        #expect(caller.events("DELETE", "/abcde1").status == 204)
        #expect(caller.events("GET", "/abcde1").json.string("status") == "cancelled")
        let again = caller.events("DELETE", "/abcde1")
        #expect(again.status == 410 && again.reason == "deleted")
        #expect(caller.events("DELETE", "/neverwas").status == 404)
    }

    @Test("have an id that is used once, even after they are deleted, and never come back")
    func ids() {
        #expect(caller.insert("abcde1").status == 200)
        #expect(caller.insert("abcde1").reason == "duplicate" && caller.insert("abcde1").status == 409)
        caller.events("DELETE", "/abcde1")
        #expect(caller.insert("abcde1").status == 409)
        #expect(caller.events("PATCH", "/abcde1", [:], #"{"status": "confirmed"}"#).status == 403)
        #expect(caller.list(["showDeleted": "true"]).items.count == 1 && caller.list().items.isEmpty)
        for wrong in ["abcd", "ABCDE", "abcdez", "abc-de"] { #expect(caller.insert(wrong).status == 400) }
    }

    @Test("are changed only as they were last seen, where that is asked")
    func etags() {
        let etag = caller.insert("abcde1").json.string("etag") ?? ""
        #expect(caller.events("PATCH", "/abcde1", [:], #"{"summary": "A"}"#, match: etag).status == 200)
        for method in ["PATCH", "PUT", "DELETE"] {
            let late = caller.events(method, "/abcde1", [:], GoogleCaller.event("abcde1", 24, hour: 10), match: etag)
            #expect(late.status == 412 && late.reason == "conditionNotMet")
        }
        #expect(caller.events("DELETE", "/abcde1", match: "*").status == 204)
    }

    @Test("are laid over by a patch, lists whole, and replaced by an update")
    func merging() {
        caller.insert(
            "abcde1", more: #", "location": "Here", "attendees": [{"email": "a@b.cd"}], "extendedProperties": {"private": {"a": "1"}}"#)
        let patched = caller.events(
            "PATCH", "/abcde1", [:],
            #"{"location": null, "attendees": [{"email": "e@f.gh"}], "extendedProperties": {"private": {"b": "2"}}}"#
        ).json
        #expect(patched["location"] == nil && patched["attendees"]?.items.map { $0.string("email") } == ["e@f.gh"])
        #expect(patched["extendedProperties"]?["private"] == ["a": "1", "b": "2"])
        let replaced = caller.events("PUT", "/abcde1", [:], GoogleCaller.event("abcde1", 24, hour: 11)).json
        #expect(replaced["attendees"] == nil && replaced["extendedProperties"] == nil && replaced.number("sequence") == 1)
    }

    private static let wrongs: [(String, String)] = [
        ("nonsense", "parseError"), (#"{"summary": "x"}"#, "required"),
        (#"{"start": {"date": "2026-11-24"}, "end": {"dateTime": "2026-11-24T10:00:00Z"}}"#, "invalid"),
        (#"{"start": {"date": "2026-11-24"}, "end": {"date": "2026-11-24"}}"#, "timeRangeEmpty"),
        (#"{"start": {"dateTime": "2026-11-24T11:00:00Z"}, "end": {"dateTime": "2026-11-24T10:00:00Z"}}"#, "timeRangeEmpty"),
        (#"{"start": {"dateTime": "2026-11-24T11:00:00"}, "end": {"dateTime": "2026-11-24T12:00:00"}}"#, "required"),
        (#"{"start": {"dateTime": "2026-13-24T11:00:00Z"}, "end": {"dateTime": "2026-11-24T12:00:00Z"}}"#, "invalid"),
        (
            #"{"start": {"dateTime": "2026-11-24T11:00:00", "timeZone": "Foo/Bar3"}, "end": {"dateTime": "2026-11-24T12:00:00Z"}}"#,
            "invalid"
        ),
        (#"{"start": {"date": "2026-11-24"}, "end": {"date": "2026-11-25"}, "attendees": [{"displayName": "x"}]}"#, "invalid"),
        (#"{"start": {"date": "2026-11-24"}, "end": {"date": "2026-11-25"}, "transparency": "misty"}"#, "invalid"),
        (#"{"start": {"date": "2026-11-24"}, "end": {"date": "2026-11-25"}, "recurrence": ["RRULE:FREQ=SOMETIMES"]}"#, "invalid"),
        (
            #"{"start": {"dateTime": "2026-11-24T11:00:00Z"}, "end": {"dateTime": "2026-11-24T12:00:00Z"}, "recurrence": ["RRULE:FREQ=DAILY"]}"#,
            "required"
        ),
    ]

    @Test("are refused as Google would refuse them")
    func refused() {
        for (body, reason) in Self.wrongs {
            let answer = caller.events("POST", "", [:], body)
            #expect(answer.status == 400 && answer.reason == reason, "\(body)")
        }
        #expect(caller.list().items.isEmpty)
    }

    @Test("need the scope that their operation needs, and an account that sees the calendar")
    func scopes() throws {
        let partial = try GoogleCaller(google, untick: ["calendar.freebusy", "calendarlist.readonly"])
        #expect(partial.insert("abcde1").status == 200)
        let busy = #"{"timeMin": "2026-11-24T00:00:00Z", "timeMax": "2026-11-25T00:00:00Z", "items": [{"id": "primary"}]}"#
        #expect(partial.ask("POST", "freeBusy", [:], busy).reason == "insufficientPermissions")
        #expect(partial.ask("GET", "users/me/calendarList").status == 403 && caller.ask("GET", "users/me/calendarList").status == 200)
        #expect(caller.ask("GET", "calendars/primary").status == 403)
        #expect(caller.ask("GET", "calendars/sam%40example.com/events").status == 404)
        #expect(google.ask("GET", "google/calendar/v3/calendars/primary/events").status == 401)
        google.control("shares", #"{"account": "\#(GoogleWorld.email)", "calendar": "sam@example.com", "role": "reader"}"#)
        var other = caller
        other.calendar = "sam@example.com"
        #expect(other.list().status == 200 && other.insert("abcde2").reason == "requiredAccessLevel")
        google.control("calendars/sam%40example.com/events", GoogleCaller.event("abcde3", 24, hour: 9, more: #", "visibility": "private""#))
        #expect(other.list().items.first?["summary"] == nil && other.list().items.first?.string("visibility") == "private")
    }

    @Test("of somebody else's are theirs to change")
    func invitations() {
        google.control(
            "calendars/olivia%40example.com/events",
            GoogleCaller.event("abcde1", 24, hour: 9, more: #", "organizer": {"email": "boss@example.org"}"#))
        #expect(caller.events("PATCH", "/abcde1", [:], #"{"summary": "Mine"}"#).reason == "forbiddenForNonOrganizer")
        #expect(caller.events("PATCH", "/abcde1", [:], #"{"extendedProperties": {"private": {"a": "b"}}}"#).status == 200)
    }

    private static let meet =
        #", "conferenceData": {"createRequest": {"requestId": "r1", "conferenceSolutionKey": {"type": "hangoutsMeet"}}}"#

    @Test("get a meeting a little later, where the request says that it knows of them")
    func meetings() {
        #expect(caller.insert("abcde1", more: Self.meet).json["conferenceData"] == nil)
        let made = caller.insert("abcde2", more: Self.meet, ["conferenceDataVersion": "1"]).json
        #expect(made["conferenceData"]?["createRequest"]?["status"]?.string("statusCode") == "pending" && made["hangoutLink"] == nil)
        let later = caller.events("GET", "/abcde2").json
        #expect(later.string("hangoutLink")?.hasPrefix("https://meet.google.com/") == true && later.string("etag") != made.string("etag"))
        let same = caller.events("PATCH", "/abcde2", ["conferenceDataVersion": "1"], "{" + Self.meet.dropFirst(1) + "}").json
        #expect(same.string("hangoutLink") == later.string("hangoutLink"))
        #expect(caller.events("PATCH", "/abcde2", [:], #"{"summary": "x"}"#).json.string("hangoutLink") == later.string("hangoutLink"))
        google.control("faults", #"{"kind": "conference_fails"}"#)
        caller.insert("abcde3", more: Self.meet, ["conferenceDataVersion": "1"])
        #expect(caller.events("GET", "/abcde3").json["conferenceData"]?["createRequest"]?["status"]?.string("statusCode") == "failure")
    }

    @Test("invite by mail only where that is asked")
    func mails() {
        let guest = #", "attendees": [{"email": "guest@elsewhere.example"}]"#
        let sent = { google.control("state", method: "GET")["mails"]?.items.compactMap { $0.string("kind") } }
        caller.insert("abcde1", more: guest)
        #expect(sent() == [])
        caller.insert("abcde2", more: guest, ["sendUpdates": "all"])
        caller.events("DELETE", "/abcde2", ["sendUpdates": "externalOnly"])
        #expect(sent() == ["invitation", "cancellation"])
    }

    @Test("are found by what a program wrote on them")
    func properties() {
        caller.insert("abcde1", more: #", "extendedProperties": {"private": {"booking": "7"}}"#)
        caller.insert("abcde2")
        #expect(caller.list(["privateExtendedProperty": "booking=7"]).items.map { $0.string("id") } == ["abcde1"])
        #expect(caller.list(["q": "ABCDE2"]).items.map { $0.string("id") } == ["abcde2"])
    }
}
