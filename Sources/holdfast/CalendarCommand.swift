internal import Calendars
internal import Outbound
internal import Postgres
internal import Web

/// `holdfast calendar`.
struct CalendarCommand {
    static let usage = """
        check [SLUG] [--json]    compares what is booked and blocked with what stands in the calendars; changes nothing

        A line for each difference; what is about to be put right by itself says so, and is none. Exit status 0: both sides
        hold the same; 1: they don't, or a calendar couldn't be seen. docs/calendar.md says what each difference means.
        """

    private let settings: Settings
    init(_ settings: Settings) { self.settings = settings }

    func run(_ arguments: [String]) throws -> Exit {
        let words = arguments.filter { $0 != "--json" }
        guard words.first == "check", words.count <= 2, words.allSatisfy({ !$0.hasPrefix("-") }) else {
            throw CommandFault.usage("calendar knows check; see --help")
        }
        return try check(words.count == 2 ? words[1] : nil, asJSON: words.count < arguments.count)
    }
}

extension CalendarCommand {
    private static let tenants = Statement<(id: Int64, slug: String), String?>(SQL.calendarTenants) { row throws(DatabaseError) in
        (try row.read("id"), try row.read("slug"))
    }

    private func check(_ slug: String?, asJSON: Bool) throws -> Exit {
        let tenants = try settings.ownerDatabase().rows(Self.tenants, slug)
        if let slug, tenants.isEmpty { throw CommandFault.failed("no business has the slug \(slug)") }
        guard let app = settings.google else { throw CommandFault.failed("Google knows no client of ours: no calendar can be seen") }
        guard let client = HTTPClient() else { throw CommandFault.failed("there is no memory for a connection") }
        let database = Database(url: settings.databaseURL, settings: .jobs)
        let found = try tenants.map { tenant in
            let desk = CalendarDesk(app, keys: settings.keys, tenant: tenant.id, database: database, client: client)
            return CheckedBusiness(slug: tenant.slug, check: try desk.check())
        }
        if asJSON { print(JSON.array(found.map(\.json)).text) } else { found.flatMap(\.lines).forEach { print($0) } }
        for business in found { business.complaints.forEach(complain) }
        if !asJSON { print(Self.summary(found.map(\.check))) }
        return found.allSatisfy(\.isTheSame) ? .done : .failed
    }

    private static func summary(_ checks: [CalendarCheck]) -> String {
        let all = checks.flatMap(\.differences), late = all.filter(\.isOnTheWay).count
        func sum(_ part: (CalendarCheck) -> Int) -> Int { checks.map(part).reduce(0, +) }
        return "compared \(sum(\.calendars)) calendars, \(sum(\.bookings)) bookings, \(sum(\.events)) events: "
            + "\(all.count - late) differences, \(late) on the way"
    }
}

/// What was found at one business.
private struct CheckedBusiness {
    let slug: String
    let check: CalendarCheck

    var isTheSame: Bool { check.unseen.isEmpty && check.differences.allSatisfy(\.isOnTheWay) }

    var lines: [String] {
        check.differences.map { difference in
            let what: [String?] = [
                slug, "calendar \(difference.calendar)", difference.booking.map { "booking \($0)" }, difference.event.map { "event \($0)" },
                difference.kind.rawValue, difference.isOnTheWay ? "on the way" : nil,
            ]
            return what.compactMap(\.self).joined(separator: "\t")
        }
    }

    var complaints: [String] {
        check.unseen.map { "\(slug): calendar \($0.calendar) couldn't be seen: \($0.failure)" }
            + check.brokenAccounts.map { "\(slug): account \($0) isn't compared until its owner connects it again" }
    }

    var json: JSON {
        let differences = check.differences.map { difference -> JSON in
            [
                "kind": .string(difference.kind.rawValue), "calendar": .int(difference.calendar),
                "booking": difference.booking.map { .int($0) } ?? .null, "event": .text(difference.event),
                "on_the_way": .bool(difference.isOnTheWay),
            ]
        }
        return [
            "tenant": .string(slug), "calendars": .number(check.calendars), "bookings": .number(check.bookings),
            "events": .number(check.events), "differences": .array(differences),
            "unseen": .array(check.unseen.map { ["calendar": .int($0.calendar), "failure": .string($0.failure)] }),
            "broken_accounts": .array(check.brokenAccounts.map { .int($0) }),
        ]
    }
}
