import Messaging
import Postgres
import Testing

@Suite("What Twilio reports of a text")
struct StatusTests {
    private let office: TextOffice

    init() throws { office = try TextOffice() }

    private func sent(_ body: String = "Hello.") throws -> (name: String, sid: String) {
        let id = try office.text(body)
        try office.drain(office.runner())
        return ("\(office.tenant)-\(id)", office.twilio.messages.last?.sid ?? "")
    }

    @discardableResult
    private func report(_ name: String, _ sid: String, _ status: String, _ code: Int? = nil) throws -> Bool {
        try #require(TextReport(name, sid: sid, status: status, code: code)).note(in: office.database)
    }

    private static let orders = [
        ["queued", "sending", "sent", "delivered"], ["delivered", "sent", "sending", "queued"], ["sent", "delivered", "delivered", "sent"],
        ["delivered", "undelivered", "failed"], ["sent", "read"], ["delivered", "something_new"],
    ]

    @Test("moves it on, never back, whatever comes first")
    func order() throws {
        for statuses in Self.orders {
            let text = try sent()
            for status in statuses { try report(text.name, text.sid, status) }
            #expect(try office.states().last == "delivered wrote")
        }
        let kept = try office.strings("select count(*)::text as s from holdfast.text_reports group by text_id order by text_id")
        #expect(kept == Self.orders.map { "\(Set($0).count)" })
    }

    @Test("is taken once, however often it comes")
    func once() throws {
        let text = try sent()
        #expect(try report(text.name, text.sid, "delivered"))
        let before = try office.strings("select t::text as s from holdfast.texts_out t")
        #expect(try !report(text.name, text.sid, "delivered"))
        #expect(try office.strings("select t::text as s from holdfast.texts_out t") == before)
    }

    @Test("says why it didn't arrive, and takes a code that nobody knows for a failure like any other")
    func codes() throws {
        for (code, reason) in [(30003, "unreachable"), (30006, "landline"), (30007, "filtered"), (77777, "failed")] {
            let text = try sent()
            try report(text.name, text.sid, "undelivered", code)
            #expect(try office.states().last == "undelivered \(reason)")
            #expect(try office.strings("select error_code::text as s from holdfast.texts_out order by id").last == "\(code)")
        }
    }

    @Test("finds a text whose answer was lost before anybody looks for it")
    func beforeTheAnswer() throws {
        office.twilio.fail(.loseAnswer)
        let id = try office.text("Hello.")
        try office.drain(office.runner(settling: .seconds(3600)))
        let sid = try #require(office.twilio.messages.first).sid
        try report("\(office.tenant)-\(id)", sid, "sent")
        try office.drain(office.runner(), rests: 1)
        #expect((office.twilio.messages.count, office.twilio.lookUps) == (1, 0))
        #expect(try office.states() == ["sent wrote"])
    }

    @Test("under a second name makes known that it went out twice")
    func twice() throws {
        let text = try sent()
        try report(text.name, text.sid, "delivered")
        try report(text.name, "SM" + String(repeating: "f", count: 32), "sent")
        #expect(try office.states() == ["delivered wrote repeated"])
    }

    @Test("of an opt-out is kept as one")
    func optedOut() throws {
        let text = try sent()
        try report(text.name, text.sid, "failed", 21610)
        #expect(try office.strings("select number || ' ' || how as s from holdfast.opt_outs") == ["\(TextOffice.ada) twilio"])
    }

    @Test("changes nothing where it is of no text of ours")
    func strangers() throws {
        let text = try sent()
        for name in ["", "7", "-", "1-2-3", "x-y", "999-1"] {
            #expect(try TextReport(name, sid: text.sid, status: "delivered", code: nil)?.note(in: office.database) != true)
        }
        #expect(TextReport(text.name, sid: "a b", status: "delivered", code: nil) == nil)
        #expect(try office.states() == ["sending wrote"])
    }
}
