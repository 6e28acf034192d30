import FCGIHost
import Messaging
import Postgres
import Testing
@testable import holdfast

@Suite("The environment")
struct SettingsTests {
    static let whole = [
        "HOLDFAST_DATABASE_URL": "postgresql://holdfast_app@/holdfast?host=/run/x", "HOLDFAST_PUBLIC_URL": "http://127.0.0.1:8080/",
        "HOLDFAST_SECRET_KEYS": String(repeating: "a1", count: 32), "HOLDFAST_MODE": "development",
    ]

    private func faults(_ changes: [String: String]) -> [String] {
        do throws(CommandFault) {
            _ = try Settings(Self.whole.merging(changes) { $1 })
            return []
        } catch {
            #expect(error.exit == .usage)
            return error.lines
        }
    }

    @Test("that is whole is read")
    func whole() throws {
        let settings = try Settings(Self.whole.merging(["HOLDFAST_NOW": "2026-11-24T09:00:00-05:00"]) { $1 })
        #expect(settings.publicURL == "http://127.0.0.1:8080")
        #expect(settings.mode == .development)
        #expect(settings.now == Instant("2026-11-24T14:00:00Z"))
        #expect(settings.limits)
        #expect(settings.sandboxed == ["mail"])
        #expect(settings.model == nil)
    }

    @Test("that lacks everything is told all of it at once")
    func empty() {
        let error = #expect(throws: CommandFault.self) { try Settings([:]) }
        #expect(error?.lines == ["HOLDFAST_DATABASE_URL is missing", "HOLDFAST_PUBLIC_URL is missing", "HOLDFAST_SECRET_KEYS is missing"])
    }

    @Test("may shorten what a request may take, and not lengthen it beyond the front server's patience")
    func limits() throws {
        let settings = try Settings(Self.whole.merging(["HOLDFAST_WEB_LIMIT": "0.5"]) { $1 })
        #expect(settings.pools.pool("web")?.limits.request == .milliseconds(500))
        #expect(settings.pools.pool("talk")?.limits.request == .seconds(80))
        for wrong in ["0", "6.1", "nan", "soon", "-1"] {
            #expect(faults(["HOLDFAST_WEB_LIMIT": wrong]) == ["HOLDFAST_WEB_LIMIT is not a number of seconds from 0.1 to 6"])
        }
    }

    @Test("has one worker for jobs unless more are asked for")
    func jobs() throws {
        #expect(try Settings(Self.whole).pools.pool("jobs")?.size == .fixed(1))
        let changes = ["HOLDFAST_JOBS_WORKERS": "3", "HOLDFAST_JOBS_LIMIT": "5", "RUN_DIR": "/run/x"]
        let jobs = try #require(try Settings(Self.whole.merging(changes) { $1 }).pools.pool("jobs"))
        #expect((jobs.size, jobs.limits.request, jobs.door) == (.fixed(3), .seconds(5), .nudges("/run/x/jobs.sock")))
        #expect(faults(["HOLDFAST_JOBS_WORKERS": "0", "HOLDFAST_JOBS_LIMIT": "31"]).count == 2)
    }

    @Test("names a model, with a key or a server of its own; a key alone is none")
    func model() throws {
        #expect(try Settings(Self.whole.merging(["OPENAI_API_KEY": "k"]) { $1 }).model == nil)
        #expect(try Settings(Self.whole.merging(["OPENAI_API_KEY": "k", "OPENAI_MODEL": "m"]) { $1 }).model != nil)
        #expect(try Settings(Self.whole.merging(["OPENAI_BASE_URL": "http://127.0.0.1:9/v1/", "OPENAI_MODEL": "m"]) { $1 }).model != nil)
        #expect(faults(["OPENAI_MODEL": "m"]) == ["OPENAI_API_KEY or OPENAI_BASE_URL is missing beside OPENAI_MODEL"])
        let named = ["OPENAI_API_KEY": "k", "OPENAI_MODEL": "m"]
        #expect(faults(named.merging(["HOLDFAST_MODEL_PRICE": "2.50/0.25/10", "HOLDFAST_MODEL_CEILING": "7.50"]) { $1 }) == [])
        #expect(faults(named.merging(["HOLDFAST_MODEL_PRICE": "2.50/x"]) { $1 }).count == 1)
        #expect(
            faults(named.merging(["HOLDFAST_MODEL_PATIENCE": "41"]) { $1 }) == [
                "HOLDFAST_MODEL_PATIENCE is not a number of seconds from 0.1 to 40"
            ])
        #expect(
            faults(named.merging(["HOLDFAST_MODEL_CEILING": "5"]) { $1 }) == [
                "HOLDFAST_MODEL_PRICE is missing beside HOLDFAST_MODEL_CEILING"
            ])
    }

    @Test("has processes that stand in for a telephone network and for Google in development, where either has no account")
    func standIn() throws {
        let phone = ["TWILIO_ACCOUNT_SID": "AC" + String(repeating: "0", count: 32), "TWILIO_AUTH_TOKEN": "t"]
        let google = ["GOOGLE_CLIENT_ID": "i", "GOOGLE_CLIENT_SECRET": "s"]
        let account = phone.merging(google) { $1 }
        let production = ["HOLDFAST_MODE": "production", "HOLDFAST_PUBLIC_URL": "https://book.example"]
        #expect(try Settings(Self.whole).pools.pool("sandbox")?.size == .fixed(4))
        for changes in [phone, google] {
            #expect(try Settings(Self.whole.merging(changes) { $1 }).pools.pool("sandbox")?.size == .fixed(4))
            #expect(try Nginx(arguments: [], environment: Self.whole.merging(changes) { $1 }).sandbox)
        }
        for changes in [account, production] {
            #expect(try Settings(Self.whole.merging(changes) { $1 }).pools.pool("sandbox") == nil)
            #expect(try !Nginx(arguments: [], environment: Self.whole.merging(changes) { $1 }).sandbox)
        }
        #expect(try Nginx(arguments: [], environment: Self.whole).sandbox)
        #expect(faults(["HOLDFAST_SANDBOX_WORKERS": "1"]).count == 1)
    }

    @Test("names an account at Twilio; without one the sandbox stands in, in development alone")
    func twilio() throws {
        let sid = "AC" + String(repeating: "0f", count: 16), account = ["TWILIO_ACCOUNT_SID": sid, "TWILIO_AUTH_TOKEN": "t"]
        let own = try #require(try Settings(Self.whole.merging(account) { $1 }).twilio)
        #expect((own.sid, own.apiURL, own.sharedKey, own.isSandbox) == (sid, "https://api.twilio.com", nil, false))
        let sandbox = try #require(try Settings(Self.whole.merging(["TWILIO_SHARED_KEY": "s"]) { $1 }).twilio)
        #expect((sandbox.apiURL, sandbox.sharedKey, sandbox.isSandbox) == ("http://127.0.0.1:8080/sandbox/twilio", "s", true))
        let production = ["HOLDFAST_MODE": "production", "HOLDFAST_PUBLIC_URL": "https://book.example"]
        #expect(try Settings(Self.whole.merging(production) { $1 }).twilio == nil)
        #expect(
            faults(production.merging(["TWILIO_SHARED_KEY": "s"]) { $1 }) == ["TWILIO_ACCOUNT_SID is missing beside TWILIO_SHARED_KEY"])
        #expect(
            faults(["TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t"]) == ["TWILIO_ACCOUNT_SID is not AC and 32 hexadecimal digits"])
    }

    @Test("says how large the pools are, and counts the most of each as connections")
    func sizes() throws {
        let changes = ["HOLDFAST_WEB_WORKERS": "2..8", "HOLDFAST_WEB_SPARE": "3", "HOLDFAST_TALK_WORKERS": "128"]
        let pools = try Settings(Self.whole.merging(changes) { $1 }).pools
        #expect(pools.pool("web")?.size == .dynamic(least: 2, most: 8, spare: 3))
        #expect(pools.pool("talk")?.size == .fixed(128))
        #expect(pools.connections == 9 + 129 + 2 + 5)
        let range = try Settings(Self.whole.merging(["HOLDFAST_TALK_WORKERS": "1..2"]) { $1 }).pools
        #expect(range.pool("talk")?.size == .dynamic(least: 1, most: 2, spare: 1))
    }

    @Test("lets conversations have as many as the database gives connections, unless somebody said how many")
    func usualTalk() throws {
        let usual = try Settings(Self.whole).pools
        #expect(usual.pool("talk")?.size == .dynamic(least: 4, most: 128, spare: 4))
        #expect(usual.within(197).pool("talk")?.size == usual.pool("talk")?.size)
        #expect(usual.within(97).pool("talk")?.size == .dynamic(least: 4, most: 74, spare: 4))
        #expect(usual.within(97).connections == 87)
        let set = try Settings(Self.whole.merging(["HOLDFAST_TALK_WORKERS": "128"]) { $1 }).pools
        #expect(set.within(97).pool("talk")?.size == .fixed(128))
    }

    @Test("takes no other size", arguments: ["0", "129", "", "2..", "..8", "8..2", "2..2", "0..4", "2..129", "2-8", "2..4..8", "many"])
    func wrongSizes(_ text: String) {
        let fault = "HOLDFAST_WEB_WORKERS is neither a number from 1 to 128 nor a range such as 2..8"
        #expect(faults(["HOLDFAST_WEB_WORKERS": text]) == (text.isEmpty ? [] : [fault]))
    }

    @Test("keeps no more free than there may be, and none free of a fixed number")
    func spares() {
        #expect(
            faults(["HOLDFAST_WEB_WORKERS": "2..8", "HOLDFAST_WEB_SPARE": "9"]) == ["HOLDFAST_WEB_SPARE is not a number from 1 to 8"])
        let idle = "HOLDFAST_TALK_SPARE means something only where HOLDFAST_TALK_WORKERS is a range such as 2..8"
        #expect(faults(["HOLDFAST_TALK_SPARE": "1"]) == [idle])
        #expect(faults(["HOLDFAST_TALK_WORKERS": "4", "HOLDFAST_TALK_SPARE": "1"]) == [idle])
    }

    @Test("says when workers are renewed")
    func renewal() throws {
        #expect(try Settings(Self.whole).pools.renewal == Renewal())
        let changes = ["HOLDFAST_RENEW_REQUESTS": "1000", "HOLDFAST_RENEW_MEGABYTES": "100"]
        let pools = try Settings(Self.whole.merging(changes) { $1 }).pools.pools
        #expect(pools.allSatisfy { $0.renewal == Renewal(afterRequests: 1_000, aboveBytes: 100 << 20) })
        #expect(faults(["HOLDFAST_RENEW_REQUESTS": "99", "HOLDFAST_RENEW_MEGABYTES": "901"]).count == 2)
    }

    @Test("counts an empty value as none")
    func blank() { #expect(faults(["HOLDFAST_DATABASE_URL": ""]) == ["HOLDFAST_DATABASE_URL is missing"]) }

    @Test(
        "is refused by the name of what is wrong with it, and no value is shown",
        arguments: [
            ("HOLDFAST_DATABASE_URL", "sesame"), ("HOLDFAST_MIGRATE_URL", "postgresql://u:sesame@[/x"), ("HOLDFAST_PUBLIC_URL", "sesame"),
            ("HOLDFAST_PUBLIC_URL", "https://sesame/path"), ("HOLDFAST_PUBLIC_URL", "https://u:p@sesame?x"),
            ("HOLDFAST_SECRET_KEYS", "sesame"),
            ("HOLDFAST_MODE", "sesame"), ("HOLDFAST_NOW", "sesame"), ("HOLDFAST_LIMITS", "sesame"), ("OPENAI_BASE_URL", "sesame"),
            ("TWILIO_ACCOUNT_SID", "sesame"), ("GOOGLE_CLIENT_SECRET", "sesame"), ("SMTP_URL", "http://sesame"), ("MAIL_FROM", "sesame"),
            ("HOLDFAST_STATUS_TOKEN", "sesame"), ("HOLDFAST_STATUS_TOKEN", "sesame of more than 16"),
            ("HOLDFAST_WEB_LISTEN", "sesame:9000"), ("HOLDFAST_TALK_LISTEN", "10.0.0.5"),
            ("HOLDFAST_FRONT_ADDRESSES", "10.0.0.0/24, sesame"),
            ("HOLDFAST_FRONT_GROUP", "sesame"),
        ])
    func wrong(_ name: String, _ value: String) {
        let lines = faults([name: value])
        #expect(!lines.isEmpty && lines.allSatisfy { !$0.contains("sesame") })
        #expect(lines.contains { $0.contains(name) })
    }

    @Test("of production takes no frozen clock, no lifted limits and no plain address")
    func production() {
        let lines = faults(["HOLDFAST_MODE": "production", "HOLDFAST_NOW": "2026-11-24T14:00:00Z", "HOLDFAST_LIMITS": "off"])
        #expect(lines.count == 3)
        #expect(faults(["HOLDFAST_MODE": "production", "HOLDFAST_PUBLIC_URL": "https://book.example"]).isEmpty)
    }
}

@Suite("A command line")
struct CommandLineTests {
    @Test(
        "that is wrong ends with 2 before anything is tried",
        arguments: [
            ["fly"], ["migrate", "now"], ["clock", "noon"], ["clock", "+5"], ["tenant", "drop"], ["tenant", "add", "--slug"],
            ["tenant", "add", "--slug", "x"],
        ])
    func usage(_ arguments: [String]) {
        let environment = SettingsTests.whole.merging(["HOLDFAST_MIGRATE_URL": "postgresql://x@/y?host=/nonexistent"]) { $1 }
        #expect(Command.run(arguments, environment: environment) == .usage)
    }
}
