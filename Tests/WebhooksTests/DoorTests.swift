import Booking
import Postgres
import Sealing
import Testing
import Web

@testable import Webhooks

@Suite("The door of the webhooks")
struct DoorTests {
    static let form: KeyValuePairs = [
        "CallSid": "CA00000000000000000000000000000001", "MessageSid": "SM00000000000000000000000000000001", "From": "+19175550142",
        "To": Exchange.number, "Body": "Olá", "MessageStatus": "sent", "CallStatus": "in-progress",
    ]

    @Test("lets nobody in whose signature doesn't fit, before the database is asked", arguments: WebhookPlace.allCases)
    func unsigned(_ place: WebhookPlace) throws {
        let exchange = try Exchange(reachable: false), signed = Exchange.request(place, Self.form)
        let others: [(inout Request) -> Void] = [
            { $0.body += Array("&A=1".utf8) }, { $0.query = "n=2" }, { $0.path += "/" }, { $0.body = [] },
            { $0.headers = Headers() },
            {
                $0.method = .get; $0.body = []
            },
            {
                $0.headers = Headers(); $0.headers.add("X-Twilio-Signature", "")
            },
        ]
        for spoil in others {
            var request = signed
            spoil(&request)
            let answer = exchange.send(request)
            #expect(answer.status == (WebhookPlace(path: request.path) == nil ? 404 : 403))
        }
        #expect(exchange.office.database.takeTally().waited == .zero)
    }

    @Test("lets Twilio in at every place")
    func signed() throws {
        let exchange = try Exchange()
        for place in WebhookPlace.allCases {
            let answer = exchange.send(Exchange.request(place, Self.form, query: "n=3"))
            #expect([200, 204].contains(answer.status), "\(place)")
            #expect(answer.response.route == place.name)
        }
    }

    @Test("has no place where there is no account")
    func noAccount() throws {
        #expect(try Exchange(account: nil, reachable: false).send(Exchange.request(.sms, Self.form)).status == 404)
    }

    @Test("hears posted forms only")
    func forms() throws {
        let exchange = try Exchange(reachable: false)
        var asked = Exchange.request(.sms, [:], query: "To=x", method: .get)
        #expect(exchange.send(asked).status == 405)
        // What is signed of another body is its digest in the address.
        let digest = Hexadecimal.encode(SHA256.digest("{}"))
        asked = Request(method: .post, path: WebhookPlace.sms.path, query: "bodySHA256=\(digest)")
        Exchange.sign(&asked)
        asked.headers.add("Content-Type", "application/json")
        asked.body = Array("{}".utf8)
        #expect(exchange.send(asked).status == 415)
    }

    @Test("tells a caller of a number that is nobody's so, and leaves a text to it unanswered")
    func nobodysNumber() throws {
        let exchange = try Exchange()
        let call = exchange.send(Exchange.request(.voice, ["CallSid": "CA1", "From": "+19175550142", "To": "+12125550999"]))
        #expect(call.isTwiML && call.text.contains("not in service") && call.text.contains("<Hangup />"))
        let text = exchange.send(Exchange.request(.sms, ["MessageSid": "SM1", "From": "+19175550142", "To": "+12125550999"]))
        #expect(text.isTwiML && text.text.hasSuffix("<Response />"))
        #expect([call, text].allSatisfy { $0.response.fault == "unknown number" })
    }

    @Test("says sorry to a caller when the database is away, and refuses everybody else until it is back")
    func broken() throws {
        let exchange = try Exchange(reachable: false)
        for place in [WebhookPlace.voice, .turn, .wait, .dialled] {
            let answer = exchange.send(Exchange.request(place, Self.form))
            #expect(answer.isTwiML && answer.text.contains("can't take your call") && answer.response.fault != nil)
        }
        #expect(exchange.send(Exchange.request(.sms, Self.form)).status == 503)
    }

    @Test("tells a caller who doesn't stop so, and leaves a texter's next texts unanswered, while others are heard")
    func tooMany() throws {
        let exchange = try Exchange()
        let call: KeyValuePairs = ["CallSid": "CA1", "From": "+19175550142", "To": Exchange.number]
        let text: KeyValuePairs = ["MessageSid": "SM1", "From": "whatsapp:+19175550142", "To": "whatsapp:" + Exchange.number]
        func faults(_ place: WebhookPlace, _ form: KeyValuePairs<String, String>, _ times: Int) -> [String?] {
            (1...times).map { _ in exchange.send(Exchange.request(place, form)).response.fault }
        }
        #expect(faults(.voice, call, 21) == Array(repeating: nil, count: 20) + ["too many"])
        let refused = exchange.send(Exchange.request(.voice, call))
        #expect(refused.status == 200 && refused.text.contains("too many calls") && refused.text.contains("<Hangup />"))
        #expect(faults(.sms, text, 61) == Array(repeating: nil, count: 60) + ["too many"])
        #expect(faults(.turn, call, 1) == [nil])
        #expect(faults(.voice, ["CallSid": "CA2", "From": "+19175550143", "To": Exchange.number], 1) == [nil])
        #expect(faults(.voice, ["CallSid": "CA3", "From": "anonymous", "To": Exchange.number], 25).allSatisfy { $0 == nil })
    }

    @Test("finds a number's business, by WhatsApp's address of it too")
    func lines() throws {
        let exchange = try Exchange()
        let visit = WebhookVisit(office: exchange.office, request: Exchange.request(.sms, [:]))
        #expect(try visit.line(Exchange.number)?.tenant.slug == "demo")
        #expect(try visit.line("whatsapp:" + Exchange.number)?.e164 == Exchange.number)
        #expect(try visit.line("client:anna") == nil)
    }

    @Test("prints the addresses that it reads", arguments: WebhookPlace.allCases)
    func places(_ place: WebhookPlace) throws {
        #expect(WebhookPlace(path: place.path) == place)
        #expect(WebhookPlace(path: place.path + "/") == nil)
    }
}
