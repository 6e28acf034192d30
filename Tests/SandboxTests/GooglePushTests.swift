import Foundation
import Testing
import Web

@testable import Sandbox

@Suite("Pushes and faults of the stand-in for Google") struct GooglePushTests {
    private let google: GoogleWorld
    private let caller: GoogleCaller

    init() throws {
        google = try GoogleWorld()
        caller = try GoogleCaller(google)
    }

    private func watch(_ id: String = "channel-1", _ more: String = "") -> GoogleWorld.Answer {
        caller.events(
            "POST", "/watch", [:], #"{"id": "\#(id)", "type": "web_hook", "address": "\#(google.root)/hook", "token": "secret"\#(more)}"#)
    }

    /// A field of each message that came, oldest first.
    private func heard(_ field: String) -> [String] {
        google.house.heard.filter { $0.hasPrefix("POST /hook ") }.map { message in
            message.split(separator: "\r\n").first { $0.lowercased().hasPrefix(field.lowercased() + ":") }.map {
                String($0.dropFirst(field.count + 2))
            } ?? ""
        }
    }

    @Test("tell a channel that it is open, and of every change after that")
    func tells() {
        let channel = watch()
        #expect(channel.status == 200 && channel.json.string("kind") == "api#channel" && channel.json.string("expiration") != nil)
        caller.insert("abcde1")
        google.control("calendars/olivia%40example.com/events/abcde1", #"{"summary": "By hand"}"#)
        #expect(heard("X-Goog-Resource-State") == ["sync", "exists", "exists"] && heard("X-Goog-Message-Number") == ["1", "2", "3"])
        #expect(Set(heard("X-Goog-Channel-Token")) == ["secret"] && Set(heard("X-Goog-Channel-ID")) == ["channel-1"])
        #expect(Set(heard("X-Goog-Resource-ID")) == [channel.json.string("resourceId") ?? ""])
        #expect(google.house.heard.allSatisfy { $0.hasSuffix("\r\n\r\n") })
    }

    @Test("end when the channel is stopped or its time is over, and are nobody else's to stop")
    func ends() throws {
        let resource = watch().json.string("resourceId") ?? ""
        let stop = { (resource: String) in
            caller.ask("POST", "channels/stop", [:], #"{"id": "channel-1", "resourceId": "\#(resource)"}"#).status
        }
        #expect(stop("another") == 404 && stop(resource) == 204 && stop(resource) == 404)
        caller.insert("abcde1")
        #expect(heard("X-Goog-Resource-State") == ["sync"])
        #expect(watch().status == 400 && watch("channel-2", #", "params": {"ttl": "60"}"#).status == 200)
        try google.move("2 minutes")
        caller.insert("abcde2")
        #expect(heard("X-Goog-Resource-State") == ["sync", "sync"])
    }

    @Test("go to the house alone, over channels that are whole")
    func refuses() {
        for body in [
            #"{"id": "c", "type": "web_hook", "address": "https://elsewhere.example/"}"#, #"{"id": "c", "type": "web_hook"}"#,
            #"{"id": "c", "type": "fax", "address": "\#(google.root)/hook"}"#, #"{"type": "web_hook", "address": "\#(google.root)/hook"}"#,
            #"{"id": "c", "type": "web_hook", "address": "\#(google.root)/hook", "expiration": 1000}"#,
        ] { #expect((400...401).contains(caller.events("POST", "/watch", [:], body).status), "\(body)") }
        #expect(heard("X-Goog-Channel-ID").isEmpty)
    }

    @Test("get lost, come twice, late or when they are let, and are tried again where the house is down")
    func goWrong() {
        _ = watch()
        google.control("faults", #"{"kind": "lose_push"}"#)
        caller.insert("abcde1")
        google.control("faults", #"{"kind": "duplicate_push"}"#)
        caller.insert("abcde2")
        #expect(heard("X-Goog-Message-Number") == ["1", "3", "3"])
        google.control("faults", #"{"kind": "held_push"}"#)
        caller.insert("abcde3")
        #expect(heard("X-Goog-Message-Number").count == 3)
        google.control("pushes")
        google.control("faults", #"{"kind": "late_push", "seconds": 0.1}"#)
        caller.insert("abcde4")
        #expect(heard("X-Goog-Message-Number").suffix(2) == ["4", "5"])
        google.house.write("/hook", "", status: "503 Down")
        google.control("faults", #"{"kind": "lose_answer"}"#)
        #expect(caller.insert("abcde5").status == 599)
        #expect(heard("X-Goog-Message-Number").filter { $0 == "6" }.count > 1 && caller.list().items.count == 5)
    }

    private static let kinds: [(String, Int, Int)] = [
        (#""kind": "refuse", "status": 500"#, 500, 0), (#""kind": "refuse", "status": 403, "reason": "rateLimitExceeded""#, 403, 0),
        (#""kind": "refuse", "status": 429"#, 429, 0), (#""kind": "garbage""#, 502, 0), (#""kind": "lose_request""#, 599, 0),
        (#""kind": "lose_answer""#, 599, 1), (#""kind": "slow", "seconds": 0.05"#, 200, 2),
        (#""kind": "slow_answer", "seconds": 0.05"#, 200, 3),
    ]

    @Test("leave done what was done before the answer was lost, and nothing else")
    func faults() {
        for (index, (fault, status, count)) in Self.kinds.enumerated() {
            google.control("faults", #"{\#(fault), "operation": "events.insert", "account": "\#(GoogleWorld.email)"}"#)
            #expect(caller.list().status == 200)
            #expect(caller.insert("abcde\(index)").status == status && caller.list().items.count == count, "\(fault)")
        }
        #expect(google.control("state", method: "GET")["faults"]?.items.isEmpty == true)
    }

    /// What a seed decides is decided again by the same seed.
    @Test("come in storms that a seed decides, of about the size that is asked")
    func storms() {
        let storm = { () -> [Int] in
            google.control("faults", method: "DELETE")
            google.control("faults", #"{"kind": "storm", "seed": 7, "rate": 0.3, "kinds": ["refuse", "lose_answer", "garbage"]}"#)
            return (0..<100).map { _ in caller.events("GET", "/neverwas").status }
        }
        let first = storm()
        let bad = first.filter { $0 != 404 }
        #expect(first == storm() && (18...42).contains(bad.count) && Set(bad).count > 3)
    }

    @Test("turn away whoever asks more than a minute holds")
    func quota() {
        google.control("settings", #"{"quota": 5}"#)
        let answers = (0..<8).map { _ in caller.events("GET", "") }
        #expect(answers.prefix(5).allSatisfy { $0.status == 200 } && answers.last?.status == 403)
        #expect(
            answers.last?.reason == "userRateLimitExceeded"
                && answers.last?.json["error"]?["errors"]?.items.first?.string("domain") == "usageLimits")
    }

    @Test("are shown with every request, by operation and account")
    func exchanges() {
        caller.insert("abcde1")
        let found = google.control("exchanges", method: "GET")["exchanges"]?.items.filter { $0.string("operation") == "events.insert" }
        #expect(found?.count == 1 && found?.first?.string("account") == GoogleWorld.email && found?.first?.number("status") == 200)
    }

    @Test("are on a page that holds the week")
    func page() {
        caller.insert("abcde1", more: #", "location": "<script>""#)
        let page = google.ask("GET", "calendar/", ["calendar": GoogleWorld.email, "week": "2026-11-26"])
        #expect(page.status == 200 && page.text.contains(#"data-id="abcde1""#) && page.text.contains("2026-11-23 to 2026-11-29"))
        #expect(!page.text.contains("<script>") && !page.text.contains(" style="))
        #expect(google.ask("POST", "api/google/faults", body: "{}", type: "text/plain").status == 415)
    }
}
