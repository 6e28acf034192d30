import Booking
import Postgres
import TestCluster
import Testing
import Web

@testable import Receptionist

@Suite("What the owner has written") struct OwnersAnswerTests {
    private typealias Model = ScriptedModel
    private static let parking = "There is a public garage at 220 West 17th Street, two minutes on foot. We don't validate tickets."

    private func stage(_ model: Model? = nil) throws -> Stage {
        let stage = try Stage()
        try stage.place.owner().execute("delete from holdfast.knowledge")
        _ = try AnswerBook("dentist").put(into: stage.database, of: stage.diary.tenant.id.value)
        stage.model = model
        return stage
    }

    @Test("is told by the script, whole, before it says that it understood nothing")
    func script() throws {
        let reply = try stage().say("Is there a garage? I come by car")
        #expect(reply.text.contains(Self.parking) && !reply.text.contains("did not understand"))
    }

    @Test(
        "fits better than what the script knows of hours, places, prices and services",
        arguments: [
            ("where can I park?", "public garage"), ("does whitening hurt?", "Most people feel nothing"),
            ("what documents do I need to bring to my first visit?", "photo ID"), ("is there a fee for missed appointments?", "$40"),
            ("do you sell gift cards?", "at the front desk"),
        ])
    func fits(_ question: String, _ answer: String) throws {
        let reply = try stage().say(question)
        #expect(reply.text.contains(answer), "\(reply.text)")
    }

    @Test(
        "is not told where something is to be booked, or the diary knows better",
        arguments: [
            "can I book a cleaning on Tuesday?", "whitening?", "how much is a whitening?", "are you open on saturday?",
            "what is the capital of France?",
        ])
    func restraint(_ message: String) throws {
        let stage = try stage(), answers = try AnswerBook("dentist").answers.map(\.answer)
        let reply = try stage.say(message)
        #expect(!answers.contains { reply.text.contains($0) }, "\(reply.text)")
    }

    @Test("is told in the middle of a booking, which then goes on")
    func amid() throws {
        let stage = try stage()
        try stage.say("cleaning on Tuesday at 2pm")
        let reply = try stage.say("where can I park?")
        #expect(reply.text.contains(Self.parking) && reply.text.contains("Please give me your name"))
        try stage.say("Dana Scott, dana@example.org")
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <dana@example.org>"]))
    }

    @Test("is given to a model with the message, and told whole through its placeholder")
    func model() throws {
        let model = Model { messages in
            var reply = ModelReply()
            reply.text = Results(messages).answer("Where can I park?") + " Which day and time would suit you best?"
            return reply
        }
        let reply = try stage(model).say("where can I park?")
        #expect(reply.text == Self.parking + " Which day and time would suit you best?")
    }

    @Test("is found by a model, with a tool that takes a question and nothing else")
    func tool() throws {
        let search = Model.calls(("search_answers", { _ in ["question": "parking"] }))
        let model = Model([
            search,
            { messages in
                var reply = ModelReply()
                reply.text = Results(messages).answer("Where can I park?")
                return reply
            },
        ])
        #expect(try stage(model).say("I come by horse and cart").text == Self.parking)
        #expect(throws: CallMisuse.self) {
            try CallReading(
                services: [], offered: [:], state: DialogueState(), written: Written([]), today: #require(CivilDate("2026-11-21"))
            )
            .read(ModelCall(id: "a", name: "search_answers", arguments: #"{"question":"a","language":"en"}"#))
        }
    }

    @Test(
        "is not mixed with a model's claims, and what nobody wrote is not told",
        arguments: ["Yes, {answer:1}", "Parking is free.", "{answer:999999}", "It is {answer:1} and {address}."])
    func claims(_ words: String) throws {
        let stage = try stage(Model(Model.says(words)))
        let id = try stage.place.owner().rows("select id from holdfast.knowledge order by id limit 1") { row throws(DatabaseError) in
            try row.read("id", as: Int64.self)
        }[0]
        stage.model = Model(Model.says(words.replacing("{answer:1}", with: "{answer:\(id)}")))
        let reply = try stage.say("where can I park?")
        #expect(!reply.text.contains("Yes") && !reply.text.contains("free."))
        #expect(reply.text.contains(Self.parking), "the script answers: \(reply.text)")
    }

    private func speak(_ stage: Stage, _ voice: TenantVoice) throws { try voice.keep(for: stage.diary.tenant.id.value, in: stage.database) }

    @Test("is said for an emergency and for a wish for advice, by both receptionists and never by a model", arguments: [true, false])
    func occasions(_ hasModel: Bool) throws {
        let model = Model(Model.says("Take two of them."))
        let stage = try stage(hasModel ? model : nil)
        var voice = TenantVoice()
        voice.languages = [.english]
        voice.answers = [
            TenantVoice.SetAnswer(.emergency, in: .english, "Call us on 555 0199 at any hour."),
            TenantVoice.SetAnswer(.advice, in: .english, "Our nurse answers that."),
        ]
        try speak(stage, voice)
        #expect(try stage.say("I can't breathe, my face is swollen").text.contains("Call us on 555 0199 at any hour."))
        #expect(try stage.say("should I take ibuprofen?").text.contains("Our nurse answers that."))
        #expect(model.asked.isEmpty)
        voice.answers = []
        try speak(stage, voice)
        #expect(try stage.say("I can't breathe").text.contains("911"))
    }

    @Test("keeps a model from words that the owner doesn't want said")
    func avoided() throws {
        let stage = try stage(Model(Model.says("I'd be happy to help you with that.")))
        var voice = TenantVoice()
        (voice.avoid, voice.languages) = ("cheap, Happy to help\nguys", [.english])
        try speak(stage, voice)
        #expect(try !stage.say("hello").text.contains("happy to help"))
        let kept = try stage.place.owner().rows("select reason from holdfast.withheld_sentences") { row throws(DatabaseError) in
            try row.read("reason", as: String.self)
        }
        #expect(kept == ["avoided"])
    }
}

@Suite("The instruction") struct InstructionTests {
    private func text(_ voice: TenantVoice = TenantVoice(), services: Int? = nil) throws -> String {
        let stage = try Stage()
        if let services {
            try stage.place.owner().execute(
                """
                insert into holdfast.services (tenant_id, name, description)
                select id, 'Service ' || n, repeat('long ', 60) from holdfast.tenants, generate_series(1, \(services)) n where slug = 'demo'
                """)
        }
        try voice.keep(for: stage.diary.tenant.id.value, in: stage.database)
        let model = ScriptedModel(ScriptedModel.says("Which day and time would suit you best?"))
        stage.model = model
        try stage.say("where can I park?")
        guard case .instruction(let text)? = model.asked.first?.first else { return "" }
        return text
    }

    private var wordy: TenantVoice {
        var voice = TenantVoice()
        voice.tone = String(repeating: "warm\n", count: 40)
        voice.instructions = String(repeating: "say \"hello\" ", count: 83)
        voice.avoid = String(repeating: "cheap, ", count: 71)
        voice.languages = Language.allCases
        return voice
    }

    @Test("stays within its bound, whatever the owner wrote and however many services there are")
    func bound() throws {
        let plain = try text(wordy), most = try text(wordy, services: 200)
        #expect(plain.count <= Instruction.longest && most.count <= Instruction.longest)
        #expect(most.contains("\"more_services\":true"))
    }

    @Test("tells the business's name, hours, services, tone and languages, the owner's wishes as the owner's")
    func content() throws {
        var voice = TenantVoice()
        (voice.tone, voice.instructions, voice.avoid) = ("Warm and calm.", "Mention the garden.", "cheap")
        voice.languages = [.english, .spanish]
        let text = try text(voice)
        print("the demonstration's instruction: \(text.count) characters, about \(text.count / 4) tokens")
        for part in [
            "Bright Smile Dental", "Mon-Fri 08:00-18:00", "Cleaning",
            #""owner_wishes":{"tone":"Warm and calm.","say":"Mention the garden.""#,
            #""languages":["en","es"]"#, "public garage",
        ] { #expect(text.contains(part), "\(part)") }
        #expect(text.count < 6_500)
    }
}

@Suite("The month's ceiling") struct CeilingTests {
    private typealias Model = ScriptedModel
    private static let cost: Int64 = 250

    /// A model that costs 250 millionths each time it is asked.
    private static var costly: Model.Step {
        { _ in ModelReply(text: "Which day and time would suit you best?", usage: ModelUsage(prompt: 100, cached: 40, answer: 9)) }
    }

    private func stage(ceiling: Int64, _ model: Model) throws -> Stage {
        let stage = try Stage()
        (stage.price, stage.ceiling) = (ModelPrice(prompt: 2, cached: 1, answer: 10), ceiling)
        stage.model = model
        return stage
    }

    private func spent(_ stage: Stage) throws -> Int64 {
        try stage.place.owner().rows("select coalesce(sum(cost_micros), 0)::bigint as spent from holdfast.model_turns") {
            row throws(DatabaseError) in try row.read("spent", as: Int64.self)
        }[0]
    }

    @Test("holds for a month of the business's own clock, and the next month begins anew")
    func month() throws {
        let model = Model(Self.costly), stage = try stage(ceiling: Self.cost, model)
        try stage.set(clock: "2026-12-01T04:30:00Z")
        try stage.say("hello")
        try stage.set(clock: "2026-12-01T04:50:00Z")
        try stage.say("hello")
        #expect(model.asked.count == 1, "it is November in New York still")
        try stage.set(clock: "2026-12-01T05:10:00Z")
        try stage.say("hello")
        #expect(model.asked.count == 2)
    }

    @Test("is looked at before each question, so that a turn ends in the middle where it is reached")
    func each() throws {
        let look = Model.looks()
        func costlyLook(_ messages: [ModelMessage]) throws(ModelFailure) -> ModelReply {
            var reply = try look(messages)
            reply.usage = ModelUsage(prompt: 100, cached: 40, answer: 9)
            return reply
        }
        let model = Model([costlyLook])
        let stage = try stage(ceiling: Self.cost, model)
        let reply = try stage.say("cleaning on tuesday at 2pm")
        #expect(model.asked.count == 1)
        #expect(reply.text.contains("I am holding Tuesday"), "the script goes on: \(reply.text)")
    }

    @Test("is passed by no more than a question of each turn that runs at once")
    func together() throws {
        let inner = Model(Self.costly)
        let other = try stage(ceiling: Self.cost * 2, inner)
        func besideAnother(_ messages: [ModelMessage]) throws(ModelFailure) -> ModelReply {
            other.conversation = nil
            guard (try? other.say("hello")) != nil else { throw .unreachable }
            return try Self.costly(messages)
        }
        let outer = Model([besideAnother])
        try other.say("hello")
        let first = Stage.receptionist(
            other.diary, Database(url: other.place.url()),
            model: ModelVoice(outer, name: "m", price: other.price, ceiling: other.ceiling))
        _ = try first.turn(
            conversation: nil, messageID: "a-message-of-another", message: "hello", address: "192.0.2.2"
        ) { _ in }
        #expect(try spent(other) == Self.cost * 3, "one question each beyond what was left")
        let asked = inner.asked.count + outer.asked.count
        try other.say("hello")
        #expect(inner.asked.count + outer.asked.count == asked)
    }

    @Test("is the business's own where it has one")
    func own() throws {
        let model = Model(Self.costly), stage = try stage(ceiling: 1_000_000, model)
        try stage.place.owner().execute("update holdfast.tenants set model_ceiling_micros = 0")
        try stage.say("hello")
        #expect(model.asked.isEmpty)
    }
}
