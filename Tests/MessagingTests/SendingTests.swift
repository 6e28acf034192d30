import Jobs
import Messaging
import Postgres
import TestCluster
import Testing

@Suite("A text")
struct SendingTests {
    private let office: TextOffice
    private var twilio: FakeTwilio { office.twilio }

    init() throws { office = try TextOffice() }

    @Test("goes out once, from the business's number, and says where to report what becomes of it")
    func sending() throws {
        let id = try office.text("Hello, Ada.")
        try office.drain(office.runner())
        let sent = try #require(twilio.messages.first)
        #expect((sent.to, sent.from, sent.body) == (TextOffice.ada, TextOffice.number, "Hello, Ada."))
        #expect(sent.fields["StatusCallback"] == "https://book.example/webhooks/twilio/status?text=\(office.tenant)-\(id)")
        #expect(twilio.messages.count == 1)
        #expect(try office.states() == ["sending wrote"])
        #expect(try office.strings("select sid as s from holdfast.texts_out") == [sent.sid])
    }

    @Test("whose answer was lost is found at Twilio, and not sent again")
    func lostAnswer() throws {
        twilio.fail(.loseAnswer)
        try office.text("Hello, Ada.")
        try office.drain(office.runner(), rests: 1)
        #expect(twilio.bodies == ["Hello, Ada."])
        #expect(twilio.lookUps == 1)
        #expect(try office.states() == ["sending wrote"])
    }

    @Test("is told from one with the same words that went before")
    func sameWords() throws {
        try office.text("Yes.")
        try office.drain(office.runner())
        twilio.fail(.loseRequest)
        try office.text("Yes.")
        try office.drain(office.runner(), rests: 1)
        #expect(twilio.bodies == ["Yes.", "Yes."])
        #expect(try office.states() == ["sending wrote", "sending wrote repeated"])
    }

    @Test("that Twilio doesn't know is sent again when it can't be on its way any more, and known as perhaps repeated")
    func lostRequest() throws {
        twilio.fail(.loseRequest)
        try office.text("Hello, Ada.")
        try office.drain(office.runner(settling: .seconds(3600)), rests: 2)
        #expect(twilio.messages.isEmpty)
        try office.drain(office.runner(), rests: 1)
        #expect(twilio.bodies == ["Hello, Ada."])
        #expect(try office.states() == ["sending wrote repeated"])
    }

    @Test("isn't sent again as long as Twilio doesn't say whether it has it")
    func hiddenList() throws {
        twilio.fail(.loseAnswer, .hideList, .hideList)
        try office.text("Hello, Ada.")
        try office.drain(office.runner(), rests: 3)
        #expect(twilio.messages.count == 1)
        #expect(try office.states() == ["sending wrote"])
    }

    @Test("that was refused for now goes later, and nobody looks for it: it was never taken")
    func busy() throws {
        twilio.fail(.refuse(status: 429, code: 20429, fields: "Retry-After: 7\r\n"), .refuse(status: 429, code: nil))
        try office.text("Hello, Ada.")
        try office.drain(office.runner())
        #expect(try office.states() == ["queued wrote"])
        let rest = try office.strings(
            "select (rest_until > clock_timestamp() + interval '4 seconds')::text || failure as s from holdfast.jobs")
        #expect(rest == ["truetwilio_20429"])
        try office.drain(office.runner(), rests: 2)
        #expect(twilio.bodies == ["Hello, Ada."])
        #expect(twilio.lookUps == 0)
        #expect(try office.states() == ["sending wrote"])
    }

    @Test("that broke something at Twilio is looked for before it is sent again")
    func broken() throws {
        twilio.fail(.refuse(status: 503, code: nil))
        try office.text("Hello, Ada.")
        try office.drain(office.runner(), rests: 1)
        #expect((twilio.messages.count, twilio.lookUps) == (1, 1))
        #expect(try office.states() == ["sending wrote"])
    }

    @Test("to somebody who opted out isn't tried again, and the opt-out is kept")
    func optedOut() throws {
        twilio.fail(.refuse(status: 400, code: 21610))
        try office.text("Hello, Ada.")
        try office.text("Are you there?")
        try office.drain(office.runner(), rests: 2)
        #expect(twilio.messages.isEmpty)
        #expect(try office.states() == ["suppressed opted_out", "suppressed opted_out"])
        #expect(try office.strings("select number || ' ' || how as s from holdfast.opt_outs") == ["\(TextOffice.ada) twilio"])
        #expect(try office.strings("select state as s from holdfast.jobs") == ["done", "done"])
    }

    @Test("goes again to whoever came back, and only the confirmation of an opt-out passes one")
    func optedIn() throws {
        let change = { (name: String) in
            try office.database.execute(
                name == "out"
                    ? "select holdfast.opt_out(\(office.tenant), 'sms', \(TextOffice.ada), 'keyword')"
                    : "select holdfast.opt_in(\(office.tenant), 'sms', \(TextOffice.ada), 'keyword')", tenant: office.tenant)
        }
        try change("out")
        try office.text("You won't hear from us.", "keyword")
        try office.text("No.")
        try office.drain(office.runner())
        try change("in")
        try office.text("Hello again.")
        try office.drain(office.runner())
        #expect(twilio.bodies == ["You won't hear from us.", "Hello again."])
        #expect(try office.strings("select is_out::text as s from holdfast.opt_outs order by id") == ["true", "false"])
    }

    @Test("that can't ever go has failed, for a reason")
    func never() throws {
        twilio.fail(.refuse(status: 400, code: 21614), .refuse(status: 400, code: 12345))
        try office.text("Hello, Ada.")
        try office.text("Hello, you.", to: "0")
        try office.text("Hello, Bob.", to: "+12125550143")
        try office.drain(office.runner(), rests: 1)
        #expect(try office.states() == ["failed bad_number", "suppressed bad_number", "failed failed"])
    }

    @Test("that nothing helps is given up in the end, and says so")
    func givenUp() throws {
        for _ in 1...12 { twilio.fail(.refuse(status: 500, code: nil)) }
        try office.text("Hello, Ada.")
        try office.drain(office.runner(), rests: 12)
        #expect(try office.states() == ["failed gave_up"])
        #expect(try office.strings("select state as s from holdfast.jobs") == ["dead"])
    }

    @Test("isn't sent where there is no account")
    func noAccount() throws {
        try office.text("Hello, Ada.")
        try office.drain(office.runner(hasAccount: false))
        #expect(try office.states() == ["suppressed no_account"])
    }

    @Test("of any length arrives whole and in order")
    func long() throws {
        let words = (1...400).map { "Sentence \($0)." }.joined(separator: " ")
        try office.text(words)
        try office.text("And this.")
        twilio.fail(.refuse(status: 429, code: 20429), .loseAnswer)
        try office.drain(office.runner(), rests: 4)
        #expect(twilio.bodies.dropLast().joined(separator: " ") == words)
        #expect(twilio.bodies.last == "And this.")
        #expect(twilio.bodies.count == 5)
    }

    @Test("waits for those before it to the same number, while others go")
    func order() throws {
        twilio.fail(.refuse(status: 429, code: 20429))
        try office.text("First.")
        try office.text("Second.", to: "(212) 555-0142")
        try office.text("Elsewhere.", to: "+12125550199")
        try office.drain(office.runner())
        #expect(twilio.bodies == ["Elsewhere."])
        try office.drain(office.runner(), rests: 1)
        #expect(twilio.bodies == ["Elsewhere.", "First.", "Second."])
        #expect(twilio.messages.last?.to == TextOffice.ada)
    }

    @Test("is written once for a turn of a conversation")
    func onceATurn() throws {
        let write = {
            try office.database.rows(
                "select holdfast.enqueue_text(\(office.tenant), 'reply', 'sms', null, \(TextOffice.ada), 'Hello.', null, null, 7) as id",
                tenant: office.tenant
            ) { row throws(DatabaseError) in try row.read("id", as: Int64.self) }
        }
        #expect(try write() == write())
        try office.drain(office.runner())
        #expect(twilio.bodies == ["Hello."])
    }
}

@Suite("Two workers at once")
struct TwoSendersTests {
    @Test("send each text once, and those to one number in their order", .timeLimit(.minutes(1)))
    func twoAtOnce() async throws {
        let office = try TextOffice(senders: 2), recipients = (0..<10).map { "+1212555020\($0)" }
        for number in 1...4 { for recipient in recipients { try office.text("\(number)", to: recipient) } }
        let runners = [office.runner(0), office.runner(1)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for runner in runners {
                let sender = Sender(runner: runner)
                group.addTask { try sender.drain() }
            }
            try await group.waitForAll()
        }
        try office.drain(office.runner(0), rests: 1)
        for recipient in recipients {
            #expect(office.twilio.messages.filter { $0.to == recipient }.map(\.body) == ["1", "2", "3", "4"])
        }
    }

    /// A runner that one task alone uses.
    private struct Sender: @unchecked Sendable {
        let runner: JobRunner
        func drain() throws { while try runner.round(.silent) {} }
    }
}

@Suite("Whatever goes wrong")
struct SendingPropertyTests {
    /// A lost request makes a second try, a lost answer none: what is there twice is never unknown.
    @Test("no text is lost, and none goes out twice", arguments: 0..<4)
    func property(_ seed: Int) throws {
        let office = try TextOffice()
        var dice = Dice(seed: UInt64(seed))
        for _ in 0..<40 {
            let faults: [FakeTwilio.Fault] = [
                .loseAnswer, .loseRequest, .refuse(status: 429, code: 20429), .refuse(status: 500, code: nil), .hideList,
            ]
            office.twilio.fail(faults[dice.next(below: faults.count)])
        }
        let texts = (0..<30).map { "Text \($0)" }
        for (place, text) in texts.enumerated() { try office.text(text, to: "+1212555030\(place % 7)") }
        try office.drain(office.runner(), rests: 40)
        #expect(office.twilio.bodies.sorted() == texts.sorted())
    }
}
