import Booking
import Foundation
import Receptionist
import Testing

@Suite struct CallerTests {
    private static let number = "+19175550142"
    private static let vouched = Caller(number: number, vouched: true)
    private static let unvouched = Caller(number: number, vouched: false)

    /// A business whom somebody calls or texts, with bookings that were made elsewhere.
    private func stage(_ caller: Caller?, _ bookings: String...) throws -> Stage {
        let stage = try Stage()
        for booking in bookings { try stage.book(booking.split(separator: " ").map(String.init)) }
        stage.caller = caller
        return stage
    }

    @Test func `whoever calls or texts is asked for a name only`() throws {
        let stage = try stage(Self.vouched)
        let asked = try stage.say("a cleaning on Tuesday at 2pm please")
        #expect(asked.cards.contains(.form(fields: ["name"])))
        #expect(asked.text.contains("give me your name."))
        try stage.say("Dana Scott")
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <\(Self.number)>"]))
    }

    @Test func `a business whose name ends in a full stop is not given another`() throws {
        let stage = try Stage(tenant: "barber")
        #expect(try stage.say("hello").text.contains("receptionist of Fade & Co. I can"))
    }

    @Test func `a withheld number is asked as on the web`() throws {
        let stage = try stage(nil)
        #expect(try stage.say("a cleaning on Tuesday at 2pm please").cards.contains(.form(fields: ["name", "email"])))
    }

    @Test func `a number that is known under one name is booked without a question`() throws {
        let stage = try stage(Self.vouched, "Cleaning 2026-11-25 10:00 Dana Scott \(Self.number)")
        try stage.say("a whitening on Tuesday at 2pm please")
        #expect(try stage.outcome().contains { $0.hasPrefix("confirmed Whitening 2026-11-24 14:00 Dana Scott") })
    }

    @Test func `a number that nobody vouches for brings no name with it`() throws {
        let stage = try stage(Self.unvouched, "Cleaning 2026-11-25 10:00 Dana Scott \(Self.number)")
        #expect(try stage.say("a whitening on Tuesday at 2pm please").cards.contains(.form(fields: ["name"])))
    }

    @Test(arguments: [vouched, unvouched])
    func `a returning caller is greeted by what they last came for`(caller: Caller) throws {
        let stage = try stage(caller, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)")
        stage.channel = .voice
        #expect(!(try stage.say("hello").text.contains("Cleaning")))
        try stage.set(clock: "2026-12-01T15:00:00Z")
        stage.conversation = nil
        #expect(try stage.say("hello").text.contains("Would you like Cleaning again"))
    }

    @Test func `the only coming booking of a vouched number is the one that is meant`() throws {
        let stage = try stage(Self.vouched, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)")
        #expect(try stage.say("I need to cancel my appointment").text.contains("Shall I cancel it?"))
        try stage.say("yes")
        #expect(try stage.outcome().allSatisfy { $0.hasPrefix("cancelled") })
    }

    @Test func `the only coming booking of a vouched number is moved`() throws {
        let stage = try stage(Self.vouched, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)")
        try stage.say("can you move my appointment to Wednesday at 11am")
        #expect(Stage.agree(try stage.outcome(), ["confirmed Cleaning 2026-11-25 11:00 Dana Scott <\(Self.number)>"]))
    }

    @Test(arguments: ["2", "the second one", "the one on Wednesday", "the one at 11am", "the whitening"])
    func `of several bookings one is chosen by its place, its day, its time or its service`(choice: String) throws {
        let stage = try stage(
            Self.vouched, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)", "Whitening 2026-11-25 11:00 Dana Scott \(Self.number)")
        let asked = try stage.say("cancel my appointment")
        let labels = asked.cards.flatMap { card -> [String] in if case .bookings(let choices) = card { choices.map(\.label) } else { [] } }
        #expect(labels.count == 2 && labels[0].contains("Tue") && labels[1].contains("Wed"))
        #expect(try stage.say(choice).text.contains("Whitening on Wednesday"))
        try stage.say("yes")
        #expect(try stage.outcome().map { $0.split(separator: " ")[0] } == ["confirmed", "cancelled"])
    }

    @Test func `what the last message was about is what an answer is about`() throws {
        let stage = try stage(
            nil, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)", "Whitening 2026-11-25 11:00 Dana Scott \(Self.number)")
        stage.caller = Caller(number: Self.number, vouched: true, about: [stage.references[1]])
        #expect(try stage.say("I can't make it, cancel please").text.contains("Whitening on Wednesday"))
    }

    @Test func `somebody with several bookings who asks for them is told them all`() throws {
        let stage = try stage(
            Self.vouched, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)", "Whitening 2026-11-25 11:00 Dana Scott \(Self.number)")
        let told = try stage.say("when is my appointment?").text
        #expect(told.contains("Cleaning") && told.contains("Whitening"))
    }

    @Test func `a number that nobody vouches for needs the booking's name`() throws {
        let stage = try stage(Self.unvouched, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)")
        let asked = try stage.say("cancel my appointment")
        #expect(!asked.text.contains("Cleaning") && asked.text.contains("name"))
        #expect(!(try stage.say("Mary Miller").text.contains("Cleaning")))
        #expect(try stage.say("Dana Scott").text.contains("Cleaning"))
        try stage.say("yes")
        #expect(try stage.outcome().allSatisfy { $0.hasPrefix("cancelled") })
    }

    @Test func `a number that nobody vouches for opens a booking by its reference`() throws {
        let stage = try stage(Self.unvouched, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)")
        #expect(try stage.say("cancel booking \(stage.references[0])").text.contains("Shall I cancel it?"))
    }

    @Test func `another number finds nothing`() throws {
        let stage = try stage(
            Caller(number: "+19175550143", vouched: true), "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)")
        #expect(!(try stage.say("cancel my appointment").text.contains("Cleaning")))
    }

    /// Whoever knows somebody's email can book under it with a number of their own.
    @Test func `a number that was added to somebody's row later opens none of their bookings`() throws {
        let stage = try stage(nil, "Cleaning 2026-11-24 10:00 Dana Scott dana@example.org")
        try stage.say("whitening on Wednesday at 11am, Dana Scott, dana@example.org, \(Self.number)")
        (stage.caller, stage.conversation) = (Self.vouched, nil)
        #expect(!(try stage.say("cancel my appointment").text.contains("Cleaning")))
    }

    @Test func `a reminder's answer moves what it was about in German too`() throws {
        let stage = try stage(
            Self.vouched, "Cleaning 2026-11-24 10:00 Dana Scott \(Self.number)", "Whitening 2026-11-25 11:00 Dana Scott \(Self.number)")
        #expect(try stage.say("Ich möchte meinen Termin absagen").text.contains("Welchen meinen Sie?"))
    }
}
