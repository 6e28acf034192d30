import Booking
import Foundation
import Postgres
import TestCluster
import Testing
import Web

@testable import Receptionist

@Suite("A handoff") struct HandoffTests {
    private typealias Model = ScriptedModel

    @Test("asked for makes one message with the conversation, and tells what happens next")
    func asked() throws {
        let stage = try Stage()
        try stage.say("hello")
        let reply = try stage.say("I want to talk to a person")
        #expect(try stage.messages() == ["asked <> I want to talk to a person"])
        #expect(reply.cards == [.person(.asked)])
        #expect(reply.text.contains("answer in this chat") && reply.text.contains("email or phone"))
        #expect(try stage.transcript()?.person == .asked)
        try stage.say("no, never mind")
        try stage.say("a person, please")
        #expect(try stage.messages().count == 1)
        try stage.readAll()
        try stage.say("never mind")
        try stage.say("can I talk to a real person?")
        #expect(try stage.messages().map { $0.hasSuffix("(read)") } == [true, false])
    }

    @Test("knows how to reach a visitor who said it, and lets them go on booking")
    func booking() throws {
        let stage = try Stage()
        try stage.say("I'm Dana Scott, dana@example.org")
        let reply = try stage.say("a person, please")
        #expect(reply.text.contains("dana@example.org"))
        #expect(try stage.messages() == ["asked <dana@example.org> a person, please"])
        try stage.say("I'd like to book a cleaning on tuesday at 10am")
        #expect(
            Stage.agree(
                try stage.outcome().filter { $0.hasPrefix("confirmed") },
                ["confirmed Cleaning 2026-11-24 10:00 Dana Scott <dana@example.org>"]))
    }

    @Test("takes what the visitor dictates afterwards, also from a worker that died")
    func dictated() throws {
        let stage = try Stage()
        try stage.say("I'm Dana Scott, dana@example.org")
        try stage.say("a person, please")
        try stage.fail(at: "close_turn")
        #expect(throws: TurnError.self) { try stage.send("my crown came off", key: "dictated-message-1") }
        try stage.mend("close_turn")
        _ = try stage.send("my crown came off", key: "dictated-message-1")
        #expect(try stage.messages() == ["asked <dana@example.org> my crown came off"])
        try stage.say("leave a message")
        try stage.say("it is the upper one")
        #expect(try stage.messages() == ["asked <dana@example.org> my crown came off\nit is the upper one"])
    }

    @Test("is made once by a worker that died and twenty resends at once")
    func once() async throws {
        let stage = try Stage()
        try stage.fail(at: "close_turn")
        #expect(throws: TurnError.self) { try stage.send("talk to a person", key: "first-message-0001") }
        try stage.mend("close_turn")
        await stage.atOnce(20) { database, _, _ in
            guard let tenant = try Diary.tenant(slug: "demo", in: database) else { return }
            let receptionist = Stage.receptionist(Diary(tenant: tenant, database: database), database)
            _ = try receptionist.turn(
                conversation: nil, messageID: "first-message-0001", message: "talk to a person", address: "192.0.2.1"
            ) { _ in }
        }
        #expect(try stage.messages() == ["asked <> talk to a person"])
    }

    @Test("follows three messages in a row that were not understood, and no two")
    func lost() throws {
        let stage = try Stage()
        for words in ["asdf qwer", "zxcv", "when are you open?", "qwer", "asdf"] { try stage.say(words) }
        #expect(try stage.messages() == [])
        let reply = try stage.say("yxcv")
        #expect(try stage.messages() == ["lost <> yxcv"])
        #expect(reply.cards == [.person(.asked)])
        for words in ["asdf", "qwer", "zxcv"] { try stage.say(words) }
        #expect(try stage.messages().count == 1)
    }

    @Test("follows three turns of a model that came to nothing, however each did")
    func model() throws {
        let stage = try Stage()
        stage.model = Model(Model.says("You are booked."), Model.dies(), Model.says("It is at 3pm."))
        for words in ["hello", "hi", "good morning"] { try stage.say(words) }
        #expect(try stage.messages() == ["lost <> good morning"])
        let well = try Stage()
        well.model = Model(Model.dies(), Model.dies(), Model.says("What shall I look for?"), Model.dies())
        for words in ["hello", "hi", "good morning", "hello"] { try well.say(words) }
        #expect(try well.messages() == [])
    }

    @Test("does not follow from a model that rests, while the script understands")
    func resting() throws {
        let stage = try Stage()
        try stage.say("hello")
        stage.model = Model(Model.dies())
        for _ in 0..<3 { try stage.say("when are you open?") }
        stage.conversation = nil
        for _ in 0..<4 { try stage.say("when are you open?") }
        #expect(try stage.messages().filter { $0.hasPrefix("lost") }.count == 1, "only where the model was asked")
    }

    @Test("follows an angry word once, and the rest of the message is answered")
    func angry() throws {
        let stage = try Stage()
        let reply = try stage.say("this is ridiculous, when are you open?")
        #expect(try stage.messages() == ["angry <> this is ridiculous, when are you open?"])
        #expect(reply.text.contains("answer in this chat") && reply.text.contains("Monday"))
        try stage.say("you are useless")
        #expect(try stage.messages().count == 1)
        try stage.say("I'd like to make a complaint")
        #expect(try stage.messages().count == 1)
    }

    @Test("is never left to a model, but a model can ask for it")
    func tool() throws {
        let stage = try Stage()
        let model = Model(Model.calls(("hand_over", { _ in [:] })), Model.says("Thanks."))
        stage.model = model
        try stage.say("this is ridiculous")
        try stage.say("a person, please")
        #expect(model.asked.count == 0)
        stage.conversation = nil
        let reply = try stage.say("my crown came off and it is complicated")
        #expect(try stage.messages().last == "model <> my crown came off and it is complicated")
        #expect(reply.text.contains("answer in this chat") && reply.cards == [.person(.asked)])
    }
}

@Suite("While a person answers") struct SilenceTests {
    private typealias Model = ScriptedModel

    /// A conversation that a person has taken up.
    private func stage() throws -> Stage {
        let stage = try Stage()
        try stage.say("a person, please")
        try stage.personSays("Hello, this is Ann. How can I help?")
        return stage
    }

    @Test("the receptionist is silent, and says so once")
    func silent() throws {
        let stage = try stage()
        #expect(try stage.messages() == ["asked <> a person, please (read)"])
        #expect(try stage.say("cleaning on tuesday at 2pm, Dana Scott, dana@example.org").text.contains("is answering here now"))
        for words in ["hello?", "cancel my booking K7M2P9QX", "a person, please", "you are useless"] {
            let reply = try stage.say(words)
            #expect(reply.text == "" && reply.cards == [.person(.answering)])
        }
        #expect(try stage.messages().count == 1)
        #expect(try stage.holds() == 0)
        let told = try #require(try stage.transcript())
        #expect(told.person == .answering && told.turns.last?.message == "you are useless")
        #expect(told.interjections.map(\.text) == ["Hello, this is Ann. How can I help?"])
        #expect(told.interjections[0].after == told.turns[0].messageID)
    }

    @Test("no model is asked")
    func models() throws {
        let stage = try stage()
        let model = Model(Model.says("What shall I look for?"))
        stage.model = model
        try stage.say("hello")
        #expect(model.asked.count == 0)
        try stage.handBack()
        #expect(try stage.say("hello").text == "What shall I look for?")
        #expect("\(model.asked)".contains("this is Ann"), "it knows what the person said")
    }

    @Test("a button does nothing but say so")
    func buttons() throws {
        let stage = try Stage()
        let offer = try stage.say("cleaning on tuesday")
        let slots = offer.cards.flatMap { card -> [Card.SlotFace] in if case .slots(let list) = card { list.slots } else { [] } }
        try stage.personSays("I will do it for you.")
        for slot in slots.prefix(2) {
            #expect(try stage.say(slot.label, action: .slot(slot.id)).text.contains("I have done nothing"))
        }
        #expect(try stage.holds() == 0)
    }

    @Test("their words are said once under a key, in their order, and only in a conversation of this business")
    func words() throws {
        let stage = try stage()
        for _ in 0..<2 { try stage.personSays("One moment.", key: "one") }
        try stage.personSays("Here I am.")
        #expect(try stage.transcript()?.interjections.map(\.text) == ["Hello, this is Ann. How can I help?", "One moment.", "Here I am."])
        let last = try #require(try stage.transcript()?.interjections.dropLast().last?.number)
        #expect(
            try stage.receptionist.news(conversation: stage.conversation ?? "", after: last)?.interjections.map(\.text) == ["Here I am."])
        let barber = try #require(try Diary.tenant(slug: "barber", in: stage.database))
        let other = Stage.receptionist(Diary(tenant: barber, database: stage.database), stage.database)
        let conversation = stage.conversation ?? ""
        #expect(try other.answer("mine now", in: conversation, key: "k") == false)
        #expect(try other.handBack(conversation) == false)
        #expect(try other.transcript(conversation: conversation) == nil)
        #expect(try stage.transcript()?.interjections.count == 3)
    }

    @Test("handing back lets it speak again, once")
    func handedBack() throws {
        let stage = try stage()
        try stage.say("hello")
        for _ in 0..<2 { try stage.handBack() }
        let told = try #require(try stage.transcript())
        #expect(told.person == .none && told.interjections.map(\.speaker) == [.person, .receptionist])
        #expect(told.interjections[1].text.contains("back"))
        #expect(try stage.say("when are you open?").text.contains("Monday"))
        try stage.personSays("One more thing.")
        #expect(try stage.say("yes?").text.contains("is answering here now"), "it says so again")
    }

    @Test("half a day without their word ends it, for whoever looks first", arguments: [true, false])
    func due(_ byReading: Bool) throws {
        let stage = try stage()
        try stage.set(clock: "2026-11-22T02:59:59Z")
        #expect(try stage.say("hello").text.contains("is answering here now"))
        try stage.set(clock: "2026-11-22T03:00:00Z")
        if byReading { #expect(try stage.transcript()?.interjections.count == 2) }
        #expect(try stage.say("when are you open?").text.contains("Monday"))
        #expect(try stage.transcript()?.interjections.map(\.speaker) == [.person, .receptionist])
        #expect(try stage.transcript()?.person == PersonInConversation.none)
    }

    @Test("a turn under way does and says nothing more")
    func underWay() throws {
        let stage = try Stage()
        try stage.say("hello")
        stage.model = Model(
            Model.looks(),
            Model.after({ _ = try? stage.personSays("I am here.") }, Model.holds()), Model.says("What shall I look for?"))
        let reply = try stage.say("cleaning on tuesday at 2pm")
        #expect(reply.text.contains("is answering here now"))
        #expect(try stage.holds() == 0)
        #expect(try stage.transcript()?.turns.last?.reply == reply.text)
    }

    @Test("a turn under way still tells what it had booked before")
    func booked() throws {
        let stage = try Stage()
        try stage.say("hello")
        stage.model = Model(
            Model.looks(), Model.holds(), Model.confirms(),
            Model.after({ _ = try? stage.personSays("I am here.") }, Model.says("Thanks.")))
        let reply = try stage.say("cleaning on Tuesday at 2pm, Dana Scott, dana@example.org")
        #expect(reply.text.contains("You are booked: Cleaning") && reply.text.contains("is answering here now"))
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <dana@example.org>"]))
        try stage.handBack()
        stage.model = nil
        #expect(try stage.say("cancel my appointment").text.contains(stage.made), "the conversation knows its booking")
    }

    @Test("no write comes after it, and a write under way before it")
    func fence() throws {
        let stage = try Stage()
        let conversation = try stage.say("hello").conversation
        let (turn, fence) = try stage.takeByHand(conversation, key: "a-turn-of-its-own")
        let tenant = stage.diary.tenant.id.value
        let person = stage.place.application()
        try stage.database.transaction(tenant: tenant) { write in
            try write.execute("select holdfast.check_fence(\(turn), \(fence))")
            let waits = #expect(throws: DatabaseError.self) {
                try person.execute(
                    "select holdfast.answer_conversation(\(conversation), 'hi', 'k') from (select set_config('lock_timeout', '50ms', true)) s",
                    tenant: tenant)
            }
            #expect(waits?.sqlState == .lockNotAvailable)
        }
        try person.execute("select holdfast.answer_conversation(\(conversation), 'hi', 'k')", tenant: tenant)
        let late = #expect(throws: DatabaseError.self) {
            try stage.database.execute("select holdfast.check_fence(\(turn), \(fence))", tenant: tenant)
        }
        #expect(late?.sqlState == .fenced)
        let again = try stage.database.rows(
            """
            select outcome from holdfast.take_turn(\(conversation), \(String(repeating: "f", count: 32)), 'a-turn-of-its-own', 'hello', '\\x01',
                'web', 'w', '', 60, null)
            """, tenant: tenant
        ) { row throws(DatabaseError) in try row.read("outcome", as: String.self) }
        #expect(again == ["silent"])
    }
}

@Suite("The owner is told") struct OwnerToldTests {
    private static let account = String(repeating: "a", count: 16)

    private static func end(_ database: Database, _ tenant: Int64, _ turn: Int, _ failure: String?) throws {
        try database.execute(
            "select holdfast.note_model_end(\(Int64(turn)), \(account), \(failure), \(failure != nil), '[]')", tenant: tenant)
    }

    @Test("once of an outage and once of its end, however many workers meet it")
    func outage() async throws {
        let stage = try Stage()
        for _ in 0..<2 {
            await stage.atOnce(12) { try Self.end($0, $1, $2, "unreachable") }
            await stage.atOnce(12) { try Self.end($0, $1, $2, nil) }
        }
        #expect(try stage.notices() == ["resting", "well", "resting", "well"])
    }

    @Test("nothing of one or two failures")
    func hiccup() throws {
        let stage = try Stage()
        for failure in ["busy", "busy", nil, "busy", "busy", nil] as [String?] {
            try Self.end(stage.database, stage.diary.tenant.id.value, 1, failure)
        }
        #expect(try stage.notices() == [])
    }

    @Test("once a month that the ceiling is reached, however many turns ask")
    func ceiling() async throws {
        let stage = try Stage()
        await stage.atOnce(12) { database, tenant, _ in
            try database.execute("select holdfast.model_permission(\(Self.account), 0)", tenant: tenant)
        }
        #expect(try stage.notices() == ["spent"])
        try stage.place.owner().execute("update holdfast.messages set once = 'spent:2001-01'")
        try stage.database.execute("select holdfast.model_permission(\(Self.account), 0)", tenant: stage.diary.tenant.id.value)
        #expect(try stage.notices() == ["spent", "spent"])
    }
}
