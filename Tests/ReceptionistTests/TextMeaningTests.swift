import Receptionist
import Testing

@Suite struct TextMeaningTests {
    @Test func `the table is long enough`() { #expect(ShortText.all.count >= 80) }

    @Test(arguments: ShortText.all)
    func `a short text means what the written rule says`(text: ShortText) {
        #expect(TextReading(text.body, in: text.context).meaning == text.meaning)
    }

    @Test(arguments: [("STOP", TextMeaning.optOut), ("START", .optIn), ("HELP", .help)])
    func `what Twilio has obeyed is obeyed and not answered`(type: String, meaning: TextMeaning) {
        for body in ["whatever they wrote", "CANCEL", "2"] {
            let reading = TextReading(body, in: TextContext(optOutType: type, hasMatter: true))
            #expect(reading.meaning == meaning && !reading.isAnswered && reading.how == "optout_type")
        }
    }

    @Test(arguments: ["STOP", " stop", "StopAll", "UNSUBSCRIBE", "END", "Quit", "REVOKE", "optout"])
    func `a word that Twilio answers itself is not answered again`(body: String) {
        #expect(!TextReading(body, in: TextContext()).isAnswered)
        #expect(TextReading(body, in: TextContext(channel: .whatsApp)).isAnswered)
    }

    @Test(arguments: ["please stop texting me", "Stop!", "ALTO", "Arrêt", "cancelar", "keine SMS mehr"])
    func `a wish that Twilio does not know is confirmed once`(body: String) {
        #expect(TextReading(body, in: TextContext()).isAnswered)
    }

    @Test func `nobody who gets no texts is answered but by their own word`() {
        #expect(!TextReading("hello?", in: ShortText.optedOut).isAnswered)
        #expect(TextReading("START", in: ShortText.optedOut).isAnswered)
    }

    @Test func `no text of any length or letters is read forever`() {
        for body in [String(repeating: "stop ", count: 4_000), String(repeating: "don t ", count: 2_000), "\u{0}", "🛑", "ＳＴＯＰ"] {
            _ = TextReading(body, in: ShortText.engaged)
        }
    }
}
