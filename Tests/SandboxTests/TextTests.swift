import Foundation
import Testing
import Web

@testable import Sandbox

@Suite("Texts through the stand-in") struct TextTests {
    private let line: Line
    private static let phone = "+19175550142"

    init() throws { line = try Line() }

    private func send(_ changes: [String: String?] = [:]) throws -> (status: Int, json: JSON) {
        let usual: [String: String?] = ["To": Self.phone, "From": Line.ours, "Body": "Hello", "StatusCallback": line.root + "/told?text=7"]
        return try line.rest("Messages.json", usual.merging(changes) { $1 }.compactMapValues(\.self))
    }

    private func told() -> [String?] { line.business.forms("/told").map { $0["MessageStatus"] } }

    @Test("are taken, listed, and told of as they move on")
    func sends() throws {
        let sent = try send()
        #expect(sent.status == 201 && sent.json.string("status") == "queued" && sent.json["date_sent"] == .null)
        #expect(told() == ["sending", "sent", "delivered"])
        let sid = try #require(sent.json.string("sid"))
        #expect(try line.rest("Messages/\(sid).json").json.string("status") == "delivered")
        #expect(line.business.forms("/told").allSatisfy { $0["MessageSid"] == sid && $0["SmsSid"] == sid && $0["From"] == Line.ours })
    }

    private static let refusals =
        [
            (["To": "12345"], 21211), (["To": nil], 21604), (["From": nil], 21603), (["From": "+12125550199"], 21606),
            (["Body": ""], 21602),
            (["Body": String(repeating: "a", count: 1601)], 21617), (["To": "whatsapp:+19175550142"], 21910),
            (["To": "+15005550001"], 21211), (["To": "+15005550004"], 21610), (["To": "+15005550009"], 21614),
            (["StatusCallback": "https://elsewhere.example/"], 21609), (["ContentSid": "HX1"], 21656),
        ] as [([String: String?], Int)]

    @Test("are refused as Twilio would refuse them")
    func refused() throws {
        for (changes, code) in Self.refusals {
            let answer = try send(changes)
            #expect(answer.status == 400 && answer.json.number("code") == Double(code))
            #expect(answer.json.string("more_info") == "https://www.twilio.com/docs/errors/\(code)")
        }
        #expect(try line.look("messages")["messages"]?.items.isEmpty == true)
    }

    @Test("are for whoever knows the token, of this account")
    func strangers() throws {
        let wrong = try line.rest("Messages.json", ["To": Self.phone], token: "another")
        #expect(wrong.status == 401 && wrong.json.number("code") == 20003)
        #expect(try line.rest("Messages/SMnone.json").json.number("code") == 20404)
        #expect(try line.rest("Queues.json").json.number("code") == 20404)
    }

    @Test("are listed newest first, by number and day, a page at a time")
    func lists() throws {
        for body in ["one", "two", "three"] { _ = try send(["Body": body]) }
        _ = try send(["To": "+447700900123", "Body": "else"])
        let day = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000), offset: 0).dateText
        let query = "To=%2B19175550142&From=%2B12125550142&DateSent%3E=\(day)&PageSize=2"
        let first = try line.rest("Messages.json", query: query).json
        #expect(first["messages"]?.items.compactMap { $0.string("body") } == ["three", "two"])
        let next = try #require(first.string("next_page_uri"))
        let second = try line.rest("Messages.json", query: String(next.split(separator: "?", maxSplits: 1)[1])).json
        #expect(second["messages"]?.items.compactMap { $0.string("body") } == ["one"] && second["next_page_uri"] == .null)
        #expect(try line.rest("Messages.json", query: "DateSent%3C=2020-01-01").json["messages"]?.items.isEmpty == true)
    }

    private static let misfortunes =
        [
            ("undelivered", #", "code": 30003"#, ["sending", "sent", "undelivered"]), ("failed", #", "code": 30007"#, ["failed"]),
            ("sent_only", "", ["sending", "sent"]), ("no_callbacks", "", []), ("reversed_callbacks", "", ["delivered", "sent", "sending"]),
            ("duplicate_callbacks", "", ["sending", "sending", "sent", "sent", "delivered", "delivered"]), ("held_callbacks", "", []),
        ] as [(String, String, [String])]

    @Test("go wrong as they are told to")
    func goesWrong() throws {
        for (kind, options, statuses) in Self.misfortunes { try goesWrong(kind, options, statuses) }
    }

    private func goesWrong(_ kind: String, _ options: String, _ statuses: [String]) throws {
        try line.control("faults", #"{"kind": "\#(kind)"\#(options)}"#)
        let before = told().count
        let sid = try #require(try send().json.string("sid"))
        #expect(told().dropFirst(before).elementsEqual(statuses), "\(kind)")
        if kind == "failed" { #expect(line.business.forms("/told").last?["ErrorCode"] == "30007") }
        if kind == "reversed_callbacks" { #expect(try line.rest("Messages/\(sid).json").json.string("status") == "delivered") }
        if kind == "held_callbacks" {
            try line.control("callbacks")
            #expect(told().dropFirst(before) == ["sending", "sent", "delivered"])
        }
        #expect(try send().status == 201 && told().suffix(3) == ["sending", "sent", "delivered"])
    }

    @Test("get lost before and after they are taken, and are turned away")
    func lost() throws {
        try lost("lose_request", 599, 0)
        try lost("refuse", 429, 1)
        try lost("lose_answer", 599, 3)
    }

    private func lost(_ kind: String, _ status: Int, _ taken: Int) throws {
        try line.control("faults", #"{"kind": "\#(kind)", "to": "+19175550142"}"#)
        #expect(try send(["To": "+447700900123"]).status == 201)
        #expect(try send().status == status)
        #expect(try line.look("messages?with=%2B19175550142")["messages"]?.items.count == taken)
        #expect(try send().status == 201)
    }

    private func write(_ body: String, channel: String = "sms") throws -> JSON {
        try line.control("texts", #"{"from": "+19175550142", "to": "+12125550142", "body": "\#(body)", "channel": "\#(channel)"}"#)
    }

    @Test("from a phone come with all that a real one carries, and are answered by what the answer holds")
    func arrives() throws {
        line.business.say("/webhooks/twilio/sms", "<Message>Thank you &amp; goodbye</Message>")
        let written = try write("  Hi ✅ ")
        let form = try #require(line.business.forms("/webhooks/twilio/sms").first)
        #expect(form["Body"] == "  Hi ✅ " && form["From"] == Self.phone && form["To"] == Line.ours && form["NumMedia"] == "0")
        #expect(form["MessageSid"] == form["SmsSid"] && form["SmsStatus"] == "received" && form["OptOutType"] == nil)
        #expect(written["exchange"]?["fault"] == .null)
        let back = try line.look("messages?with=%2B19175550142")["messages"]?.items.last
        #expect(back?.string("body") == "Thank you & goodbye" && back?.string("direction") == "outbound-reply")
    }

    @Test("stop, go on and explain by the network's own words, and are refused between")
    func optsOut() throws {
        #expect(try write("stop please")["automatic"]?.items.isEmpty == true)
        #expect(try write(" Stop ")["automatic"]?.items.count == 1)
        #expect(try send().json.number("code") == 21610)
        #expect(try write("Cancel")["automatic"]?.items.isEmpty == true)
        #expect(try write("help")["automatic"]?.items.count == 1)
        #expect(try write("START")["automatic"]?.items.count == 1)
        #expect(try send().status == 201)
        #expect(line.business.forms("/webhooks/twilio/sms").count == 5)
    }

    @Test("tell of keywords where the account has it so")
    func advanced() throws {
        try line.control("settings", #"{"opt_out": "advanced"}"#)
        _ = try write("STOP")
        #expect(line.business.forms("/webhooks/twilio/sms").last?["OptOutType"] == "STOP")
    }

    @Test("by WhatsApp are free for a day from the customer's last words, and templates always")
    func whatsApp() throws {
        let by = ["To": "whatsapp:\(Self.phone)", "From": "whatsapp:\(Line.ours)"] as [String: String?]
        #expect(try send(by).status == 201 && told() == ["failed"])
        #expect(line.business.forms("/told").last?["ErrorCode"] == "63016")
        #expect(try send(by.merging(["Body": nil, "ContentSid": "HX" + String(repeating: "a", count: 32)]) { $1 }).status == 201)
        #expect(told().suffix(1) == ["delivered"])
        _ = try write("STOP", channel: "whatsapp")
        #expect(line.business.forms("/webhooks/twilio/sms").last?["From"] == "whatsapp:\(Self.phone)")
        #expect(try send(by).status == 201 && told().suffix(1) == ["delivered"])
    }

    @Test("are delivered again with the same body, token and signature")
    func replays() throws {
        let exchange = try #require(try write("hello")["exchange"]?.number("id"))
        let again = try line.control("exchanges/\(Int(exchange))/replay")
        let heard = line.business.heard.filter { $0.hasPrefix("POST /webhooks/twilio/sms") }
        #expect(heard.count == 2 && heard[0] == heard[1] && again.number("status") == 204)
    }

    @Test(
        "are counted in parts as they are sent",
        arguments: [
            ("", 1), (String(repeating: "a", count: 160), 1), (String(repeating: "a", count: 161), 2),
            (String(repeating: "a", count: 306), 2),
            (String(repeating: "a", count: 307), 3), (String(repeating: "€", count: 80), 1), (String(repeating: "€", count: 81), 2),
            (String(repeating: "ł", count: 70), 1), (String(repeating: "ł", count: 71), 2), (String(repeating: "😀", count: 35), 1),
            (String(repeating: "😀", count: 36), 2), (String(repeating: "a", count: 152) + "€" + String(repeating: "a", count: 10), 2),
        ])
    func parts(_ text: String, _ count: Int) { #expect(Segments.count(text) == count) }
}

@Suite("The stand-in's signature") struct WebhookSignatureTests {
    private static let url = "https://voice.example.com/twilio/voice"

    private func sign(
        _ url: String, _ parameters: [(String, String)], about: String = "SM1", token: String = "2b1c9f3e4d5a6b7c8d9e0f1a2b3c4d5e",
        shared: String? = nil
    ) -> String {
        let account = PhoneAccount(sid: "AC1", token: token, sharedKey: shared)
        let webhook = Webhook(event: "", about: about, address: url, parameters: parameters.map { Parameter($0.0, $0.1) })
        return WebhookSignature(account: account).of(webhook)
    }

    @Test("is the one that Twilio's guide prints")
    func published() {
        let parameters = [
            ("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675310"), ("Digits", "1234"), ("From", "+14158675310"),
            ("To", "+18005551212"),
        ]
        #expect(sign("https://example.com/myapp.php?foo=1&bar=2", parameters, token: "12345") == "L/OH5YylLD5NRKLltdqwSvS0BnU=")
    }

    @Test("reckons with order, repetition, empty values and every letter")
    func vectors() {
        let sorted = [("b", "2"), ("B", "1"), ("a", "3"), ("_z", "4"), ("A1", "5"), ("A", "6")]
        #expect(sign("https://voice.example.com/s", sorted) == "BIjMfXG+NIxR85peHfzWOo85E3Q=")
        let twice = [("Tag", "a"), ("Tag", "a"), ("Tag", "b"), ("Body", "hi")]
        #expect(sign("https://voice.example.com/twilio/multi", twice) == "9Z1SYfYfgpXyBU8Fn0cBlTkqezo=")
        let empty = [("CallSid", "CA00000000000000000000000000000001"), ("Confidence", "0.0"), ("Digits", ""), ("SpeechResult", "")]
        #expect(sign("https://voice.example.com/twilio/gather", empty) == "qEUgBcCzC78z/LbLd+38SN0kzRQ=")
        let letters = [
            ("MessageSid", "SM00000000000000000000000000000001"), ("Body", "Olá — às 9h? ✅ 日本語"), ("From", "+5511987654321"),
            ("To", "+15005550001"), ("ProfileName", "José Núñez"),
        ]
        #expect(sign("https://voice.example.com/twilio/sms", letters) == "76exklzdQA1XTqme9bxG1XFvy6I=")
    }

    @Test("leaves a call's port out over https, and a text's in")
    func ports() {
        let parameters = [("CallSid", "CA1"), ("From", "+15005550006")], there = "https://voice.example.com:8443/twilio/voice"
        #expect(sign(there, parameters, about: "CA1") == "o91MXditX0MKFhDv90GrSajHuQA=")
        #expect(sign(there, parameters) == "z+MzEY10O9xZETa2YSgIQE5WrtY=")
        #expect(sign("http://voice.example.com:80/twilio/voice", parameters, about: "CA1") == "yKUBqug2s+94bc39IqZUwRXinxY=")
    }

    @Test("is made with a shared key where there is one")
    func shared() {
        let parameters = [("CallSid", "CA1"), ("From", "+15005550006")]
        #expect(sign(Self.url, parameters, shared: "2b1c9f3e4d5a6b7c8d9e0f1a2b3c4d5e") == "u85I+0n69+G9qe8Ov9F/Z4q+f6cdW3tqFXmo4MXHCmM=")
    }
}
