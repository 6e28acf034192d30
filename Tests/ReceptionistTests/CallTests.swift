import Booking
import Postgres
import TestCluster
import Testing

@testable import Receptionist

/// Calls with the script, told apart by what the database holds at their end.
@Suite struct CallTests {
    @Test func `a booking is read back and agreed to before it is made, and only a name is asked for`() throws {
        let call = try CallStage(Stage())
        #expect(try call.say("I'd like a cleaning on Tuesday at 2 PM.").contains("What is your name?"))
        #expect(try call.say("Dana Scott.").contains("Cleaning with"))
        #expect(
            call.last.text.contains("Tuesday, November 24th at 2 PM, for Dana Scott. Is that right? Press 1 for yes or 2 for no."),
            "\(call.last.text)")
        #expect(try call.stage.outcome().allSatisfy { $0.hasPrefix("held") })
        let said = try call.say("Yes, that's right.")
        #expect(said.contains("You are booked") && said.contains(call.stage.made.map(String.init).joined(separator: ", ")), "\(said)")
        #expect(Stage.agree(try call.stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <+19175550142>"]), "\(call.heard)")
    }

    @Test func `keys alone book`() throws {
        let call = try CallStage(Stage())
        #expect(try call.press("1").contains("Press 1 for"))
        let offered = try call.press("1")
        #expect(offered.contains("for other times"), "\(offered)")
        try call.press("2")
        #expect(call.last.text.contains("for your phone number instead"), "\(call.heard)")
        #expect(try call.press("1").contains("Is that right?"))
        try call.press("1")
        #expect(try call.stage.outcome().map { $0.contains("<+19175550142>") && $0.hasPrefix("confirmed") } == [true], "\(call.heard)")
    }

    @Test(arguments: Language.allCases)
    func `keys alone book in every language`(_ language: Language) throws {
        let stage = try Stage()
        try stage.place.owner().execute("update holdfast.tenants set locale = \(language.rawValue)")
        guard let found = try Diary.tenant(slug: "demo", in: stage.database) else { return }
        stage.receptionist = Stage.receptionist(Diary(tenant: found, database: stage.database), stage.database)
        let call = try CallStage(stage)
        for key in ["1", "1", "1", "1", "1"] {
            try call.press(key)
            #expect(Language.shown(by: call.last.text) == language, "\(call.last.text)")
        }
        #expect(try stage.outcome().map { $0.hasPrefix("confirmed") } == [true], "\(call.heard)")
    }

    @Test func `a no asks what should be different, and another time is read back anew`() throws {
        let call = try CallStage(Stage())
        try call.say("a cleaning on Tuesday at 2 PM, I'm Dana Scott")
        #expect(try call.say("no").contains("What should be different"))
        #expect(try call.say("make it 3 PM").contains("at 3 PM, for Dana Scott. Is that right?"), "\(call.heard)")
        #expect(try call.say("no, it's Diana Scott").contains("for Diana Scott"), "\(call.heard)")
        try call.say("correct")
        #expect(Stage.agree(try call.stage.outcome(), ["confirmed Cleaning 2026-11-24 15:00 Diana Scott <+19175550142>"]), "\(call.heard)")
    }

    @Test func `two or three times are named at once, and later ones on request`() throws {
        let call = try CallStage(Stage())
        let first = try call.say("a cleaning on Tuesday afternoon")
        #expect(
            first.contains("Tuesday, November 24th. Press 1 for noon, 2 for 12:15 PM, 3 for 12:30 PM or 4 for other times."), "\(first)")
        #expect(try call.press("4").contains("12:45 PM"), "\(call.heard)")
        #expect(try call.press("1").contains("What is your name?"))
    }

    @Test func `silence is asked again in other words, then it goes on by text with all that was said`() throws {
        let call = try CallStage(Stage())
        try call.say("a cleaning on Tuesday at 2 PM")
        let first = try call.silence(), second = try call.silence()
        #expect(first.contains("I did not hear anything.") && first.contains("What is your name?"), "\(first)")
        #expect(second.contains("Can I text you instead?") && !second.contains("I did not hear"), "\(second)")
    }

    @Test func `nonsense twice comes to the same, and a no goes on with the question`() throws {
        let call = try CallStage(Stage())
        try call.say("xyzzy plugh")
        #expect(try call.say("frobnicate the wombat").contains("Can I text you instead?"), "\(call.heard)")
        #expect(try call.say("no").contains("let us try again"), "\(call.heard)")
        #expect(try call.say("a cleaning on Tuesday at 2 PM").contains("What is your name?"))
    }

    @Test func `a caller who said nothing at all is let go`() throws {
        let call = try CallStage(Stage())
        try call.silence()
        try call.silence()
        #expect(try call.silence().contains("Goodbye") && call.last.step == .hangUp)
    }

    @Test func `a person is rung up where the owner can be, and a message is taken where nobody answers`() throws {
        let call = try CallStage(Stage(), settings: "owner_phone=+12125550199")
        #expect(try call.press("0").contains("putting you through") && call.last.step == .transfer)
        #expect(try call.hear(.unanswered).contains("What should I tell them?"), "\(call.heard)")
        try call.say("my sink is leaking since this morning")
        #expect(Stage.agree(try call.stage.outcome(), ["message <+19175550142> my sink is leaking since this morning"]), "\(call.heard)")
    }

    @Test func `without an owner's number a message is taken at once`() throws {
        let call = try CallStage(Stage())
        #expect(try call.say("I want to talk to a person").contains("What should I tell them?"), "\(call.heard)")
        #expect(call.last.step == .listen)
    }

    @Test func `a withheld number is asked for, by voice or keys`() throws {
        let call = try CallStage(Stage(), peer: nil)
        try call.say("a cleaning on Tuesday at 2 PM")
        #expect(try call.say("Dana Scott").contains("What is your phone number?") && call.last.isNumberAsked, "\(call.heard)")
        #expect(try call.press("9175550142").contains("Is that right?"), "\(call.heard)")
        try call.press("1")
        #expect(Stage.agree(try call.stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <+19175550142>"]), "\(call.heard)")
    }

    @Test func `a booking is moved after its new time was read back, and cancelled for a yes`() throws {
        let call = try CallStage(Stage())
        for words in ["a cleaning on Tuesday at 2 PM, I'm Dana Scott", "yes"] { try call.say(words) }
        #expect(try call.say("can you move it to Wednesday at 10 AM").contains("Wednesday, November 25th at 10 AM"), "\(call.heard)")
        #expect(call.last.text.contains("Is that right? Press 1 for yes"), "\(call.heard)")
        try call.press("1")
        #expect(Stage.agree(try call.stage.outcome(), ["confirmed Cleaning 2026-11-25 10:00 Dana Scott <+19175550142>"]), "\(call.heard)")
        #expect(try call.say("I'd like to cancel my appointment").contains("Shall I cancel it? Press 1 for yes"), "\(call.heard)")
        try call.press("1")
        #expect(Stage.agree(try call.stage.outcome(), ["cancelled Cleaning 2026-11-25 10:00 Dana Scott <+19175550142>"]), "\(call.heard)")
    }

    @Test func `nothing more ends the call`() throws {
        let call = try CallStage(Stage())
        for words in ["a cleaning on Tuesday at 2 PM, I'm Dana Scott", "yes", "no thanks"] { try call.say(words) }
        #expect(call.last.step == .hangUp && call.last.keys.isEmpty, "\(call.heard)")
    }

    @Test func `the same turn is said in the same words, whenever it is asked for`() throws {
        let call = try CallStage(Stage())
        let first = try call.say("a cleaning on Tuesday afternoon"), reply = call.last
        call.turn = 1
        try call.say("a cleaning on Tuesday afternoon")
        #expect(call.last == reply && call.last.text == first)
        #expect(try call.stage.receptionist.spoken(conversation: call.stage.conversation ?? "", key: "\(call.sid):1") == reply)
    }
}
