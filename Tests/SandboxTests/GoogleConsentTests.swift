import Foundation
import Sealing
import Testing
import Web

@testable import Sandbox

@Suite("Consent at the stand-in for Google") struct GoogleConsentTests {
    private let google: GoogleWorld

    init() throws { google = try GoogleWorld() }

    @Test("gives a code for what was allowed, and the code gives tokens once")
    func allows() throws {
        let way = google.consent()
        #expect(way.status == 302 && way.headers["Location"]?.hasPrefix(google.client.redirectURI + "?") == true)
        #expect(way.told["state"] == "s")
        let tokens = google.exchange(way.told["code"])
        #expect(tokens.status == 200 && tokens.json.number("expires_in") == 3599 && tokens.json.string("token_type") == "Bearer")
        #expect(
            Set((tokens.json.string("scope") ?? "").split(separator: " ").map(String.init))
                == Set(GoogleWorld.house.map { GoogleScope.long[$0] ?? $0 }))
        #expect(tokens.json.string("refresh_token")?.hasPrefix("1//0") == true)
        let again = google.exchange(way.told["code"])
        #expect(again.status == 400 && again.json.string("error") == "invalid_grant")
    }

    @Test("says who signed in, for this program and this request")
    func idToken() throws {
        let token = try #require(google.tokens().string("id_token")).split(separator: ".")
        let claims = try JSON(reading: try #require(Base64URL.decode(String(token[1]))))
        #expect(token.count == 3 && claims.string("iss") == "https://accounts.google.com" && claims.string("aud") == google.client.id)
        #expect(claims.string("nonce") == "n" && claims.string("email") == GoogleWorld.email && claims["email_verified"] == true)
    }

    private static let wrongs: [([String: String?], Int, String)] = [
        (["client_id": "another"], 401, "invalid_client"), (["redirect_uri": "http://elsewhere.example/"], 400, "redirect_uri_mismatch"),
        (["response_type": "token"], 400, "unsupported_response_type"), (["scope": nil], 400, "invalid_request"),
        (["scope": "https://www.googleapis.com/auth/nothing"], 400, "invalid_scope"), (["access_type": "always"], 400, "invalid_request"),
        (["prompt": "none consent"], 400, "invalid_request"), (["code_challenge": "short"], 400, "invalid_request"),
        (["code_challenge_method": "S512"], 400, "invalid_request"),
    ]

    @Test("shows what is wrong with a request, and takes nobody back")
    func wrongRequests() {
        for (changes, status, code) in Self.wrongs {
            let page = google.ask("GET", "google/o/oauth2/v2/auth", google.asked(changes))
            #expect(page.status == status && page.text.contains(code) && page.headers["Location"] == nil, "\(code)")
        }
    }

    @Test("takes people back who refuse, and those who untick something with what they left")
    func refuses() {
        let refused = google.consent(decision: "deny")
        #expect(refused.told["error"] == "access_denied" && refused.told["code"] == nil && refused.told["state"] == "s")
        let scope = google.tokens(untick: ["calendar.freebusy"]).string("scope") ?? ""
        #expect(scope.contains("calendar.events") && !scope.contains("calendar.freebusy") && scope.contains("openid"))
        #expect(google.tokens(untick: ["events", "freebusy", "readonly"]).string("scope")?.contains("calendar") == false)
    }

    @Test("asks whose account it is unless that was said, and takes one that is new")
    func accounts() {
        let page = google.ask("GET", "google/o/oauth2/v2/auth", google.asked(["login_hint": nil]))
        #expect(page.text.contains("Choose an account") && page.text.contains("sam%40example.com"))
        #expect(google.ask("GET", "google/o/oauth2/v2/auth", google.asked(["prompt": "select_account"])).text.contains("Choose an account"))
        #expect(google.consent(["authuser": "new@example.com"]).told["code"] != nil)
        #expect(google.control("state", method: "GET")["accounts"]?.items.contains { $0.string("email") == "new@example.com" } == true)
    }

    @Test("gives a refresh token the first time, and later only where it is asked for again and offline")
    func refreshTokens() {
        #expect(google.tokens(["access_type": nil]).string("refresh_token") == nil)
        #expect(google.tokens(["prompt": nil]).string("refresh_token") == nil)
        #expect(google.tokens().string("refresh_token") != nil)
        google.control("revocations", #"{"account": "\#(GoogleWorld.email)"}"#)
        #expect(google.tokens(["prompt": nil]).string("refresh_token") != nil)
    }

    private static let refusals: [([String: String?], Int, String)] = [
        (["client_secret": "wrong"], 401, "invalid_client"), (["client_id": "wrong"], 401, "invalid_client"),
        (["code": nil], 400, "invalid_request"),
        (["grant_type": "password"], 400, "unsupported_grant_type"),
        (["redirect_uri": "http://elsewhere.example/"], 400, "redirect_uri_mismatch"),
        (["code_verifier": String(repeating: "w", count: 43)], 400, "invalid_grant"), (["code_verifier": nil], 400, "invalid_grant"),
        (["code": "nonsense"], 400, "invalid_grant"),
    ]

    @Test("refuses tokens to whoever is not the program that asked")
    func strangers() {
        for (changes, status, code) in Self.refusals {
            let answer = google.exchange(google.consent().told["code"], changes)
            #expect(answer.status == status && answer.json.string("error") == code, "\(changes)")
        }
    }

    @Test("forgets a code after ten minutes, an access token after an hour and a refresh token after half a year")
    func time() throws {
        let code = google.consent().told["code"]
        try google.move("11 minutes")
        #expect(google.exchange(code).json.string("error") == "invalid_grant")
        let caller = try GoogleCaller(google), refresh = google.tokens().string("refresh_token")
        #expect(caller.list().status == 200)
        try google.move("1 hour")
        #expect(caller.list().status == 401 && caller.events("GET").reason == "authError")
        let renewed = google.refresh(refresh)
        #expect(renewed.status == 200 && renewed.json.string("access_token") != nil && renewed.json.string("refresh_token") == nil)
        try google.move("7 months")
        #expect(google.refresh(refresh).json.string("error") == "invalid_grant")
    }

    @Test("lets a program in testing keep a refresh token for a week")
    func testing() throws {
        google.control("settings", #"{"testing": true}"#)
        let token = google.tokens().string("refresh_token")
        try google.move("6 days")
        #expect(google.refresh(token).status == 200)
        try google.move("2 days")
        #expect(google.refresh(token).status == 400)
    }

    @Test("keeps a hundred refresh tokens of an account, and ends the oldest")
    func hundred() {
        let tokens = (0..<101).map { _ in google.tokens().string("refresh_token") }
        #expect(google.refresh(tokens[0]).status == 400)
        #expect(google.refresh(tokens[1]).status == 200 && google.refresh(tokens[100]).status == 200)
    }

    @Test("is taken back by any of its tokens, and by the account's owner")
    func revokes() throws {
        let caller = try GoogleCaller(google), refresh = google.tokens().string("refresh_token") ?? ""
        #expect(google.form("revoke", [("token", refresh)]).status == 200)
        #expect(google.refresh(refresh).json.string("error_description") == "Token has been expired or revoked.")
        #expect(caller.list().status == 401)
        #expect(google.form("revoke", [("token", refresh)]).status == 400)
        let other = google.tokens().string("refresh_token")
        google.control("revocations", #"{"account": "\#(GoogleWorld.email)"}"#)
        #expect(google.refresh(other).status == 400)
    }

    @Test("goes wrong as it is told to: late, lost, down, or with another refresh token")
    func faults() {
        let token = google.tokens().string("refresh_token")
        google.control("faults", #"{"kind": "refuse", "operation": "token.refresh", "status": 503}"#)
        #expect(google.refresh(token).json.string("error") == "internal_failure")
        google.control("faults", #"{"kind": "lose_answer", "operation": "token.%"}"#)
        #expect(google.refresh(token).status == 599)
        google.control("faults", #"{"kind": "rotate"}"#)
        let rotated = google.refresh(token).json.string("refresh_token")
        #expect(rotated != nil && google.refresh(token).status == 400 && google.refresh(rotated).status == 200)
    }

    @Test("is told of without a secret")
    func exchanges() {
        let tokens = google.tokens()
        let told = google.control("exchanges", method: "GET").text
        #expect(told.contains("token.code"))
        for secret in [tokens.string("access_token"), tokens.string("refresh_token"), google.client.secret] {
            #expect(!told.contains(secret ?? "nothing at all"))
        }
    }
}
