import Booking
import Foundation
import Postgres
import Receptionist
import TestCluster
import Testing

@Suite struct TurnTests {
    /// A whole booking in one message: it lists, holds and books.
    private static let order = "cleaning on Tuesday at 2pm, Dana Scott, dana@example.org"
    private static let standing = ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <dana@example.org>"]

    @Test func `a closed turn repeats its events and does nothing twice`() throws {
        let stage = try Stage()
        let first = try stage.send(Self.order, key: "first-message-0001")
        let second = try stage.send(Self.order, key: "first-message-0001")
        #expect(first == second)
        #expect(first.count >= 3)
        #expect(Stage.agree(try stage.outcome(), Self.standing))
    }

    @Test func `a worker killed between any two events shows each once and ends right`() throws {
        let whole = try Stage().send(Self.order, key: "first-message-0001").count
        for cut in 0...whole {
            let stage = try Stage()
            let seen = try stage.cut(after: cut) { try $0.send(Self.order, key: "first-message-0001") }
            let again = try stage.send(Self.order, key: "first-message-0001")
            #expect(Array(again.prefix(seen.count)) == seen)
            #expect(again.count == whole)
            #expect(Stage.agree(try stage.outcome(), Self.standing))
        }
    }

    @Test(arguments: ["hold_slot", "confirm_booking", "close_turn", "check_fence", "note_journal"])
    func `a worker that dies at a write is taken over at once`(_ function: String) throws {
        let stage = try Stage()
        try stage.fail(at: function)
        #expect(throws: TurnError.self) { try stage.send(Self.order, key: "first-message-0001") }
        try stage.mend(function)
        let events = try stage.send(Self.order, key: "first-message-0001")
        #expect(events.contains { if case .card(.booking) = $0 { true } else { false } })
        #expect(Stage.agree(try stage.outcome(), Self.standing))
    }

    @Test(arguments: ["hold_slot", "confirm_booking"])
    func `a write that was committed before its worker died is not done again`(_ function: String) throws {
        let stage = try Stage()
        try stage.fail(at: function == "hold_slot" ? "confirm_booking" : "close_turn")
        #expect(throws: TurnError.self) { try stage.send(Self.order, key: "first-message-0001") }
        #expect(try stage.outcome().count == 1)
        try stage.mend(function == "hold_slot" ? "confirm_booking" : "close_turn")
        _ = try stage.send(Self.order, key: "first-message-0001")
        #expect(Stage.agree(try stage.outcome(), Self.standing))
        #expect(try stage.holds() == 1)
    }

    @Test func `a worker whose connection is gone is taken over before its lease ends`() throws {
        let stage = try Stage()
        let other = stage.place.application()
        stage.conversation = try stage.say("hello").conversation
        _ = try Self.take(other, stage, key: "a-turn-of-its-own")
        other.close()
        let events = try stage.send(Self.order, key: "next-message-0001")
        #expect(!events.isEmpty)
        #expect(Stage.agree(try stage.outcome(), Self.standing))
    }

    @Test func `twenty resends at once book once and say the same`() async throws {
        let stage = try Stage()
        let place = stage.place.url()
        let replies = await withTaskGroup(of: String.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    let database = Database(url: place)
                    guard let tenant = try? Diary.tenant(slug: "demo", in: database) else { return "no business" }
                    let receptionist = Stage.receptionist(Diary(tenant: tenant, database: database), database)
                    do {
                        return try receptionist.turn(
                            conversation: nil, messageID: "first-message-0001", message: Self.order, address: "192.0.2.1"
                        ) { _ in }.text
                    } catch {
                        return "\(error)"
                    }
                }
            }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(replies.count == 1, "\(replies)")
        #expect(Stage.agree(try stage.outcome(), Self.standing))
    }

    @Test func `a late worker's fence fails`() throws {
        let stage = try Stage()
        let conversation = try stage.say("hello").conversation
        let (turn, fence) = try stage.takeByHand(conversation, key: "a-turn-of-its-own")
        let tenant = stage.diary.tenant.id.value
        #expect(throws: Never.self) { try stage.database.execute("select holdfast.check_fence(\(turn), \(fence))", tenant: tenant) }
        try stage.lapse(turn)
        let (same, later) = try stage.takeByHand(conversation, key: "a-turn-of-its-own")
        #expect(same == turn && later == fence + 1)
        let late = #expect(throws: DatabaseError.self) {
            try stage.database.execute("select holdfast.check_fence(\(turn), \(fence))", tenant: tenant)
        }
        #expect(late?.sqlState == .fenced)
    }

    @Test func `the same key with another message is refused`() throws {
        let stage = try Stage()
        _ = try stage.send("hello", key: "first-message-0001")
        #expect(throws: TurnError.self) { try stage.send("something else", key: "first-message-0001") }
    }

    @Test func `a second message waits and a third is turned away`() throws {
        let stage = try Stage()
        stage.conversation = try stage.say("hello").conversation
        stage.receptionist = Stage.receptionist(stage.diary, stage.database, pace: Receptionist.Pace(patience: .zero))
        let other = stage.place.application()
        _ = try Self.take(other, stage, key: "running")
        #expect(throws: TurnError.self) { try stage.say("second") }
        let refused = #expect(throws: TurnError.self) { try stage.say("third") }
        guard case .tooMany? = refused else { return #expect(Bool(false), "\(String(describing: refused))") }
    }

    @Test func `a message too long is refused and leaves nothing`() throws {
        let stage = try Stage()
        #expect(throws: TurnError.self) { try stage.say(String(repeating: "a", count: 2_001)) }
        #expect(throws: Never.self) { try stage.say(String(repeating: "a", count: 2_000)) }
    }

    @Test func `a dead worker's leases are freed by its name`() throws {
        let stage = try Stage()
        let conversation = try stage.say("hello").conversation
        _ = try stage.takeByHand(conversation, key: "a-turn-of-its-own")
        #expect(try Receptionist.freeLeases(of: "by hand", in: stage.database) == 1)
        #expect(try Receptionist.freeLeases(of: "by hand", in: stage.database) == 0)
    }

    @Test func `a conversation is read back as it was told, and only by its id`() throws {
        let stage = try Stage()
        try stage.say("hello")
        let reply = try stage.say("cleaning on tuesday")
        let told = try stage.receptionist.transcript(conversation: reply.conversation)
        #expect(told?.turns.map(\.message) == ["hello", "cleaning on tuesday"])
        #expect(told?.turns.last?.reply == reply.text && told?.turns.last?.cards == reply.cards)
        #expect(try stage.receptionist.transcript(conversation: String(repeating: "0", count: 32)) == nil)
    }

    private static func take(_ database: Database, _ stage: Stage, key: String) throws -> Int64 {
        try stage.takeByHand(stage.conversation ?? "", key: key, on: database).turn
    }

    @Test func `another of the times for a move, pressed after it, moves the same booking again`() throws {
        let stage = try Stage()
        try stage.book(["Cleaning", "2026-11-24", "14:00", "Dana", "Scott", "dana@example.org"])
        let offer = try stage.say("move \(stage.references[0]) to Wednesday afternoon, dana@example.org")
        let slots = offer.cards.flatMap { card -> [Card.SlotFace] in if case .slots(let list) = card { list.slots } else { [] } }
        for slot in slots.prefix(2) {
            let reply = try stage.say(slot.label, action: .slot(slot.id))
            let shown = reply.cards.compactMap { card -> String? in if case .booking(let face) = card { face.start } else { nil } }
            #expect(shown == [slot.start], "\(reply.text)")
        }
        #expect(slots.count > 1)
        #expect(try stage.outcome().count == 1)
    }

    @Test func `a message of nothing that can be shown is refused, and the next one is answered`() throws {
        let stage = try Stage()
        try stage.say("talk to a person please, dana@example.org")
        #expect { try stage.say("\u{1}\u{2}") } throws: { if case TurnError.invalid = $0 { true } else { false } }
        try stage.say("please ring me about my crown")
        #expect(try stage.outcome() == ["message <dana@example.org> please ring me about my crown"])
    }

    @Test func `a booking that waits for its answer again is not said to be moved`() throws {
        let stage = try Stage()
        try stage.book(["Cleaning", "2026-11-24", "14:00", "Dana", "Scott", "dana@example.org"])
        try stage.place.owner().execute("update holdfast.services set needs_approval = true")
        let reply = try stage.say("move \(stage.references[0]) to Thursday at 3pm, dana@example.org")
        #expect(Stage.agree(try stage.outcome(), ["pending Cleaning 2026-11-26 15:00 Dana Scott <dana@example.org>"]))
        #expect(!reply.text.contains("It is moved") && reply.text.contains("confirm"))
    }
}
