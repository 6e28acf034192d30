import Booking
import Postgres
import Receptionist
import TestCluster
import Testing
import Web

@Suite("A model that goes in circles") struct ModelLoopTests {
    private typealias Model = ScriptedModel
    private static let held = ["held Cleaning 2026-11-24 14:00"]
    private static var releases: Model.Step { Model.calls((name: "release_hold", arguments: { ["hold": .string($0.hold)] })) }

    /// A visitor is told of a hold where one stands, and only there.
    private func tellsTheTruth(_ stage: Stage, _ reply: Reply) throws {
        let holds = try stage.outcome().contains { $0.hasPrefix("held") }
        #expect(reply.text.contains("I am holding") == holds, "\(reply.text)")
        #expect(reply.cards.contains { if case .hold = $0 { true } else { false } } == holds)
    }

    @Test("a time that it held, gave back and held again is held", arguments: [true, false])
    func again(_ dies: Bool) throws {
        let stage = try Stage()
        stage.model = Model(Model.looks(), Model.holds(), Self.releases, Model.holds(), dies ? Model.dies() : Model.says("Thank you."))
        try tellsTheTruth(stage, try stage.say("cleaning on tuesday at 2pm"))
        #expect(Stage.agree(try stage.outcome(), Self.held))
        stage.model = nil
        #expect(try stage.say("Dana Scott, dana@example.org").text.contains("You are booked"))
    }

    @Test("a time that it held and gave back before it died is held anew by the script")
    func deadAfterRelease() throws {
        let stage = try Stage()
        stage.model = Model(Model.looks(), Model.holds(), Self.releases, Model.dies())
        try tellsTheTruth(stage, try stage.say("cleaning on tuesday at 2pm"))
        #expect(Stage.agree(try stage.outcome(), Self.held))
    }

    @Test("a time held before, given back by one that died, is told only where the script holds it anew")
    func deadAfterOldRelease() throws {
        let stage = try Stage()
        try stage.say("cleaning on tuesday at 2pm")
        stage.model = Model(Self.releases, Model.dies())
        try tellsTheTruth(stage, try stage.say("what does it cost?"))
        stage.model = nil
        let told = try stage.say("Dana Scott, dana@example.org").text.contains("You are booked")
        #expect(try stage.outcome().contains { $0.hasPrefix("confirmed") } == told)
    }

    @Test("a time that it booked and holds again is booked, and not told to be held")
    func heldAfterBooked() throws {
        let stage = try Stage()
        stage.model = Model(Model.looks(), Model.holds(), Model.confirms(), Model.holds(), Model.says("Thank you."))
        let reply = try stage.say("cleaning on Tuesday at 2pm, Dana Scott, dana@example.org")
        #expect(reply.text.contains("You are booked") && !reply.text.contains("I am holding"))
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <dana@example.org>"]))
    }

    @Test("one time is held at once")
    func two() throws {
        let stage = try Stage()
        stage.model = Model(
            Model.looks(), Model.holds(), Model.holds("2026-11-24T16:00"), Model.holds(), Model.holds("2026-11-24T16:00"),
            Model.says("Thank you."))
        try tellsTheTruth(stage, try stage.say("cleaning on tuesday at 4pm"))
        #expect(Stage.agree(try stage.outcome(), ["held Cleaning 2026-11-24 16:00"]))
    }

    @Test("a time that is held already is not told to be taken")
    func same() throws {
        let stage = try Stage()
        try stage.say("cleaning on tuesday at 2pm")
        stage.model = Model(Model.looks(), Model.holds(), Model.says("Thank you."))
        let reply = try stage.say("tuesday at 2pm please")
        #expect(!reply.text.contains("taken"), "\(reply.text)")
    }

    @Test("a time that it gave back is told")
    func givenBack() throws {
        let stage = try Stage()
        try stage.say("cleaning on tuesday at 2pm")
        stage.model = Model(Self.releases, Model.says("Thank you."))
        #expect(try stage.say("not that one").text.contains("I have given that time back"))
        #expect(try stage.outcome() == [])
    }

    @Test("after three turns of nothing in a row it is not asked in that conversation for a while", arguments: 0..<4)
    func astray(_ kind: Int) throws {
        let kinds = [
            Model.says("You are booked!"), Model.dies(.babbling), Model.dies(.tooSlow),
            Model.calls((name: "drop_tables", arguments: { _ in [:] })),
        ]
        let stage = try Stage()
        let model = Model(kinds[kind])
        stage.model = model
        for _ in 0..<3 { try stage.say("hello") }
        let asked = model.asked.count
        for _ in 0..<3 { #expect(try stage.say("hello").text.contains("Bright Smile Dental")) }
        #expect(model.asked.count == asked)
        let other = Model(Model.says("What can I do for you?"))
        stage.model = other
        stage.conversation = nil
        #expect(try stage.say("hello").text == "What can I do for you?", "whoever else comes is received by it")
    }

    @Test("after that while it is asked again")
    func back() throws {
        let stage = try Stage()
        stage.model = Model(Model.says("You are booked!"))
        for _ in 0..<4 { try stage.say("hello") }
        try stage.place.owner().execute("update holdfast.model_turns set at = at - interval '11 minutes'")
        stage.model = Model(Model.says("What can I do for you?"))
        for _ in 0..<2 { #expect(try stage.say("hello").text == "What can I do for you?") }
    }

    @Test("slow turns of many visitors are the model's own fault")
    func slow() throws {
        let stage = try Stage()
        let model = Model(Model.dies(.tooSlow))
        stage.model = model
        for _ in 0..<5 {
            stage.conversation = nil
            try stage.say("hello")
        }
        #expect(model.asked.count == 3)
    }
}
