import Foundation
import FoundationXML
import Receptionist
import Testing

@testable import Webhooks

@Suite("TwiML")
struct TwiMLTests {
    private func written(_ verbs: Verb...) -> String {
        let xml = String(decoding: TwiML(verbs).xml, as: UTF8.self)
        return xml.replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>", with: "").replacing("</Response>", with: "")
    }

    @Test("that says nothing is an empty answer")
    func empty() {
        #expect(String(decoding: TwiML().xml, as: UTF8.self) == #"<?xml version="1.0" encoding="UTF-8"?><Response />"#)
    }

    @Test("has every verb in Twilio's own words")
    func verbs() {
        #expect(written(.say("Hi", in: "en-US")) == #"<Say language="en-US">Hi</Say>"#)
        #expect(written(.pause(seconds: 1), .hangup) == #"<Pause length="1" /><Hangup />"#)
        #expect(written(.redirect("https://x/y?n=1&m=2")) == #"<Redirect method="POST">https://x/y?n=1&amp;m=2</Redirect>"#)
        #expect(written(.reject(busy: true)) == #"<Reject reason="busy" />"#)
        #expect(written(.message("See you")) == "<Message>See you</Message>")
        #expect(
            written(.startRecording(callback: "https://x"))
                == #"<Start><Recording recordingStatusCallback="https://x" /></Start>"#)
        #expect(
            written(
                .dial(Dial(number: "+12125550100", action: "https://x", timeLimit: 600, callerID: "+12125550101", whisper: "https://w")))
                == #"<Dial action="https://x" answerOnBridge="true" callerId="+12125550101" method="POST" timeLimit="600" timeout="20">"#
                + #"<Number url="https://w">+12125550100</Number></Dial>"#)
        #expect(
            written(.record(Record(action: "https://x")))
                == ##"<Record action="https://x" finishOnKey="#" maxLength="120" method="POST" playBeep="true" timeout="5" />"##)
        #expect(
            written(.stream(url: "wss://x/call", parameters: [.init(name: "call", value: "CA1")]))
                == #"<Connect><Stream url="wss://x/call"><Parameter name="call" value="CA1" /></Stream></Connect>"#)
    }

    @Test("listens for words and keys, with the words that are likely")
    func gather() {
        var gather = Gather(prompts: [.say("When?", in: "en-US")], action: "https://x?n=2", language: "en-US")
        let plain =
            #"<Gather action="https://x?n=2" actionOnEmptyResult="true" input="dtmf speech" language="en-US" method="POST" speechTimeout="auto""#
        #expect(written(.gather(gather)) == plain + #" timeout="5"><Say language="en-US">When?</Say></Gather>"#)
        gather.hints = ["cleaning", "check-up", "a, b", String(repeating: "x", count: 101)]
        (gather.input, gather.tellsSilence, gather.digits, gather.finishOnKey, gather.speechTimeout) = (.keys, false, 1, "", 2)
        #expect(
            written(.gather(gather))
                == #"<Gather action="https://x?n=2" finishOnKey="" hints="cleaning,check-up" input="dtmf" language="en-US" method="POST""#
                + #" numDigits="1" speechTimeout="2" timeout="5"><Say language="en-US">When?</Say></Gather>"#)
        gather.hints = Array(repeating: "x", count: 501)
        #expect(written(.gather(gather)).split(separator: ",").count == 500)
    }

    @Test("holds whatever a person typed as text, and is read by an XML reader as what it was")
    func escaping() throws {
        for text in ["<Hangup/>", "a & b \"c\" 'd'", "]]>", "<!--", "Zoë 🌟 日本語", "&amp;", "\t", "\u{85}\u{2028}", "e\u{301}"] {
            let document = TwiML(.message(text), .gather(Gather(prompts: [], action: text, language: "x"))).xml
            let reader = XMLReader(document)
            #expect(reader.texts["Message"] == text)
            #expect(reader.attributes["action"] == text.replacing("\t", with: " "))
            #expect(!reader.failed)
        }
    }

    @Test("drops the characters that XML doesn't know, and speaks no longer than a voice may")
    func bounds() {
        #expect(written(.message("a\u{0}\u{8}\u{1B}\u{FFFE}b")) == "<Message>ab</Message>")
        let long = String(repeating: "x", count: 5_000)
        #expect(written(.say(long, in: "en-US")).count == 3_000 + #"<Say language="en-US"></Say>"#.count)
    }

    @Test("is spoken in a language and country that Twilio's voices have")
    func languages() {
        let asked: [(Language, String, String)] = [
            (.english, "en-GB", "en-GB"), (.english, "en-ZA", "en-US"), (.spanish, "en-US", "es-US"), (.german, "de-AT", "de-DE"),
            (.portuguese, "pt-PT", "pt-PT"), (.french, "fr", "fr-FR"), (.english, "", "en-US"),
        ]
        for (language, locale, code) in asked { #expect(language.spoken(at: locale) == code) }
        for language in Language.allCases { #expect(language.spoken(at: "").hasPrefix(language.rawValue + "-")) }
    }
}

/// A document as somebody else's reader sees it.
private final class XMLReader: NSObject, XMLParserDelegate {
    var texts: [String: String] = [:]
    var attributes: [String: String] = [:]
    var failed = false
    private var open: [String] = []

    init(_ bytes: [UInt8]) {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        failed = !parser.parse()
    }

    func parser(_: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?, attributes: [String: String])
    {
        open.append(name)
        self.attributes.merge(attributes) { $1 }
    }

    func parser(_: XMLParser, didEndElement _: String, namespaceURI _: String?, qualifiedName _: String?) { open.removeLast() }

    func parser(_: XMLParser, foundCharacters text: String) { texts[open.last ?? "", default: ""] += text }
}
