import Foundation
import Postgres
import ScriptedServer
import Sealing
import TestCluster
import Testing
import Web

@testable import Sandbox

/// A stand-in for Google on a database of its own, and a house that its pushes come to.
final class GoogleWorld {
    static let email = "olivia@example.com"
    static let verifier = String(repeating: "v", count: 43)
    static let house =
        ["openid", "email"] + ["events", "freebusy", "calendarlist.readonly"].map { "https://www.googleapis.com/auth/calendar." + $0 }

    let world: TestDatabase
    let house: Business
    private let server: ScriptedServer
    private let program: PhoneSandboxProgram
    let client: GoogleClient

    init() throws {
        world = try TestDatabase()
        let house = Business()
        self.house = house
        server = ScriptedServer { request, wire in house.answer(request, wire) }
        client = GoogleClient(id: "the-house", secret: "a-secret", redirectURI: "http://127.0.0.1:\(server.port)/oauth/google/callback")
        program = PhoneSandbox.program(
            PhoneSandboxSettings(
                databaseURL: world.url(), publicURL: "http://127.0.0.1:\(server.port)",
                account: PhoneAccount(sid: "AC" + String(repeating: "1", count: 32), token: "t", sharedKey: nil), google: client))
    }

    var root: String { "http://127.0.0.1:\(server.port)" }

    struct Answer {
        var status: Int
        var headers: Headers
        var text: String
        var json: JSON { (try? JSON(reading: Array(text.utf8))) ?? .null }
        var reason: String? { json["error"]?["errors"]?.items.first?.string("reason") }
        /// What a redirect tells.
        var told: Fields {
            Fields(reading: headers["Location"]?.split(separator: "?", maxSplits: 1).last.map(String.init) ?? "") ?? Fields()
        }
    }

    /// The answer, and then what goes on after it.
    @discardableResult
    func ask(
        _ method: String, _ path: String, _ query: [String: String] = [:], body: String = "", type: String = "application/json",
        _ headers: [String: String] = [:]
    ) -> Answer {
        var all = Headers(), fields = Fields()
        all.add("Content-Type", type)
        for (name, value) in headers { all.add(name, value) }
        for (name, value) in query.sorted(by: { $0.key < $1.key }) { fields.add(name, value) }
        let response = program.answer(
            Request(method: Method(rawValue: method), path: "/sandbox/" + path, query: fields.encoded, headers: all, body: Array(body.utf8))
        )
        response.afterwards?()
        guard case .bytes(let bytes) = response.body else {
            return Answer(status: response.status.rawValue, headers: response.headers, text: "")
        }
        return Answer(status: response.status.rawValue, headers: response.headers, text: String(decoding: bytes, as: UTF8.self))
    }

    @discardableResult
    func control(_ path: String, _ body: String = "{}", method: String = "POST") -> JSON {
        ask(method, "api/google/" + path, body: body).json
    }

    func form(_ path: String, _ form: [(String, String)], _ headers: [String: String] = [:]) -> Answer {
        var fields = Fields()
        for (name, value) in form { fields.add(name, value) }
        return ask("POST", "google/" + path, body: fields.encoded, type: "application/x-www-form-urlencoded", headers)
    }

    /// Moves the clock that people can move.
    func move(_ interval: String) throws { try world.owner().execute("select holdfast.clock_move(\(interval)::interval)") }
}

// MARK: - Consent

extension GoogleWorld {
    func asked(_ changes: [String: String?] = [:]) -> [String: String] {
        let usual: [String: String?] = [
            "client_id": client.id, "redirect_uri": client.redirectURI, "response_type": "code", "scope": Self.house.joined(separator: " "),
            "state": "s", "access_type": "offline", "prompt": "consent", "nonce": "n", "code_challenge_method": "S256",
            "code_challenge": Base64URL.encode(SHA256.digest(Self.verifier)), "login_hint": Self.email,
        ]
        return usual.merging(changes) { $1 }.compactMapValues(\.self)
    }

    /// What a person sees, and then what they choose; the redirect.
    func consent(_ changes: [String: String?] = [:], untick: [String] = [], decision: String = "allow") -> Answer {
        let page = ask("GET", "google/o/oauth2/v2/auth", asked(changes))
        guard page.status == 200 else { return page }
        var request = Fields()
        for (name, value) in asked(changes) { request.add(name, value) }
        let account = asked(changes)["authuser"] ?? Self.email
        let scopes = Self.house.filter { scope in !untick.contains { scope.hasSuffix($0) } }
        return form(
            "o/oauth2/v2/auth", [("request", request.encoded), ("account", account), ("decision", decision)] + scopes.map { ("scope", $0) })
    }

    func exchange(_ code: String?, _ changes: [String: String?] = [:]) -> Answer {
        let usual: [String: String?] = [
            "code": code, "client_id": client.id, "client_secret": client.secret, "redirect_uri": client.redirectURI,
            "grant_type": "authorization_code", "code_verifier": Self.verifier,
        ]
        return form("token", usual.merging(changes) { $1 }.compactMap { name, value in value.map { (name, $0) } })
    }

    func refresh(_ token: String?) -> Answer {
        form(
            "token",
            [("refresh_token", token ?? ""), ("client_id", client.id), ("client_secret", client.secret), ("grant_type", "refresh_token")])
    }

    /// Tokens, all allowed but what is unticked.
    func tokens(untick: [String] = [], _ changes: [String: String?] = [:]) -> JSON {
        exchange(consent(changes, untick: untick).told["code"]).json
    }
}

/// Who asks the API.
struct GoogleCaller {
    let world: GoogleWorld
    var access: String
    var calendar = GoogleWorld.email

    init(_ world: GoogleWorld, untick: [String] = []) throws {
        self.world = world
        access = try #require(world.tokens(untick: untick).string("access_token"))
    }

    @discardableResult
    func ask(
        _ method: String, _ path: String, _ query: [String: String] = [:], _ body: String = "", match: String? = nil
    ) -> GoogleWorld.Answer {
        var headers = ["Authorization": "Bearer \(access)"]
        headers["If-Match"] = match
        return world.ask(method, "google/calendar/v3/" + path, query, body: body, headers)
    }

    /// The same of this calendar's events.
    @discardableResult
    func events(
        _ method: String, _ rest: String = "", _ query: [String: String] = [:], _ body: String = "", match: String? = nil
    ) -> GoogleWorld.Answer {
        ask(method, "calendars/\(Percent.encode(calendar))/events\(rest)", query, body, match: match)
    }

    @discardableResult
    func insert(_ id: String, _ day: Int = 24, hour: Int = 10, more: String = "", _ query: [String: String] = [:]) -> GoogleWorld.Answer {
        events("POST", "", query, Self.event(id, day, hour: hour, more: more))
    }

    static func event(_ id: String, _ day: Int, hour: Int, more: String = "") -> String {
        let at = { (hour: Int) in #"{"dateTime": "2026-11-\#(day)T\#(hour < 10 ? "0" : "")\#(hour):00:00", "timeZone": "America/New_York"}"#
        }
        return #"{"id": "\#(id)", "summary": "\#(id)", "start": \#(at(hour)), "end": \#(at(hour + 1))\#(more)}"#
    }

    /// Every page of a list: the events, and the token of the last.
    func list(_ query: [String: String] = [:]) -> (items: [JSON], token: String?, pages: Int, status: Int) {
        var items: [JSON] = [], query = query, pages = 0
        while true {
            let page = events("GET", "", query)
            items += page.json["items"]?.items ?? []
            pages += 1
            guard let next = page.json.string("nextPageToken"), pages < 50 else {
                return (items, page.json.string("nextSyncToken"), pages, page.status)
            }
            query["pageToken"] = next
        }
    }
}
