import Foundation
import Testing
import Web

@testable import Sandbox

@Suite("Reading the stand-in for Google") struct GoogleReadingTests {
    private let google: GoogleWorld
    private let caller: GoogleCaller
    private let mine = "calendars/olivia%40example.com/events"

    init() throws {
        google = try GoogleWorld()
        caller = try GoogleCaller(google)
    }

    private func ids(_ items: [JSON]) -> [String] { items.compactMap { $0.string("id") } }

    @Test("gives a page at a time, and what to go on from with the last of them alone")
    func pages() {
        google.control(mine, "[" + (0..<25).map { GoogleCaller.event("abcde\($0)", 24, hour: $0 % 12 + 8) }.joined(separator: ",") + "]")
        let all = caller.list(["maxResults": "10"])
        #expect(all.items.count == 25 && Set(ids(all.items)).count == 25 && all.pages == 3 && all.token != nil)
        #expect(caller.events("GET", "", ["maxResults": "10"]).json["nextSyncToken"] == nil)
        let page = caller.events("GET", "", ["maxResults": "10"]).json.string("nextPageToken") ?? ""
        #expect(caller.events("GET", "", ["maxResults": "10", "pageToken": page, "q": "x"]).status == 400)
        google.control("faults", #"{"kind": "empty_page"}"#)
        let sparse = caller.list(["maxResults": "10"])
        #expect(sparse.items.count == 25 && sparse.pages == 4)
    }

    /// Whoever follows the tokens holds what the calendar holds, whatever happens between and during the reading.
    @Test("tells, from a token on, of every change", arguments: [1, 2, 3])
    func sync(seed: Int) {
        var random = Seeded(UInt64(seed)), known: [String: String] = [:], token: String?
        for round in 0..<6 {
            for _ in 0..<8 { change(&random, round) }
            var query = ["maxResults": "4", "singleEvents": "false"]
            query["syncToken"] = token
            var isFirst = true
            while true {
                let page = caller.events("GET", "", query).json
                for item in page["items"]?.items ?? [] {
                    known[item.string("id") ?? ""] = item.string("status") == "cancelled" ? nil : item.string("etag")
                }
                if isFirst { change(&random, round) }
                isFirst = false
                guard let next = page.string("nextPageToken") else { token = page.string("nextSyncToken"); break }
                query["pageToken"] = next
            }
        }
        for item in caller.list(["syncToken": token ?? "", "singleEvents": "false"]).items {
            known[item.string("id") ?? ""] = item.string("status") == "cancelled" ? nil : item.string("etag")
        }
        let stands = Dictionary(uniqueKeysWithValues: caller.list().items.map { ($0.string("id") ?? "", $0.string("etag") ?? "") })
        #expect(known == stands && !stands.isEmpty)
    }

    private func change(_ random: inout Seeded, _ round: Int) {
        let id = "abcde\(Int.random(in: 0..<12, using: &random))", hour = Int.random(in: 8..<18, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: caller.events("DELETE", "/" + id)
        case 1: caller.events("PATCH", "/" + id, [:], #"{"summary": "round \#(round) \#(hour)"}"#)
        default: caller.insert(id, 10 + round, hour: hour)
        }
    }

    @Test("ends a token by age, by what its owner does, and refuses it beside other filters")
    func dead() throws {
        let token = try #require(caller.list().token)
        for (name, value) in [
            ("timeMin", "2026-11-01T00:00:00Z"), ("q", "x"), ("orderBy", "updated"), ("showDeleted", "false"), ("singleEvents", "true"),
        ] {
            #expect(caller.events("GET", "", ["syncToken": token, name: value]).status == 400, "\(name)")
        }
        google.control("faults", #"{"kind": "expired_sync"}"#)
        #expect(caller.events("GET", "", ["syncToken": token]).reason == "fullSyncRequired")
        #expect(caller.list(["syncToken": token]).status == 200)
        google.control("expiry", #"{"calendar": "\#(GoogleWorld.email)"}"#)
        #expect(caller.events("GET", "", ["syncToken": token]).status == 410)
        let young = try #require(caller.list().token)
        try google.move("31 days")
        let later = try GoogleCaller(google)
        #expect(later.events("GET", "", ["syncToken": young]).status == 410 && later.list().status == 200)
    }

    private static let weekly =
        #"{"id": "ser1es", "summary": "Lunch", "start": {"dateTime": "2026-10-26T12:00:00", "timeZone": "America/New_York"}, "end": {"dateTime": "2026-10-26T13:00:00", "timeZone": "America/New_York"}, "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]}"#

    @Test("shows a series by its instances, at the same hour of the wall across the change of clocks")
    func series() {
        google.control(mine, Self.weekly)
        #expect(ids(caller.list().items) == ["ser1es"])
        let instances = caller.list(["singleEvents": "true", "orderBy": "startTime"]).items
        #expect(
            instances.compactMap { $0["start"]?.string("dateTime") } == [
                "2026-10-26T12:00:00-04:00", "2026-11-02T12:00:00-05:00", "2026-11-09T12:00:00-05:00",
            ])
        #expect(ids(instances)[1] == "ser1es_20261102T170000Z" && instances[1].string("recurringEventId") == "ser1es")
    }

    @Test("shows instances that were moved or deleted by themselves, and what a series no longer has")
    func instances() throws {
        google.control(mine, Self.weekly)
        let token = try #require(caller.list(["singleEvents": "true"]).token)
        google.control(
            mine + "/ser1es_20261102T170000Z",
            #"{"start": {"dateTime": "2026-11-03T12:00:00-05:00"}, "end": {"dateTime": "2026-11-03T13:00:00-05:00"}}"#)
        google.ask("DELETE", "api/google/" + mine + "/ser1es_20261109T170000Z")
        let changed = caller.list(["singleEvents": "true", "syncToken": token])
        #expect(Set(ids(changed.items)) == ["ser1es_20261102T170000Z", "ser1es_20261109T170000Z"])
        let moved = try #require(changed.items.first { $0.string("id") == "ser1es_20261102T170000Z" })
        #expect(
            moved["start"]?.string("dateTime") == "2026-11-03T12:00:00-05:00"
                && moved["originalStartTime"]?.string("dateTime") == "2026-11-02T12:00:00-05:00")
        google.control(mine + "/ser1es", #"{"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=1"]}"#)
        let shorter = caller.list(["singleEvents": "true", "syncToken": changed.token ?? ""]).items
        #expect(shorter.filter { $0.string("status") == "cancelled" }.compactMap { $0.string("id") }.contains("ser1es_20261102T170000Z"))
        google.ask("DELETE", "api/google/" + mine + "/ser1es")
        let gone = caller.list(["singleEvents": "true", "syncToken": changed.token ?? ""]).items
        #expect(!gone.isEmpty && gone.allSatisfy { $0.string("status") == "cancelled" })
        #expect(caller.list(["singleEvents": "true"]).items.isEmpty)
    }

    private static let rules: [(String, [String])] = [
        ("DAILY;INTERVAL=2;COUNT=3", ["23", "25", "27"]), ("WEEKLY;BYDAY=MO,WE;COUNT=3", ["23", "25", "30"]),
        ("DAILY;UNTIL=20261125T170000Z", ["23", "24", "25"]), ("MONTHLY;BYDAY=4MO;COUNT=2", ["23", "28"]),
        ("MONTHLY;BYMONTHDAY=-1;COUNT=1", ["23", "30"]),
        ("YEARLY;COUNT=1", ["23"]),
    ]

    @Test("knows the rules by which things repeat")
    func rules() {
        for (index, (rule, days)) in Self.rules.enumerated() {
            google.control(mine, GoogleCaller.event("ru1e\(index)", 23, hour: 12, more: #", "recurrence": ["RRULE:FREQ=\#(rule)"]"#))
            let found = caller.events("GET", "/ru1e\(index)/instances").json["items"]?.items.compactMap {
                $0["start"]?.string("dateTime")?.dropFirst(8).prefix(2)
            }
            #expect(found.map { $0.map(String.init) } == days, "\(rule)")
        }
    }

    private func busy(_ items: String = #"{"id": "primary"}"#, from: String = "2026-11-23", to: String = "2026-11-28") -> GoogleWorld.Answer
    {
        caller.ask("POST", "freeBusy", [:], #"{"timeMin": "\#(from)T00:00:00Z", "timeMax": "\#(to)T00:00:00Z", "items": [\#(items)]}"#)
    }

    @Test("says what is busy: not what is free, declined or deleted; whole days in the calendar's own; what touches in one")
    func freeBusy() {
        caller.insert("abcde1", 24, hour: 10)
        caller.insert("abcde2", 24, hour: 11)
        caller.insert("abcde3", 24, hour: 14, more: #", "transparency": "transparent""#)
        caller.insert("abcde4", 24, hour: 15, more: #", "attendees": [{"email": "olivia@example.com", "responseStatus": "declined"}]"#)
        caller.insert("abcde5", 24, hour: 16, more: #", "status": "tentative""#)
        caller.insert("abcde6", 24, hour: 18)
        caller.events("DELETE", "/abcde6")
        google.control(mine, #"{"start": {"date": "2026-11-26"}, "end": {"date": "2026-11-27"}}"#)
        let found = busy().json["calendars"]?["primary"]?["busy"]?.items.map { [$0.string("start"), $0.string("end")] }
        #expect(
            found == [
                ["2026-11-24T15:00:00Z", "2026-11-24T17:00:00Z"], ["2026-11-24T21:00:00Z", "2026-11-24T22:00:00Z"],
                ["2026-11-26T05:00:00Z", "2026-11-27T05:00:00Z"],
            ])
    }

    @Test("hides a failure of one calendar in an answer that looks well")
    func hiddenErrors() {
        google.control("faults", #"{"kind": "freebusy_error", "calendar": "olivia@example.com", "reason": "internalError"}"#)
        let both = busy(#"{"id": "primary"}, {"id": "nobody@example.com"}"#)
        let reasons = ["primary", "nobody@example.com"].map { both.json["calendars"]?[$0]?["errors"]?.items.first?.string("reason") }
        #expect(both.status == 200 && reasons == ["internalError", "notFound"])
        #expect(busy().json["calendars"]?["primary"]?["errors"] == nil)
        #expect(busy(to: "2027-03-01").reason == "timeRangeTooLong" && busy(to: "2026-11-01").reason == "timeRangeEmpty")
    }

    @Test("lists an account's calendars by pages")
    func calendars() {
        for name in 0..<4 { google.control("calendars", #"{"account": "\#(GoogleWorld.email)", "summary": "\#(name)"}"#) }
        var found: [JSON] = [], query = ["maxResults": "2"]
        while true {
            let page = caller.ask("GET", "users/me/calendarList", query).json
            found += page["items"]?.items ?? []
            guard let next = page.string("nextPageToken") else { break }
            query["pageToken"] = next
        }
        #expect(
            found.count == 6 && found.filter { $0["primary"] == true }.count == 1 && found.allSatisfy { $0.string("accessRole") == "owner" }
        )
    }
}

/// The same numbers for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
