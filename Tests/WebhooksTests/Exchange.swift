import Messaging
import Postgres
import Sealing
import TestCluster
import Testing
import Web

@testable import Webhooks

/// An office of one test's own, and Twilio in front of it.
final class Exchange {
    static let account = TwilioAccount(sid: "AC" + String(repeating: "0", count: 32), token: "sesame")
    static let publicURL = "https://book.example"
    /// The number of the dentist of the demonstration.
    static let number = "+12125550100"

    let office: Office
    let database: TestDatabase?
    private let program: WebhookProgram

    /// - Parameter reachable: whether it has a database.
    init(account: TwilioAccount? = account, reachable: Bool = true) throws {
        database = reachable ? try TestDatabase() : nil
        try database?.owner().execute(
            "insert into holdfast.phone_numbers (tenant_id, number) select id, \(Self.number) from holdfast.tenants where slug = 'demo'")
        let keys = try #require(KeyRing(String(repeating: "5a", count: 32)))
        var session = SessionSettings.web
        session.attempts = 1
        let own = Database(url: database?.url() ?? "postgresql://127.0.0.1:1/nowhere", settings: session)
        let settings = WebhookSettings(publicURL: Self.publicURL, keys: keys, account: account)
        office = Office(settings, database: own, model: { nil })
        program = Webhooks.program(settings, database: own)
    }

    /// The database as its owner sees it.
    func owner() throws -> Database { try #require(database).owner() }

    /// A request as Twilio makes it.
    static func request(
        _ place: WebhookPlace, _ fields: KeyValuePairs<String, String>, query: String = "", method: Web.Method = .post
    ) -> Request {
        request(place, fields.map { ($0.key, $0.value) }, query: query, method: method)
    }

    static func request(_ place: WebhookPlace, _ fields: [(String, String)], query: String, method: Web.Method = .post) -> Request {
        var form = Fields()
        for (name, value) in fields { form.add(name, value) }
        var request = Request(method: method, path: place.path, query: query, body: Array(form.encoded.utf8), id: "0123456789abcdef")
        request.headers.add("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
        sign(&request)
        return request
    }

    static func sign(_ request: inout Request) {
        let address = publicURL + request.path + (request.query.isEmpty ? "" : "?" + request.query)
        request.headers.add(TwilioSignature.header, TwilioSignature(account).sign(address, form: request.body))
    }

    func send(_ request: Request) -> Answer { Answer(program.answer(request)) }
}

/// An answer, read.
struct Answer {
    let response: Response
    var status: Int { response.status.rawValue }
    let text: String
    var isTwiML: Bool { response.headers["Content-Type"] == "text/xml; charset=utf-8" && text.hasPrefix("<?xml") }

    /// What is deferred is waited for.
    init(_ response: Response) {
        self.response = response
        let bytes: [UInt8] =
            switch response.body {
            case .bytes(let bytes): bytes
            case .deferred(_, _, let work): work()
            case .stream: []
            }
        text = String(decoding: bytes, as: UTF8.self)
    }
}
