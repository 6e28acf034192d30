import Booking
import Foundation
import Postgres
import Receptionist
import TestCluster
import Testing
import Web

@testable import Webhooks

/// A call as Twilio makes it, request by request.
private final class TestCall {
    let exchange: Exchange
    let sid = "CA" + UUID().uuidString.replacing("-", with: "").lowercased()
    let from: String

    init(_ exchange: Exchange, from: String = "+19175550142") { (self.exchange, self.from) = (exchange, from) }

    func send(_ place: WebhookPlace, _ query: String = "", _ more: KeyValuePairs<String, String> = [:]) -> Answer {
        exchange.send(request(place, query, more))
    }

    func request(_ place: WebhookPlace, _ query: String = "", _ more: KeyValuePairs<String, String> = [:]) -> Request {
        let known: [(String, String)] = [("CallSid", sid), ("From", from), ("To", Exchange.number), ("CallStatus", "in-progress")]
        let given = more.map { ($0.key, $0.value) }
        let fields = known.filter { name, _ in !given.contains { $0.0 == name } } + given
        return Exchange.request(place, fields, query: query)
    }

    func say(_ words: String, turn: Int) -> Answer { send(.turn, "n=\(turn)", ["SpeechResult": words, "Confidence": "0.9"]) }
    func end(_ sequence: Int = 3, seconds: Int = 61) -> Answer {
        send(.status, "", ["CallStatus": "completed", "SequenceNumber": "\(sequence)", "CallDuration": "\(seconds)"])
    }

    var owner: Database { get throws { try #require(exchange.database).owner() } }

    func texts(_ query: Query) throws -> [String] {
        try owner.rows(query) { row throws(DatabaseError) in try row.read("line", as: String.self) }
    }

    func settle() throws {
        let own = try #require(exchange.database).application()
        for id in try owner.rows(
            "select id, tenant_id from holdfast.calls where sid = \(sid)",
            { row throws(DatabaseError) in
                (id: try row.read("id", as: Int64.self), tenant: try row.read("tenant_id", as: Int64.self))
            })
        {
            try CallSettling(call: id.id, of: id.tenant, in: own).run()
        }
    }
}

@Suite struct CallTests {
    private let frozen: Query = "select holdfast.clock_set('2026-11-21T15:00:00Z')"

    private func call(from: String = "+19175550142") throws -> TestCall {
        let exchange = try Exchange()
        try #require(exchange.database).owner().execute(frozen)
        return TestCall(exchange, from: from)
    }

    @Test func `who speaks says so, once for however many deliveries`() throws {
        let call = try call()
        let first = call.send(.voice)
        #expect(first.isTwiML && first.text.contains("automated assistant of") && first.text.contains("voice/turn?n=1"), "\(first.text)")
        #expect(!first.text.contains("<Recording") && !first.text.contains("recorded"))
        #expect(call.send(.voice).text == first.text)
        #expect(try call.texts("select count(*) || ' ' || count(distinct conversation_id) as line from holdfast.calls") == ["1 1"])
    }

    @Test func `recording is announced before it starts, and only where the owner wants it`() throws {
        let call = try call()
        try call.owner.execute(
            "insert into holdfast.phone_settings (tenant_id, record_calls) select id, true from holdfast.tenants where slug = 'demo'")
        let text = call.send(.voice).text
        let announced = try #require(text.firstRange(of: "This call is recorded")),
            started = try #require(text.firstRange(of: "<Recording"))
        #expect(announced.upperBound < started.lowerBound && text.contains("voice/recording?line=%2B12125550100"), "\(text)")
        #expect(call.send(.recording, "line=%2B12125550100", ["RecordingSid": "RE1", "RecordingDuration": "9"]).status == 204)
        #expect(try call.texts("select recording_sid || recording_seconds as line from holdfast.calls") == ["RE19"])
    }

    @Test func `a turn that is delivered again gets the same answer and does nothing`() throws {
        let call = try call()
        _ = call.send(.voice)
        let answers = [call.say("a cleaning on Tuesday at 2 PM, I'm Dana Scott", turn: 1), call.say("yes", turn: 2)].map(\.text)
        #expect(answers[0].contains("Is that right?") && answers[0].contains("voice/turn?n=2"), "\(answers)")
        #expect(answers[1].contains("You are booked"), "\(answers)")
        let before = try call.texts("select count(*) || ' ' || coalesce(sum(version), 0) as line from holdfast.bookings")
        _ = call.end()
        #expect([call.say("a cleaning on Tuesday at 2 PM, I'm Dana Scott", turn: 1), call.say("yes", turn: 2)].map(\.text) == answers)
        #expect(try call.texts("select count(*) || ' ' || coalesce(sum(version), 0) as line from holdfast.bookings") == before)
    }

    @Test func `a key means what was said with it`() throws {
        let call = try call()
        let services = call.send(.turn, "n=1", ["Digits": "1"]).text
        #expect(services.contains("What would you like to book?") && services.contains("Press 1 for"), "\(services)")
        #expect(call.send(.turn, "n=2", ["Digits": "1"]).text.contains("for other times"))
        #expect(call.send(.turn, "n=3", ["Digits": "9"]).text.contains("I did not hear anything"))
    }

    @Test func `a turn under way is waited for, one that was left alone is done again, and one that lasts too long is given up`() throws {
        let call = try call()
        _ = call.send(.voice)
        let owner = try call.owner
        try owner.execute(
            """
            insert into holdfast.turns (tenant_id, conversation_id, message_key, message, message_hash, at, lease_until)
            select tenant_id, conversation_id, sid || ':1', 'a cleaning on tuesday', '', holdfast.now(), clock_timestamp() + interval '1 minute'
            from holdfast.calls
            """)
        let waiting = call.send(.wait, "n=1&kept=1").text
        #expect(
            waiting.contains("One moment") && waiting.contains("<Pause length=\"2\"") && waiting.contains("voice/wait?n=1&amp;since=1"),
            "\(waiting)")
        #expect(!call.send(.wait, "n=1&since=1").text.contains("One moment"))
        try owner.execute("update holdfast.turns set lease_until = '-infinity'")
        #expect(call.send(.wait, "n=1&kept=1").text.contains("voice/turn?n=1&amp;kept=1"))
        try owner.execute(
            "update holdfast.turns set created_at = clock_timestamp() - interval '21 seconds', lease_until = clock_timestamp() + interval '1 minute'"
        )
        let given = call.send(.wait, "n=1&kept=1").text
        #expect(
            given.contains("takes longer than it should") && given.contains("What should I tell them?") && given.contains("n=2"), "\(given)"
        )
        #expect(call.send(.wait, "n=1&kept=1").text == given)
    }

    @Test func `what was heard is kept where its worker died before it took the turn`() throws {
        let call = try call()
        _ = call.send(.voice)
        var request = call.request(.turn, "n=1", ["SpeechResult": "a cleaning on Tuesday at 2 PM"])
        request.headers.add("X-Turn-Failed", "1")
        let back = call.exchange.send(request).text
        #expect(back.contains("voice/turn?n=1&amp;kept=1"), "\(back)")
        #expect(call.send(.turn, "n=1&kept=1").text.contains("What is your name?"))
    }

    @Test func `status callbacks are taken in their own order, and the end is the end`() throws {
        let call = try call()
        _ = call.send(.voice)
        #expect(call.end(2, seconds: 61).status == 204)
        for (status, sequence) in [("ringing", "0"), ("in-progress", "1"), ("in-progress", "9")] {
            #expect(call.send(.status, "", ["CallStatus": status, "SequenceNumber": sequence]).status == 204)
        }
        #expect(try call.texts("select status || ' ' || seconds as line from holdfast.calls") == ["completed 61"])
        #expect(try call.texts("select count(*)::text as line from holdfast.jobs where kind = 'settle_call'") == ["2"])
    }

    @Test func `who hangs up in the middle leaves what was said, and the owner is told once`() throws {
        let call = try call()
        _ = call.send(.voice)
        _ = call.say("I have a leaky faucet, a cleaning on Tuesday at 2 PM", turn: 1)
        _ = call.end()
        for _ in 1...2 { try call.settle() }
        #expect(
            try call.texts("select body as line from holdfast.messages where reason = 'call'")
                == ["Missed booking attempt from (917) 555-0142, they said 'I have a leaky faucet, a cleaning on Tuesday at 2 PM'."])
        #expect(try call.texts("select outcome as line from holdfast.calls") == ["broken_off"])
        #expect(try call.texts("select status as line from holdfast.bookings") == ["held"])
    }

    @Test func `a time that was held is given back where the owner wants that`() throws {
        let call = try call()
        try call.owner.execute(
            "insert into holdfast.phone_settings (tenant_id, keep_hold_on_hangup, owner_phone) select id, false, '+12125550199' from holdfast.tenants where slug = 'demo'"
        )
        _ = call.send(.voice)
        _ = call.say("a cleaning on Tuesday at 2 PM", turn: 1)
        _ = call.end()
        try call.settle()
        #expect(try call.texts("select status as line from holdfast.bookings") == ["released"])
        #expect(try call.texts("select kind || ' ' || recipient as line from holdfast.texts_out") == ["owner_summary +12125550199"])
    }

    @Test func `a withheld number is a caller like any other`() throws {
        let call = try call(from: "anonymous")
        _ = call.send(.voice)
        _ = call.end()
        try call.settle()
        #expect(try call.texts("select coalesce(peer, 'none') || ' ' || outcome as line from holdfast.calls") == ["none missed"])
        #expect(
            try call.texts("select body as line from holdfast.messages where reason = 'call'") == ["Missed call from a withheld number."])
    }

    @Test func `a caller who has talked long enough today is told so, and the owner hears of a month that runs out`() throws {
        let call = try call()
        try call.owner.execute(
            "insert into holdfast.phone_settings (tenant_id, caller_minutes_a_day, minutes_a_month) select id, 2, 3 from holdfast.tenants where slug = 'demo'"
        )
        _ = call.send(.voice)
        _ = call.end(3, seconds: 130)
        try call.settle()
        #expect(try call.texts("select once as line from holdfast.messages where reason = 'minutes'") == ["minutes:2026-11"])
        let second = TestCall(call.exchange)
        #expect(second.send(.voice).text.contains("We can't take more calls") && second.send(.voice).text.contains("<Hangup"))
        #expect(try call.texts("select refusal as line from holdfast.calls where refusal is not null") == ["caller_minutes"])
    }

    @Test func `a call that has lasted as long as it may is ended in words`() throws {
        let call = try call()
        _ = call.send(.voice)
        try call.owner.execute("select holdfast.clock_set('2026-11-21T15:16:00Z')")
        #expect(call.say("a cleaning", turn: 1).text.contains("I have to end this call now"))
    }

    @Test func `our own call to the owner that comes back is refused as busy`() throws {
        let call = try call()
        try call.owner.execute(
            "insert into holdfast.phone_settings (tenant_id, owner_phone) select id, '+12125550199' from holdfast.tenants where slug = 'demo'"
        )
        _ = call.send(.voice)
        let dialling = call.send(.turn, "n=1", ["Digits": "0"]).text
        #expect(dialling.contains("<Number>+12125550199</Number>") && dialling.contains("voice/dialled?n=2"), "\(dialling)")
        #expect(TestCall(call.exchange).send(.voice).text.contains("<Reject reason=\"busy\""))
        #expect(call.send(.dialled, "n=2", ["DialCallStatus": "no-answer"]).text.contains("What should I tell them?"))
        #expect(call.send(.dialled, "n=2", ["DialCallStatus": "completed"]).text.contains("<Hangup"))
    }

    @Test func `a database that is away leaves a caller with words`() throws {
        let call = TestCall(try Exchange(reachable: false))
        for answer in [call.send(.voice), call.say("hello", turn: 1), call.send(.wait, "n=1"), call.send(.dialled, "n=2")] {
            #expect(answer.status == 200 && answer.isTwiML && answer.text.contains("<Say"), "\(answer.text)")
        }
    }
}
