import Testing

@testable import Sandbox

@Suite("A document of TwiML") struct DocumentTests {
    private func faults(_ body: String, _ verbs: Set<String> = Markup.callVerbs) throws -> [Int] {
        try Document("<Response>\(body)</Response>", verbs: verbs).faults.map(\.code)
    }

    @Test(
        "is taken as it should be written",
        arguments: [
            "", "<Say>Hello</Say>", #"<Say voice="Polly.Joanna" language="en-US">Well <break time="1s"/></Say>"#,
            #"<Gather input="speech dtmf" action="https://a.example/t?n=1&amp;b=2" hints="a,b" timeout="5" speechTimeout="auto" numDigits="1" finishOnKey=""><Say>A</Say><Pause length="1"/></Gather>"#,
            #"<Dial action="/d" timeout="20" callerId="+12125550142"><Number url="/w">+12125550111</Number></Dial>"#,
            #"<Record action="/r" maxLength="60" playBeep="true"/>"#, #"<Start><Recording recordingStatusCallback="/r"/></Start><Hangup/>"#,
            "<!-- a remark --><Pause/><Redirect method=\"POST\">/wait</Redirect>", #"<Reject reason="busy"/>"#,
        ])
    func fine(_ body: String) throws { #expect(try faults(body).isEmpty) }

    @Test(
        "is found wrong where the network's schema finds it so",
        arguments: [
            "<Speak>Hello</Speak>", "<say>Hello</say>", #"<Say Voice="man">Hello</Say>"#, "<Say></Say>", "Hello",
            #"<Gather input="speech"><Say>A</Say></Gather>"#, #"<Gather action="/t" input="voice"/>"#,
            #"<Gather action="/t" timeout="auto"/>"#,
            #"<Gather action="/t"><Redirect>/x</Redirect></Gather>"#, #"<Gather action="/t" hints="a"/>"#, "<Dial></Dial>",
            #"<Record maxLength="60"/>"#, "<Hangup/><Say>Never</Say>", "<Say>A</Say><Reject/>", #"<Pause length="1.5"/>"#,
            #"<Say language="english">A</Say>"#, #"<Response/>"#, #"<Redirect method="PUT">/x</Redirect>"#,
            #"<Gather input="speech" action="/t" speechModel="phone_call" speechTimeout="auto"/>"#,
        ])
    func wrong(_ body: String) throws { #expect(try !faults(body).isEmpty) }

    @Test(
        "says no more at once than a voice can",
        arguments: [("", 4096, 1), ("Polly.Joanna", 3000, 1), ("Google.en-US-Chirp3-HD-Aoede", 4400, 1)])
    func lengths(_ voice: String, _ most: Int, _ size: Int) throws {
        let say = { (count: Int) in "<Say\(voice.isEmpty ? "" : " voice=\"\(voice)\"")>\(String(repeating: "a", count: count))</Say>" }
        #expect(try faults(say(most)).isEmpty)
        #expect(try faults(say(5001)) == [13521])
        #expect(try faults("<Say>\(String(repeating: "é ", count: 600))</Say>") == [13521])
    }

    @Test(
        "isn't read where it is no XML",
        arguments: [
            "", "Hello", "<Response>", "<Response></Answer>", "<Response/><Response/>", "<Response><Say>A & B</Say></Response>",
            "<Response><Say>A</Response></Say>", "<Response a=b/>", "<Response a=\"1\" a=\"2\"/>", "<!DOCTYPE a><Response/>",
            "<Response>&nbsp;</Response>", "<Response>\u{1}</Response>", "<Other/>",
        ])
    func broken(_ text: String) { #expect(throws: XMLFault.self) { try Document(text, verbs: Markup.callVerbs) } }

    @Test("reads entities, CDATA and single quotes as what they mean")
    func entities() throws {
        var reader = XMLReader(Array("<a b='x &quot;&#x41;'>1 &lt; 2<![CDATA[ & <3]]></a>".utf8))
        let element = try reader.document()
        #expect(element["b"] == "x \"A" && element.text == "1 < 2 & <3")
    }
}
