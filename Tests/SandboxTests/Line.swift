import Foundation
import Postgres
import ScriptedServer
import Synchronization
import TestCluster
import Testing
import Web

@testable import Sandbox

/// A stand-in on a database of its own, and a business's program that answers its webhooks with what a test says.
final class Line {
    /// The demonstration's dentist.
    static let ours = "+12125550142"
    static let account = PhoneAccount(sid: "AC" + String(repeating: "1", count: 32), token: "a-token", sharedKey: nil)

    private let world: TestDatabase
    let business: Business
    private let server: ScriptedServer
    private let program: PhoneSandboxProgram

    init(sharedKey: String? = nil) throws {
        world = try TestDatabase()
        let business = Business()
        self.business = business
        server = ScriptedServer { request, wire in business.answer(request, wire) }
        var account = Self.account
        account.sharedKey = sharedKey
        let settings = PhoneSandboxSettings(databaseURL: world.url(), publicURL: "http://127.0.0.1:\(server.port)", account: account)
        program = PhoneSandbox.program(settings)
    }

    var root: String { "http://127.0.0.1:\(server.port)" }

    /// What a person or a test asks for.
    @discardableResult
    func control(_ path: String, _ body: String = "{}", method: Method = .post) throws -> JSON {
        var headers = Headers()
        headers.add("Content-Type", "application/json")
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        return try answer(
            Request(
                method: method, path: "/sandbox/api/" + parts[0], query: parts.count > 1 ? parts[1] : "", headers: headers,
                body: method == .post ? Array(body.utf8) : [])
        ).json
    }

    func look(_ path: String) throws -> JSON { try control(path, method: .get) }

    /// What the business's program asks of the API.
    func rest(
        _ path: String, _ form: [String: String]? = nil, query: String = "", token: String = "a-token"
    ) throws -> (status: Int, json: JSON) {
        var headers = Headers()
        headers.add("Content-Type", "application/x-www-form-urlencoded")
        headers.add("Authorization", "Basic " + Data("\(Self.account.sid):\(token)".utf8).base64EncodedString())
        var fields = Fields()
        for (name, value) in (form ?? [:]).sorted(by: { $0.key < $1.key }) { fields.add(name, value) }
        return try answer(
            Request(
                method: form == nil ? .get : .post, path: "/sandbox/twilio/2010-04-01/Accounts/\(Self.account.sid)/\(path)", query: query,
                headers: headers, body: Array(fields.encoded.utf8)))
    }

    /// The answer, and then what goes on after it.
    private func answer(_ request: Request) throws -> (status: Int, json: JSON) {
        let response = program.answer(request)
        response.afterwards?()
        guard case .bytes(let bytes) = response.body else { throw Problem.malformed("no body") }
        return (response.status.rawValue, bytes.isEmpty ? .null : try JSON(reading: bytes))
    }

    /// Places a call and gives it as it stands.
    func call(_ body: String = #"{"from": "+19175550142", "to": "+12125550142", "stir": "A"}"#) throws -> JSON {
        try control("calls", body)
    }

    func act(_ call: JSON, _ action: String, _ body: String = "{}") throws -> JSON {
        try control("calls/\(call.string("sid") ?? "")/\(action)", body)
    }
}

/// The other side of the webhooks.
final class Business: Sendable {
    private struct Answer { var body = "", type = "text/xml", status = "204 No Content" }
    private let answers = Mutex<[String: Answer]>([:])
    private let requests = Mutex<[String]>([])

    /// What a path is answered with from now on.
    func say(_ path: String, _ body: String, type: String = "text/xml", status: String = "200 OK") {
        write(path, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>\(body)</Response>", type: type, status: status)
    }

    /// The same, with any text.
    func write(_ path: String, _ body: String, type: String = "text/xml", status: String = "200 OK") {
        answers.withLock { $0[path] = Answer(body: body, type: type, status: status) }
    }

    func answer(_ request: String, _ wire: Wire) {
        requests.withLock { $0.append(request) }
        let path = request.split(separator: " ")[1].split(separator: "?")[0]
        let answer = answers.withLock { $0[String(path)] } ?? Answer()
        wire.answer(answer.body, status: answer.status, fields: "Content-Type: \(answer.type)\r\n")
    }

    /// What came, as it was sent.
    var heard: [String] { requests.withLock { $0 } }

    /// The forms that came to a path, oldest first.
    func forms(_ path: String) -> [Fields] {
        heard.filter { $0.hasPrefix("POST \(path) ") || $0.hasPrefix("POST \(path)?") }.compactMap { request in
            Fields(
                reading: request.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false).last.map(String.init) ?? "")
        }
    }
}

extension JSON {
    var items: [JSON] { if case .array(let items) = self { items } else { [] } }

    /// The texts of the steps of a kind.
    func texts(_ kind: String) -> [String] {
        (self["steps"]?.items ?? []).filter { $0.string("kind") == kind }.compactMap { $0.string("text") }
    }

    /// The codes of a call's faults.
    var codes: [Int] { (self["faults"]?.items ?? []).compactMap { $0.number("code").map { Int($0) } } }
}
