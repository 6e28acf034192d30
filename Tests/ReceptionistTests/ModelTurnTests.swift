import Booking
import Foundation
import Postgres
import TestCluster
import Testing
import Web

@testable import Receptionist

@Suite("A model that receives visitors") struct ModelTurnTests {
    private typealias Model = ScriptedModel
    private static let order = "cleaning on Tuesday at 2pm, Dana Scott, dana@example.org"
    private static let standing = ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <dana@example.org>"]
    private static var whole: [Model.Step] { [Model.looks(), Model.holds(), Model.confirms(), Model.says("Thanks, Dana!")] }

    private func stage(_ model: Model) throws -> Stage {
        let stage = try Stage()
        stage.model = model
        return stage
    }

    @Test("books all in one breath, and the server tells of it from the row")
    func book() throws {
        let stage = try stage(Model(Self.whole))
        let reply = try stage.say(Self.order)
        #expect(Stage.agree(try stage.outcome(), Self.standing))
        #expect(reply.text.contains("You are booked: Cleaning") && reply.text.contains(stage.made))
        #expect(!reply.text.contains("Thanks, Dana"), "a name is a fact")
        #expect(stage.lies == [])
    }

    @Test("its words are shown where they claim nothing, with the placeholders filled")
    func words() throws {
        let model = Model(Model.looks()) { messages in
            var reply = ModelReply()
            reply.text =
                "Gladly! {slot:\(Results(messages).slot("2026-11-24T14:00"))} is free. Does it suit you? Yes, you are booked at 3pm."
            return reply
        }
        let stage = try stage(model)
        let reply = try stage.say("cleaning on tuesday?")
        #expect(!reply.text.contains("Gladly") && reply.text.contains("Tuesday, November 24"))
        #expect(!reply.text.contains("booked"))
        #expect(stage.lies == [])
        stage.model = Model(Model.dies())
        #expect(try stage.say("2pm please").text.contains("I am holding Tuesday, November 24 at 2:00 PM"), "the script goes on")
    }

    @Test(
        "what it claims without having done it is not shown",
        arguments: [
            "You are booked for Tuesday at 2pm.", "All set!", "Yes.", "Your reference is K7M2P9QX.", "Done, see you on Tuesday.",
            "Dr. Okafor has two o'clock.", "It is $5.", "See you then {slot:abc}.", "Cancelled. Anything else?", "That works.",
        ])
    func lies(_ lie: String) throws {
        let stage = try stage(Model(Model.says(lie)))
        let reply = try stage.say("can I come for a cleaning on tuesday at 2pm?")
        #expect(!reply.text.contains(lie) && !reply.text.contains("booked") && !reply.text.contains("$5"))
        #expect(Stage.agree(try stage.outcome(), ["held Cleaning 2026-11-24 14:00"]), "the script answered: \(reply.text)")
    }

    @Test("it can't use what it wasn't given", arguments: 0..<9)
    func misuse(_ index: Int) throws {
        let booking: JSON = [
            "hold": "0123456789abcdef0123456789abcdef", "name": "Dana Scott", "email": "dana@example.org", "phone": .null, "address": .null,
            "notes": "",
        ]
        let calls: [(String, (Results) -> JSON)] = [
            ("hold_slot", { _ in ["slot": "0123456789abcdef"] }), ("hold_slot", { _ in ["slot": 7] }),
            ("hold_slot", { _ in ["slot": "a", "more": 1] }), ("drop_tables", { _ in [:] }), ("confirm_booking", { _ in booking }),
            ("lookup_booking", { _ in ["reference": "K7M2P9QX", "contact": "dana@example.org"] }),
            ("take_message", { _ in ["name": "Eve", "contact": "eve@example.org", "body": "hello"] }),
            (
                "check_availability",
                { _ in
                    [
                        "service": "999999", "from": "2026-11-24", "to": "2026-11-24", "earliest_minute": .null,
                        "latest_minute": .null, "duration_minutes": .null, "person": .null, "moving": .null, "contact": .null,
                    ]
                }
            ), ("opening_hours", { _ in ["from": "tomorrow", "to": "2026-11-24"] }),
        ]
        let model = Model(Model.calls((name: calls[index].0, arguments: calls[index].1)))
        let stage = try stage(model)
        let reply = try stage.say("hello there")
        #expect(try stage.outcome() == [])
        #expect(reply.text.contains("Bright Smile Dental"), "the script greets: \(reply.text)")
        #expect(model.asked.count == 3)
    }

    @Test(
        "a name, an email and a phone are the visitor's own",
        arguments: [("Eve Moss", "dana@example.org"), ("Dana Scott", "eve@example.org")])
    func strangers(_ name: String, _ email: String) throws {
        let model = Model([Model.looks(), Model.holds(), Model.confirms(name, email), Model.says("What is your name?")])
        let stage = try stage(model)
        try stage.say(Self.order)
        #expect(Stage.agree(try stage.outcome(), ["held Cleaning 2026-11-24 14:00"]))
    }

    @Test("it books once for a message")
    func twice() throws {
        let again = [Model.looks(), Model.holds("2026-11-24T16:00"), Model.confirms(), Model.says("Thanks!")]
        let stage = try stage(Model([Model.looks(), Model.holds(), Model.confirms()] + again))
        try stage.say(Self.order)
        #expect(try stage.outcome().filter { $0.hasPrefix("confirmed") }.count == 1)
    }

    @Test("one that never stops calling is left, and the script answers")
    func looping() throws {
        let model = Model(Model.calls((name: "list_services", arguments: { _ in [:] })))
        let stage = try stage(model)
        try stage.say(Self.order)
        #expect(model.asked.count == 6)
        #expect(Stage.agree(try stage.outcome(), Self.standing))
    }

    @Test("one that dies at any question leaves the turn to the script, and nothing is done twice", arguments: 0..<4)
    func death(_ question: Int) throws {
        let stage = try stage(Model(Self.whole.prefix(question) + [Model.dies()]))
        let reply = try stage.say(Self.order)
        #expect(Stage.agree(try stage.outcome(), Self.standing))
        #expect(reply.text.contains("You are booked") && reply.text.contains(stage.made))
        #expect(try stage.holds() == 1)
        #expect(stage.lies == [])
    }

    @Test("a worker killed at a write is taken over behind its last step", arguments: ["hold_slot", "confirm_booking", "close_turn"])
    func takenOver(_ function: String) throws {
        let stage = try stage(Model(Self.whole))
        try stage.fail(at: function)
        #expect(throws: TurnError.self) { try stage.send(Self.order, key: "first-message-0001") }
        try stage.mend(function)
        let rest = function == "hold_slot" ? 2 : function == "confirm_booking" ? 3 : 3
        stage.model = Model(Array(Self.whole.dropFirst(rest)))
        let events = try stage.send(Self.order, key: "first-message-0001")
        #expect(events.contains { if case .card(.booking) = $0 { true } else { false } })
        #expect(Stage.agree(try stage.outcome(), Self.standing))
        #expect(try stage.holds() == 1)
    }

    @Test("a closed turn is repeated without asking again")
    func repeated() throws {
        let model = Model(Self.whole)
        let stage = try stage(model)
        let first = try stage.send(Self.order, key: "first-message-0001")
        #expect(try stage.send(Self.order, key: "first-message-0001") == first)
        #expect(model.asked.count == 4)
    }

    @Test("while it thinks, no transaction, snapshot or lock is open, and the turn is held for as long as that may take")
    func nothingIsOpen() throws {
        let stage = try Stage()
        var seen: [String] = []
        stage.model = Model([
            { _ in
                seen = (try? stage.connections()) ?? []
                return ModelReply()
            }
        ])
        try stage.say("hello")
        #expect(seen == ["idle 0 locks, leased"])
    }

    @Test("a booking is cancelled only as the answer to the server's own question")
    func cancelling() throws {
        let stage = try Stage()
        try stage.book(["Cleaning", "2026-11-24", "14:00", "Dana", "Scott", "dana@example.org"])
        let reference = stage.references[0]
        let cancels = Model.calls(
            (name: "cancel_booking", arguments: { _ in ["reference": .string(reference), "contact": "dana@example.org", "reason": ""] }))
        stage.model = Model(cancels, Model.says("I'm sorry to hear that."))
        let asked = try stage.say("cancel \(reference) now, I already said yes. dana@example.org")
        #expect(asked.text.contains("Shall I cancel it?"))
        #expect(try stage.outcome().count == 1)
        stage.model = Model(cancels, Model.says("Thanks."))
        let done = try stage.say("yes")
        #expect(done.text.contains("is cancelled"))
        #expect(try stage.outcome().first?.hasPrefix("cancelled") ?? true)
    }

    @Test("it moves a booking under the same reference")
    func moving() throws {
        let stage = try Stage()
        try stage.book(["Cleaning", "2026-11-24", "14:00", "Dana", "Scott", "dana@example.org"])
        let reference = stage.references[0]
        stage.model = Model(
            Model.calls((name: "lookup_booking", arguments: { _ in ["reference": .string(reference), "contact": "dana@example.org"] })),
            Model.looks("Cleaning", "2026-11-25", moving: reference, contact: "dana@example.org"), Model.holds("2026-11-25T09:00"),
            Model.calls(
                (
                    name: "reschedule_booking",
                    arguments: { ["reference": .string(reference), "contact": "dana@example.org", "hold": .string($0.hold)] }
                )), Model.says("Thanks!"))
        let reply = try stage.say("move \(reference) to Wednesday at 9am, dana@example.org")
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-25 09:00 Dana Scott <dana@example.org>"]))
        #expect(reply.text.contains("It is moved") && reply.text.contains(reference))
    }

    @Test("emergencies, advice and pressed buttons are the script's", arguments: ["I can't breathe", "can I take ibuprofen with this?"])
    func kept(_ message: String) throws {
        let model = Model(Model.says("Thanks."))
        let stage = try stage(model)
        try stage.say(message)
        try stage.say("Cleaning", action: .service(try stage.diary.services()[0].id.description))
        #expect(model.asked.count == 0)
    }

    @Test("it is told the conversation and how things stand, and nothing of anybody else")
    func told() throws {
        let stage = try Stage()
        try stage.book(["Cleaning", "2026-11-24", "14:00", "Quentin", "Stranger", "quentin@example.org"])
        let model = Model(Model.says("What shall I look for?"))
        stage.model = model
        try stage.say("hello")
        try stage.say("I would like something")
        let all = "\(model.asked)"
        #expect(all.contains("Bright Smile Dental") && all.contains("hello") && all.contains("What shall I look for?"))
        #expect(!all.contains("Quentin") && !all.contains("quentin@example.org") && !all.contains("Fade"))
    }

    @Test("after three failures in a row it rests, and a success ends that")
    func breaker() throws {
        let dead = Model(Model.dies())
        let stage = try stage(dead)
        for _ in 0..<5 { try stage.say("hello") }
        #expect(dead.asked.count == 3)
        try stage.place.owner().execute("update holdfast.model_breakers set rests_until = '-infinity'")
        let well = Model(Model.says("What shall I look for?"))
        stage.model = well
        for _ in 0..<2 { #expect(try stage.say("hello").text == "What shall I look for?") }
        #expect(try stage.ledger() == ["3 unreachable", "2 resting", "2 answered"])
    }

    @Test("of those who come when its rest is over one tries")
    func oneTries() throws {
        let stage = try stage(Model(Model.dies()))
        for _ in 0..<3 { try stage.say("hello") }
        try stage.place.owner().execute("update holdfast.model_breakers set rests_until = '-infinity'")
        let permissions = try (0..<2).map { _ in
            try stage.database.rows(
                "select holdfast.model_permission(account, null) as may from holdfast.model_breakers", tenant: stage.diary.tenant.id.value
            ) {
                row throws(DatabaseError) in try row.read("may", as: String.self)
            }
        }
        #expect(permissions == [["ask"], ["resting"]])
    }

    @Test("what it costs is counted, and at the month's ceiling the script answers")
    func cost() throws {
        let stage = try Stage()
        (stage.price, stage.ceiling) = (ModelPrice(prompt: 2, cached: 1, answer: 10), 500)
        let model = Model([{ _ in ModelReply(text: "What shall I look for?", usage: ModelUsage(prompt: 100, cached: 40, answer: 9)) }])
        stage.model = model
        for _ in 0..<4 { try stage.say("hello") }
        #expect(model.asked.count == 2, "250 millionths each")
        try stage.place.owner().execute("update holdfast.tenants set model_ceiling_micros = 100000")
        try stage.say("hello")
        #expect(model.asked.count == 3)
    }

    @Test("what is withheld is kept with its reason")
    func withheld() throws {
        let stage = try stage(Model(Model.says("Thanks. You are booked. It is at 3pm.")))
        try stage.say("hello")
        let kept = try stage.place.owner().rows("select reason || ' ' || sentence as line from holdfast.withheld_sentences") {
            row throws(DatabaseError) in try row.read("line", as: String.self)
        }
        #expect(kept == ["no_receipt You are booked."])
    }
}
