import Calendars
import Foundation
import Postgres
import Sealing
import Synchronization
import TestCluster
import Testing
import Web

@testable import Handlers

/// A house of one test's own: a clone of the seeded database, frozen on a Saturday, and the program over it.
final class Front {
    let database: TestDatabase
    let house: House
    private let program: (Request) -> Response
    private let nudges = Nudges()
    /// What a browser keeps.
    var cookies: [String: String] = [:]

    init(limits: Bool = true, isDevelopment: Bool = true, publicURL: String = "http://book.example", google: GoogleApp? = nil) throws {
        database = try TestDatabase()
        try database.owner().execute("update holdfast.clock set frozen_at = '2026-11-21T12:00:00-05:00'")
        let keys = try #require(KeyRing(String(repeating: "5a", count: 32)))
        let settings = HandlerSettings(
            publicURL: publicURL, keys: keys, isDevelopment: isDevelopment, limits: limits, google: google,
            nudge: nudges.add, schemaFaults: { _ in [] })
        house = House(settings, database: Database(url: database.url()))
        program = Handlers.program(settings, database: Database(url: database.url())).answer
    }

    /// How often the jobs pool was nudged since this was last asked.
    func takeNudges() -> Int { nudges.count.exchange(0, ordering: .relaxed) }

    func send(_ method: Web.Method, _ address: String, _ headers: [String: String] = [:], body: [UInt8] = []) -> Answer {
        var fields = Headers()
        for (name, value) in headers { fields.add(name, value) }
        if !cookies.isEmpty { fields.add("Cookie", cookies.map { "\($0)=\($1)" }.joined(separator: "; ")) }
        let parts = address.split(separator: "#")[0].split(separator: "?", maxSplits: 1)
        let request = Request(
            method: method, path: String(parts[0]), query: parts.count == 2 ? String(parts[1]) : "", headers: fields, body: body,
            remoteAddress: "203.0.113.9", id: UUID().uuidString.lowercased().replacing("-", with: ""))
        let answer = Answer(program(request))
        for case let (name, value) in answer.cookies { cookies[name] = value.isEmpty ? nil : value }
        return answer
    }

    func get(_ address: String, _ headers: [String: String] = [:]) -> Answer { send(.get, address, headers) }

    func post(_ address: String, _ json: JSON, key: String? = nil, _ headers: [String: String] = [:]) -> Answer {
        var headers = headers.merging(["Content-Type": "application/json"]) { $1 }
        if let key { headers["Idempotency-Key"] = key }
        return send(.post, address, headers, body: json.bytes)
    }

    func submit(_ form: Form, _ changes: [String: String] = [:], _ headers: [String: String] = [:]) -> Answer {
        var fields = Fields()
        for (name, value) in form.fields.merging(changes, uniquingKeysWith: { $1 }) { fields.add(name, value) }
        let headers = headers.merging(["Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"]) { own, _ in
            own
        }
        return send(.post, form.action, headers, body: Array(fields.encoded.utf8))
    }
}

private final class Nudges: Sendable {
    let count = Atomic(0)
    @Sendable func add() { count.add(1, ordering: .relaxed) }
}

/// An answer, read.
struct Answer {
    let response: Response
    let text: String

    init(_ response: Response) {
        self.response = response
        if case .bytes(let bytes) = response.body {
            text = String(decoding: bytes, as: UTF8.self)
        } else {
            text = ""
        }
    }

    var status: Int { response.status.rawValue }
    var json: JSON { (try? JSON(reading: Array(text.utf8))) ?? .null }
    var code: String? { json["code"]?.string }
    func header(_ name: String) -> String? { response.headers[name] }
    var location: String { header("Location") ?? "" }

    var cookies: [(String, String)] {
        response.headers.fields.filter { $0.name == "Set-Cookie" }.compactMap { field in
            let sides = field.value.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
        }
    }

    /// The forms of a page, as a browser without scripts sees them.
    var forms: [Form] {
        text.matches(of: #/<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>/#.dotMatchesNewlines()).map { Form(String($0.1), String($0.2)) }
    }

    func form(_ action: (String) -> Bool) throws -> Form { try #require(forms.first { action($0.action) }) }
}

/// A form's address and the fields that are filled in already.
struct Form {
    let action: String
    var fields: [String: String] = [:]
    /// The values of the buttons that send it.
    var starts: [String] = []

    init(action: String, fields: [String: String]) {
        self.action = action
        self.fields = fields
    }

    init(_ action: String, _ markup: String) {
        self.action = Self.plain(action)
        for match in markup.matches(of: #/<input[^>]*>/#) {
            let tag = String(match.0)
            if let name = Self.attribute("name", tag) { fields[name] = Self.attribute("value", tag) ?? "" }
        }
        starts = markup.matches(of: #/<button name="start" value="([^"]*)"/#).map { Self.plain(String($0.1)) }
    }

    private static func attribute(_ name: String, _ tag: String) -> String? {
        let parts = tag.components(separatedBy: " \(name)=\"")
        return parts.count == 2 ? plain(String(parts[1].prefix { $0 != "\"" })) : nil
    }

    private static func plain(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}

extension JSON {
    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var items: [JSON] {
        guard case .array(let values) = self else { return [] }
        return values
    }
}

/// The booking API of the seeded dentist.
struct Dentist {
    let front: Front
    let root = "/api/v1/demo"

    var service: String { front.get("\(root)/services").json["services"]?.items.first?["id"]?.string ?? "" }

    func slots(_ day: String = "2026-11-24") -> [String] {
        front.get("\(root)/slots?service=\(service)&from=\(day)&to=\(day)").json["slots"]?.items.compactMap { $0["start"]?.string } ?? []
    }

    func hold(_ start: String, key: String? = nil) -> Answer {
        front.post("\(root)/holds", ["service": .string(service), "start": .string(start)], key: key)
    }

    func book(_ start: String, email: String = "ada@example.com") -> Answer {
        let hold = hold(start).json["id"] ?? .null
        return front.post("\(root)/bookings", ["hold": hold, "customer": ["name": "Ada Lovelace", "email": .string(email)]])
    }
}
