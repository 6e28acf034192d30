import Foundation
import Postgres
import TestCluster
import Testing
@testable import holdfast

@Suite("The commands")
struct CommandTests {
    private let world: TestDatabase

    init() throws { world = try TestDatabase() }

    /// Runs the built program against this test's database.
    private func holdfast(
        _ arguments: String..., mode: String = "development", more: [String: String] = [:]
    ) throws -> (status: Int32, output: String, errors: String) {
        try TestCluster.run(program, arguments, environment: environment(mode).merging(more) { $1 })
    }

    private func environment(_ mode: String = "development") -> [String: String] {
        [
            "HOLDFAST_DATABASE_URL": world.url(), "HOLDFAST_MIGRATE_URL": world.url(as: "holdfast_owner"), "HOLDFAST_MODE": mode,
            "HOLDFAST_PUBLIC_URL": "https://book.example", "HOLDFAST_SECRET_KEYS": String(repeating: "a1", count: 32),
        ]
    }

    private var program: String {
        let beside = Bundle.main.bundleURL.deletingLastPathComponent().appending(path: "holdfast").path
        return FileManager.default.isExecutableFile(atPath: beside)
            ? beside : TestCluster.root.appending(path: ".build/debug/holdfast").path
    }

    @Test("help is given for each, and says what the status means")
    func help() throws {
        let all = try holdfast("--help")
        #expect(all.status == 0)
        for command in Command.allCases {
            #expect(all.output.contains("  \(command.rawValue) "))
            let one = try holdfast(command.rawValue, "--help")
            #expect(one.status == 0)
            #expect(one.output.hasPrefix("holdfast \(command.rawValue)"))
        }
    }

    @Test("migrate and seed find nothing more to do on a database that is current")
    func repeated() throws {
        #expect(try holdfast("migrate").output == "nothing to do\n")
        #expect(try holdfast("seed").status == 0)
        #expect(try holdfast("tenant", "list").output.split(separator: "\n").count == 2)
    }

    @Test("doctor finds a current database well, in either mode, and a clock of the wrong mode ill")
    func doctor() throws {
        #expect(try holdfast("doctor").status == 0)
        let wrong = try holdfast("doctor", mode: "production")
        #expect(wrong.status == 1)
        #expect(wrong.output.contains("FAULT  business time can be moved"))
        #expect(try holdfast("migrate", mode: "production").output == "applied the functions\n")
        #expect(try holdfast("doctor", mode: "production").status == 0)
    }

    @Test("doctor names an application that owns tables or may change the audit log")
    func rights() throws {
        try world.owner().execute("grant delete on holdfast.audit to holdfast_app")
        let sick = try holdfast("doctor")
        #expect(sick.status == 1)
        #expect(sick.output.contains("FAULT  the application's role may update or delete the audit log"))
        let owning = try holdfast("doctor", more: ["HOLDFAST_DATABASE_URL": world.url(as: "holdfast_owner")])
        #expect(owning.output.contains("FAULT  the application's role owns bookings"))
    }

    @Test("doctor says that the database can't be reached")
    func unreachable() throws {
        let lost = try holdfast("doctor", more: ["HOLDFAST_DATABASE_URL": "postgresql://x@/y?host=/nonexistent"])
        #expect(lost.status == 1)
        #expect(lost.output.hasPrefix("FAULT  the application's connection"))
    }

    @Test("calendar check compares nothing where nothing is connected, and knows its businesses and words")
    func calendars() throws {
        let all = try holdfast("calendar", "check")
        #expect(all.status == 0 && all.output == "compared 0 calendars, 0 bookings, 0 events: 0 differences, 0 on the way\n")
        let one = try holdfast("calendar", "check", "demo", "--json")
        #expect(one.status == 0 && one.output.hasPrefix(#"[{"tenant":"demo","calendars":0,"#))
        let unknown = try holdfast("calendar", "check", "nobody")
        #expect(unknown.status == 1 && unknown.errors.contains("no business has the slug nobody"))
        for wrong in [["calendar"], ["calendar", "mend"], ["calendar", "check", "a", "b"], ["calendar", "check", "--all"]] {
            #expect(try TestCluster.run(program, wrong, environment: environment()).status == 2)
        }
        let without = try holdfast("calendar", "check", "demo", mode: "production", more: ["TWILIO_ACCOUNT_SID": ""])
        #expect(without.status == 1 && without.errors.contains("Google knows no client of ours"))
    }

    @Test("the clock is set, moved and let run, and is nobody's to move in production")
    func clock() throws {
        #expect(try holdfast("clock", "2026-11-24T09:00:00-05:00").output == "2026-11-24T14:00:00Z frozen\n")
        #expect(try holdfast("clock", "+5m").output == "2026-11-24T14:05:00Z frozen\n")
        #expect(try holdfast("clock", "-1h").output == "2026-11-24T13:05:00Z frozen\n")
        #expect(try holdfast("clock", "+1d").output == "2026-11-25T13:05:00Z frozen\n")
        #expect(try holdfast("clock", "run").output.hasPrefix("2026-11-25T13:05:0"))
        #expect(try holdfast("clock").output.hasSuffix(" running\n"))
        #expect(try holdfast("clock", mode: "production").status == 2)
        #expect(try holdfast("migrate", more: ["HOLDFAST_NOW": "2026-01-01T00:00:00Z"]).status == 0)
        #expect(try holdfast("clock").output == "2026-01-01T00:00:00Z frozen\n")
    }

    @Test("a number is one business's, and is read as its country writes it")
    func numbers() throws {
        #expect(try holdfast("number", "list").output.contains("+12125550142\tdemo\tWhatsApp\n"))
        #expect(try holdfast("number", "add", "demo", "(917) 555-0100").output == "demo is reached at +19175550100\n")
        #expect(try holdfast("number", "list").output.contains("+19175550100\tdemo\n"))
        #expect(
            try holdfast("number", "add", "barber", "+1 917 555 0100").errors
                == "holdfast: +19175550100 is a business's already; see holdfast number list\n")
        #expect(try holdfast("number", "add", "nobody", "+19175550101").status == 1)
        #expect(try holdfast("number", "add", "demo", "zero").status == 2)
        #expect(try holdfast("number", "remove", "917 555 0100").status == 2)
        #expect(try holdfast("number", "remove", "+19175550100").output == "nobody is reached at +19175550100 any more\n")
        #expect(try holdfast("number", "remove", "+19175550100").status == 1)
    }

    @Test("a business is added once, listed and shown; a wrong zone or slug is refused")
    func tenants() throws {
        #expect(try holdfast("tenant", "add", "--slug", "spa", "--name", "Spa", "--zone=Asia/Kathmandu").status == 0)
        #expect(try holdfast("tenant", "list").output.contains("spa\tSpa\tAsia/Kathmandu\n"))
        #expect(try holdfast("tenant", "show", "spa").output.contains("zone\tAsia/Kathmandu\n"))
        #expect(
            try holdfast("tenant", "add", "--slug", "spa", "--name", "Spa", "--zone", "UTC").errors
                == "holdfast: a business with that slug exists\n")
        #expect(
            try holdfast("tenant", "add", "--slug", "spa2", "--name", "Spa", "--zone", "Mars").errors
                == "holdfast: Postgres doesn't know the zone Mars\n")
        #expect(try holdfast("tenant", "add", "--slug", "S/", "--name", "Spa", "--zone", "UTC").status == 1)
        #expect(try holdfast("tenant", "show", "nobody").status == 1)
        #expect(try holdfast("tenant", "ceiling", "spa", "7.50").output == "spa may spend 7.50 in a month\n")
        #expect(try holdfast("tenant", "show", "spa").output.contains("ceiling\t7.5\nspent\t0\n"))
        #expect(try holdfast("tenant", "ceiling", "spa", "none").status == 0)
        #expect(try holdfast("tenant", "show", "spa").output.contains("ceiling\tnone\n"))
        #expect(try holdfast("tenant", "ceiling", "spa", "much").status == 2)
        #expect(try holdfast("tenant", "ceiling", "nobody", "1").status == 1)
    }
}
