import Testing
import Web

@testable import Sandbox

@Suite("A call through the stand-in") struct CallTests {
    private let line: Line
    private let asks = #"<Gather input="speech dtmf" action="/turn?n=1" actionOnEmptyResult="true" timeout="4"><Say>Well?</Say></Gather>"#

    init() throws { line = try Line() }

    private func saying(_ document: String) throws -> JSON {
        line.business.say("/webhooks/twilio/voice", document)
        return try line.call()
    }

    @Test("rings with all that a real one carries, signed, and says what it is told to")
    func rings() throws {
        let call = try saying("<Say language=\"en-US\">Hello &amp; welcome</Say>" + asks)
        #expect(call.texts("said") == ["Hello & welcome", "Well?"])
        #expect((call.string("status"), call["waiting"]?.string("for")) == ("in-progress", "gather"))
        let form = try #require(line.business.forms("/webhooks/twilio/voice").first)
        let fixed = ["CallStatus": "ringing", "Direction": "inbound", "From": "+19175550142", "Caller": "+19175550142", "To": Line.ours]
        for (name, value) in fixed { #expect(form[name] == value) }
        #expect(form["StirVerstat"] == "TN-Validation-Passed-A" && form["FromCity"] == "NEW YORK" && form["CallToken"] != nil)
        let head = try #require(line.business.heard.first)
        #expect(head.contains("\r\nX-Twilio-Signature: ") && head.contains("\r\nI-Twilio-Idempotency-Token: "))
        #expect(call.codes.isEmpty)
    }

    @Test("from nobody's number says so, and nothing vouches for it")
    func withheld() throws {
        line.business.say("/webhooks/twilio/voice", asks)
        let call = try line.call(#"{"from": null, "to": "+12125550142", "stir": "A"}"#)
        let form = try #require(line.business.forms("/webhooks/twilio/voice").first)
        #expect(call.string("from") == "anonymous" && form["From"] == "anonymous" && form["StirVerstat"] == nil)
    }

    @Test("hears speech, keys and silence as the gather that waits wants them")
    func hears() throws {
        line.business.say("/turn", asks)
        let call = try saying(asks)
        _ = try line.act(call, "say", #"{"text": "a cleaning, please"}"#)
        _ = try line.act(call, "press", #"{"digits": "12#3"}"#)
        let silent = try line.act(call, "silence")
        let forms = line.business.forms("/turn")
        #expect(forms.map { $0["SpeechResult"] } == ["a cleaning, please", nil, nil])
        #expect(forms.map { $0["Confidence"] } == ["0.93", nil, nil])
        #expect(forms.map { $0["Digits"] } == [nil, "12", nil])
        #expect(forms.allSatisfy { $0["CallStatus"] == "in-progress" })
        #expect(silent["waiting"]?.string("for") == "gather" && silent.codes.isEmpty)
    }

    @Test("goes on behind a gather that wants no word of silence")
    func fallsThrough() throws {
        let call = try saying(#"<Gather input="speech" action="/turn"><Say>Well?</Say></Gather><Say>Goodbye</Say>"#)
        let over = try line.act(call, "silence")
        #expect(over.texts("said") == ["Well?", "Goodbye"] && over.string("status") == "completed")
        #expect(line.business.forms("/turn").isEmpty)
    }

    @Test("does not hear what is not listened for")
    func deaf() throws {
        let call = try saying(#"<Gather input="dtmf" numDigits="1" action="/turn"/><Hangup/>"#)
        #expect(try line.act(call, "say", #"{"text": "hello?"}"#).string("status") == "completed")
        #expect(line.business.forms("/turn").isEmpty)
    }

    @Test("ends once, by whoever hangs up, with one callback that counts its seconds")
    func ends() throws {
        for (count, whom) in ["business", "caller"].enumerated() {
            let call = try saying(whom == "business" ? "<Pause length=\"75\"/><Hangup/>" : asks)
            let over = whom == "business" ? call : try line.act(call, "hang-up", #"{"seconds": 75}"#)
            #expect(over.string("status") == "completed" && over["waiting"] == .null)
            #expect(try line.act(call, "say", #"{"text": "hello?"}"#).string("code") == "not_waiting")
            let forms = line.business.forms("/webhooks/twilio/status"), form = try #require(forms.last)
            #expect(forms.count == count + 1 && form["CallStatus"] == "completed" && form["SequenceNumber"] == "0")
            #expect(form["Duration"] == "2" && Int(form["CallDuration"] ?? "") ?? 0 >= 75)
        }
    }

    @Test("is put through, and tells how that went")
    func dials() throws {
        for outcome in ["answered", "busy", "no-answer"] { try dials(outcome) }
    }

    private func dials(_ outcome: String) throws {
        line.business.say("/whisper", "<Say>A caller for you</Say>")
        line.business.say("/dialled", "<Say>Back again</Say><Hangup/>")
        let call = try saying(#"<Dial action="/dialled" timeout="20"><Number url="/whisper">+12125550111</Number></Dial>"#)
        #expect(call["waiting"]?.string("number") == "+12125550111")
        let over = try line.act(call, "dial", #"{"outcome": "\#(outcome)", "seconds": 30}"#)
        let form = try #require(line.business.forms("/dialled").last)
        #expect(form["DialCallStatus"] == (outcome == "answered" ? "completed" : outcome))
        #expect(form["DialCallDuration"] == (outcome == "answered" ? "30" : nil))
        #expect(over.texts("said") == ["Back again"] && over.texts("whispered").count == (outcome == "answered" ? 1 : 0))
    }

    @Test("records what is left, and tells where it lies")
    func records() throws {
        let call = try saying(
            #"<Start><Recording recordingStatusCallback="/all"/></Start><Record action="/left" maxLength="60" recordingStatusCallback="/one"/>"#
        )
        let over = try line.act(call, "leave", #"{"text": "call me", "seconds": 7}"#)
        #expect(over.string("status") == "completed" && over.texts("recorded") == ["call me"])
        #expect(line.business.forms("/left").first?["RecordingDuration"] == "7")
        #expect(line.business.forms("/one").first?["RecordingStatus"] == "completed")
        #expect(line.business.forms("/all").first?["RecordingSource"] == "StartCallRecordingTwiML")
    }

    @Test("follows redirects, and stops where they never end")
    func redirects() throws {
        line.business.say("/wait", "<Pause length=\"1\"/><Redirect>/there</Redirect>")
        line.business.say("/there", asks)
        line.business.say("/round", "<Redirect>/round</Redirect>")
        try line.control("settings", #"{"step_ms": 1}"#)
        #expect(try saying("<Redirect>/wait</Redirect>")["waiting"]?.string("for") == "gather")
        #expect(try saying("<Redirect>/round</Redirect>").codes == [NetworkFault.tooManyRedirects])
    }

    private static let answers = [
        ("<Say>Hello</Say>", "text/xml", "500 Internal Server Error", 11200), ("<Response><Say>Hello</Say>", "text/xml", "200 OK", 12100),
        ("<Response><Say>A & B</Say></Response>", "text/xml", "200 OK", 12100), ("", "text/xml", "200 OK", 12100),
        ("<Response/>", "application/json", "200 OK", 12300), ("<Reply/>", "text/xml", "200 OK", 12100),
    ]

    @Test("ends with the network's own regret where an answer is none")
    func faults() throws {
        for (body, type, status, code) in Self.answers {
            line.business.write("/webhooks/twilio/voice", body, type: type, status: status)
            let call = try line.call()
            #expect(call.codes == [code] && call.string("status") == "completed")
            #expect(call.texts("said") == ["We are sorry, an application error has occurred. Goodbye."])
        }
    }

    @Test("goes to the fallback where there is one, and says why")
    func fallback() throws {
        try line.control("settings", #"{"fallback": "\#(line.root)/fallback"}"#)
        line.business.write("/webhooks/twilio/voice", "", status: "503 Service Unavailable")
        line.business.say("/fallback", asks)
        #expect(try line.call()["waiting"]?.string("for") == "gather")
        #expect(line.business.forms("/fallback").first?["ErrorCode"] == "11200")
    }

    @Test("is heard by nobody outside this machine")
    func loopback() throws {
        let call = try saying("<Redirect>https://elsewhere.example/voice</Redirect>")
        #expect(call.codes == [NetworkFault.noConnection] && call.string("status") == "completed")
    }

    @Test("can be ended and given something else to do by the business")
    func changed() throws {
        for form in [["Status": "completed"], ["Twiml": "<Response><Say>Anew</Say></Response>"]] {
            let path = "Calls/\(try saying(asks).string("sid") ?? "").json"
            #expect(try line.rest(path, form).status == 200)
            #expect(try line.rest(path).json.string("status") == "completed")
            #expect(try line.rest(path, form).json.number("code") == 20404)
        }
    }
}
