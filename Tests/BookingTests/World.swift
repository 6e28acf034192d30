import Booking
import Foundation
import Postgres
import Synchronization
import TestCluster

/// A fresh database with one business of the test's own, in UTC, open on weekdays from 8 to 18, on Monday
/// 2026-11-23 at 07:00 of a clock that stands still.
struct World {
    let base: TestDatabase
    let owner: Database
    let diary: Diary

    init(zone: String = "UTC") throws {
        base = try TestDatabase()
        owner = base.owner()
        try owner.execute("insert into holdfast.tenants (slug, name, zone) values ('here', 'Here', \(zone))")
        guard let tenant = try Diary.tenant(slug: "here", in: base.application()) else { throw Missing() }
        diary = Diary(tenant: tenant, database: base.application())
        try owner.execute(
            """
            insert into holdfast.weekly_hours (tenant_id, weekday, opens, closes)
            select \(tenant.id.value), d, '08:00', '18:00' from generate_series(1, 5) d
            """)
        try freeze(World.at(23, 7))
    }

    struct Missing: Error {}

    var key: Int64 { diary.tenant.id.value }

    /// A moment of November 2026, in UTC.
    static func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
        Instant(seconds: 1_795_478_400 + Int64(day - 24) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60)
    }

    /// Sets the clock that every process shares.
    func freeze(_ instant: Instant) throws { try owner.execute("select holdfast.clock_set(\(instant))") }

    /// A number from the database, as the owner sees it.
    func count(_ query: Query) throws -> Int {
        try owner.rows(query) { row throws(DatabaseError) in try row.read("n", as: Int.self) }[0]
    }

    private func id(_ query: Query) throws -> Int64 {
        try owner.rows(query) { row throws(DatabaseError) in try row.read("id", as: Int64.self) }[0]
    }
}

// MARK: - What the business has

extension World {
    func person(_ name: String = "Ann", kind: String = "person") throws -> Resource.ID {
        Resource.ID(try id("insert into holdfast.resources (tenant_id, name, kind) values (\(key), \(name), \(kind)) returning id"))
    }

    /// A service of these people, and of one out of each further set.
    func service(
        _ people: [Resource.ID], and sets: [[Resource.ID]] = [], minutes: [Int] = [60], capacity: Int? = nil
    ) throws -> Service.ID {
        let service = try id(
            """
            insert into holdfast.services (tenant_id, name, group_session, capacity)
            values (\(key), 'Service', \(capacity != nil), \(capacity ?? 1)) returning id
            """)
        for (place, length) in minutes.enumerated() {
            try owner.execute("insert into holdfast.service_durations values (\(key), \(service), \(length), \(place))")
        }
        for (place, set) in ([people] + sets).enumerated() {
            for resource in set {
                try owner.execute("insert into holdfast.requirements values (\(key), \(service), \(resource.value), \(place + 1))")
            }
        }
        return Service.ID(service)
    }

    /// A group begins every weekday at this hour.
    func begins(_ service: Service.ID, atHour hour: Int) throws {
        try owner.execute(
            """
            insert into holdfast.service_starts (tenant_id, service_id, weekday, starts)
            select \(key), \(service.value), d, make_time(\(hour), 0, 0) from generate_series(1, 5) d
            """)
    }
}

// MARK: - What visitors do

extension World {
    static func key(_ name: String = UUID().uuidString) -> RequestKey {
        RequestKey(route: "test", key: "key of a test: " + name, bodyHash: [1])
    }

    static let somebody = Holder(client: nil, address: "192.0.2.1")

    func hold(
        _ service: Service.ID, _ start: Instant, with person: Resource.ID? = nil, moving: Appointment? = nil, duration: Int? = nil
    ) throws -> Hold {
        let moved = moving.map { Moving(reference: $0.reference, proof: .link($0.id)) }
        return try diary.hold(
            SlotQuestion(service: service, duration: duration, resource: person, moving: moved), start: start, by: World.somebody,
            once: World.key())
    }

    func confirm(_ hold: Hold, _ email: String = "ann@example.com") throws -> Appointment {
        let customer = CustomerDetails(name: "Ann", email: email, phone: nil, address: nil)
        return try diary.confirm(hold.id, customer: customer, notes: "", conversation: nil, once: World.key())
    }

    func book(
        _ service: Service.ID, _ start: Instant, with person: Resource.ID? = nil, _ email: String = "ann@example.com"
    ) throws -> Appointment {
        try confirm(hold(service, start, with: person), email)
    }

    func move(_ booking: Appointment, to hold: Hold) throws -> Appointment {
        try diary.reschedule(booking.reference, proof: .contact(booking.customer.email ?? ""), to: hold.id, once: World.key())
    }

    func cancel(_ booking: Appointment) throws -> Appointment {
        try diary.cancel(booking.reference, proof: .link(booking.id), reason: "", once: World.key())
    }

    func starts(_ service: Service.ID, _ day: Int, with person: Resource.ID? = nil, moving: Appointment? = nil) throws -> [Instant] {
        let moved = moving.map { Moving(reference: $0.reference, proof: .link($0.id)) }
        guard let date = CivilDate(year: 2026, month: 11, day: day) else { return [] }
        return try diary.slots(SlotQuestion(service: service, resource: person, moving: moved), from: .day(date), to: .day(date))
            .slots.map(\.start.instant)
    }

    /// Runs the body as so many visitors at once, each with a connection of its own.
    func atOnce<Value: Sendable>(_ visitors: Int, _ body: @escaping @Sendable (Diary, Int) throws -> Value) -> [Result<Value, any Error>] {
        let url = base.url(), tenant = diary.tenant
        let results = Mutex<[Result<Value, any Error>]>([]), done = DispatchSemaphore(value: 0)
        let shared = Shared(results)
        for number in 0..<visitors {
            Thread {
                let result = Result { try body(Diary(tenant: tenant, database: Database(url: url)), number) }
                shared.results.withLock { $0.append(result) }
                done.signal()
            }.start()
        }
        for _ in 0..<visitors { done.wait() }
        return shared.results.withLock { $0 }
    }
}

private final class Shared<Value: Sendable>: Sendable {
    let results: Mutex<[Result<Value, any Error>]>
    init(_ results: consuming Mutex<[Result<Value, any Error>]>) { self.results = results }
}

/// The reason of a refusal; nil where the body did not refuse.
func reason(_ body: () throws -> some Any) -> Reason? {
    do {
        _ = try body()
        return nil
    } catch DiaryError.refused(let reason, _, _) {
        return reason
    } catch {
        return Reason(rawValue: "\(error)")
    }
}

extension Result {
    /// The reason of a refusal.
    var refusal: Reason? { reason { try get() } }
    /// The value, where there is one.
    var value: Success? { try? get() }
}
