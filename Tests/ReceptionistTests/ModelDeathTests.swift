import Booking
import Postgres
import Receptionist
import TestCluster
import TestModel
import Testing

@Suite("A model that dies at any byte") struct ModelDeathTests {
    /// A conversation with a business that is open at all hours, and a real client that gives up at once.
    private final class World {
        let stage: Stage
        let client: ModelClient
        private let model: TestModel

        init(_ rules: String) throws {
            stage = try Stage(tenant: "barber")
            model = TestModel(#"{"speaks":"terse","rules":[\#(rules)]}"#)
            var patience = ModelPatience()
            patience.retries = 0
            client = try #require(ModelClient(ModelAccount(baseURL: model.url, key: "", model: "m"), patience: patience))
        }

        /// Talks so often that each answer of the model dies a byte later than the one before, until one is whole.
        func untilWhole(_ talk: (Stage, Int, ModelVoice) throws -> Reply) throws -> [Reply] {
            var replies: [Reply] = []
            repeat {
                // Each has an account of its own: none rests after the failures of those before.
                replies.append(try talk(stage, replies.count, ModelVoice(client, name: "\(replies.count)")))
            } while try replies.count < 2_000 && hasFailed()
            return replies
        }

        /// Has the deaths within HTTP's own head behind it: they are the same in every answer.
        func skipHead() {
            for _ in 0..<100 { _ = try? client.ask([.visitor("hello")]) { _ in } }
        }

        private func hasFailed() throws -> Bool {
            let last = try stage.place.owner().rows("select failure from holdfast.model_turns order by turn_id desc limit 1") {
                row throws(DatabaseError) in try row.read("failure", as: String?.self)
            }
            return last.first != .some(nil)
        }
    }

    /// The words without what differs from one booking to the next.
    private static func shape(_ reply: Reply) -> String {
        let reference = reply.cards.lazy.compactMap { if case .booking(let face) = $0 { face.reference } else { nil } }.first
        return reply.text.replacing(reference ?? "-", with: "#").replacing(/(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/, with: "day")
            .replacing(/\d+(:\d\d)?/, with: "0").replacing(/\b[ap]m\b/, with: "m")
    }

    private static func greet(_ stage: Stage, _ voice: ModelVoice?) throws -> Reply {
        (stage.receptionist, stage.conversation) = (Stage.receptionist(stage.diary, stage.database, model: voice), nil)
        return try stage.say("hello")
    }

    /// A time is held by the script; then the visitor's name comes, for whoever answers next.
    private static func book(_ stage: Stage, _ number: Int, _ voice: ModelVoice?) throws -> Reply {
        (stage.receptionist, stage.conversation) = (Stage.receptionist(stage.diary, stage.database), nil)
        let minutes = 780 + number % 20 * 30
        let time = "\(minutes / 60):\(minutes % 60 == 0 ? "00" : "30")"
        try #require(
            try stage.say("Haircut on December \(number / 20 + 1) at \(time)").cards.contains { if case .hold = $0 { true } else { false } }
        )
        stage.receptionist = Stage.receptionist(stage.diary, stage.database, model: voice)
        return try stage.say("Ada Byron, ada\(number)@example.com")
    }

    /// One booking for each visitor, and nothing held.
    private func grade(_ world: World, _ replies: [Reply]) throws {
        let statuses = try world.stage.place.owner().rows(
            "select status || ' ' || count(*) || ' of ' || count(distinct conversation) as line from holdfast.bookings group by status"
        ) { row throws(DatabaseError) in try row.read("line", as: String.self) }
        #expect(statuses == ["confirmed \(replies.count) of \(replies.count)"])
        #expect(world.stage.lies == [])
        #expect(replies.allSatisfy { reply in reply.cards.count { if case .booking = $0 { true } else { false } } == 1 })
    }

    private static let confirming = """
        "call": [{"tool": "confirm_booking", "arguments": {"hold": "$standing.conversation.held.hold", "name": "Ada Byron",
            "email": "$standing.conversation.email", "phone": null, "address": null, "notes": ""}}]
        """

    @Test("of its words leaves the script's answer, until it is whole")
    func words() throws {
        let world = try World(#"{"say": "What shall I look for?", "dies_at": "next"}"#)
        let replies = try world.untilWhole { stage, _, voice in
            try Self.greet(stage, voice)
        }
        let script = try Self.greet(world.stage, nil).text
        #expect(Set(replies.dropLast().map(\.text)) == [script] && replies.last?.text == "What shall I look for?")
        #expect(replies.count > 200)
    }

    @Test("of a call to book leaves one booking, made by the script or by the model")
    func calls() throws {
        let world = try World(
            #"{"when": {"round": 0}, \#(Self.confirming), "dies_at": "next"}, {"say": "Thank you."}"#)
        world.skipHead()
        let replies = try world.untilWhole(Self.book)
        try grade(world, replies)
        let script = try Self.shape(Self.book(world.stage, replies.count, nil))
        #expect(Set(replies.dropLast().map(Self.shape)) == [script])
        #expect(replies.last?.text.hasSuffix("Thank you.") == true)
        #expect(replies.count > 200)
    }

    @Test("of its words after it has booked leaves the booking and the server's own words")
    func afterwards() throws {
        let world = try World(
            #"{"when": {"visitor": "Ada", "round": 0}, \#(Self.confirming)}, {"say": "Thank you.", "dies_at": "next"}"#)
        world.skipHead()
        let replies = try world.untilWhole(Self.book)
        try grade(world, replies)
        let whole = try #require(replies.last)
        #expect(whole.text.hasSuffix("Thank you."))
        #expect(Set(replies.dropLast().map(Self.shape)) == [String(Self.shape(whole).dropLast(" Thank you.".count))])
        #expect(replies.count > 80)
    }
}
