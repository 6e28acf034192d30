import Booking
import Postgres
import Receptionist
import TestCluster

/// Ways to break a turn.
extension Stage {
    /// Sends a message under a key and gives the events that were shown, the conversation's id left out.
    func send(_ message: String, key: String) throws -> [Event] {
        var events: [Event] = []
        _ = try receptionist.turn(conversation: conversation, messageID: key, message: message, address: "192.0.2.1") { event in
            if events.count < limit { events.append(event) }
        }
        return events.filter { if case .conversation = $0 { false } else { true } }
    }

    /// What a visitor saw of a stream that was cut after so many events.
    func cut(after count: Int, _ body: (Stage) throws -> [Event]) throws -> [Event] {
        limit = count
        defer { limit = .max }
        return try body(self)
    }

    /// From now on a function of the database fails before it has done anything.
    func fail(at function: String) throws {
        try arm(Self.tables[function] ?? function)
    }

    private static let tables = [
        "hold_slot": "holds", "confirm_booking": "bookings", "close_turn": "turn_events", "check_fence": "fence", "note_journal": "journal",
    ]

    private func arm(_ name: String) throws {
        let owner = place.owner()
        switch name {
        case "holds": try owner.execute("alter table holdfast.bookings add constraint fault check (false) not valid")
        case "bookings": try owner.execute("alter table holdfast.customers add constraint fault check (false) not valid")
        case "turn_events": try owner.execute("alter table holdfast.turn_events add constraint fault check (false) not valid")
        case "fence": try owner.execute("alter function holdfast.check_fence(bigint, bigint) rename to check_fence_away")
        default: try owner.execute("alter table holdfast.turns add constraint fault check (journal = '[]') not valid")
        }
    }

    /// Lets it work again.
    func mend(_ function: String) throws {
        let owner = place.owner()
        switch Self.tables[function] ?? function {
        case "holds": try owner.execute("alter table holdfast.bookings drop constraint fault")
        case "bookings": try owner.execute("alter table holdfast.customers drop constraint fault")
        case "turn_events": try owner.execute("alter table holdfast.turn_events drop constraint fault")
        case "fence": try owner.execute("alter function holdfast.check_fence_away(bigint, bigint) rename to check_fence")
        default: try owner.execute("alter table holdfast.turns drop constraint fault")
        }
    }

    /// How many holds were ever made.
    func holds() throws -> Int {
        try place.owner().rows("select count(*) as n from holdfast.bookings") { row throws(DatabaseError) in try row.read("n", as: Int.self)
        }[0]
    }

    /// Takes a turn as a worker would, and leaves it open.
    func takeByHand(_ conversation: String, key: String, on other: Database? = nil) throws -> (turn: Int64, fence: Int64) {
        try (other ?? database).rows(
            """
            select turn, fence from holdfast.take_turn(\(conversation), \(String(repeating: "f", count: 32)), \(key), 'hello', '\\x01', 'web', 'by hand',
                (select pid || '@' || extract(epoch from backend_start) from pg_stat_get_activity(pg_backend_pid())), 60, null)
            """, tenant: diary.tenant.id.value
        ) { row throws(DatabaseError) in
            (turn: try row.read("turn", as: Int64.self), fence: try row.read("fence", as: Int64.self))
        }[0]
    }

    /// What the application's own connections are doing, as only a superuser sees it from outside.
    func connections() throws -> [String] {
        try Database(url: TestCluster.url(place.name, as: "postgres")).rows(
            """
            select a.state || ' ' || (select count(*) from pg_locks l where l.pid = a.pid) || ' locks, '
                || case when a.backend_xmin is null and a.xact_start is null
                    and (select count(*) from holdfast.turns where lease_until > clock_timestamp() + interval '50 seconds') = 1
                    then 'leased' else 'open' end as line
            from pg_stat_activity a where a.datname = current_database() and a.usename = 'holdfast_app'
            """
        ) { row throws(DatabaseError) in try row.read("line", as: String.self) }
    }

    /// How the turns of a model ended, with how many ended so.
    func ledger() throws -> [String] {
        try place.owner().rows(
            """
            select count(*) || ' ' || coalesce(failure, 'answered') as line from (
                select m.failure from holdfast.turns t join holdfast.model_turns m on m.tenant_id = t.tenant_id and m.turn_id = t.id) f
            group by failure order by min(case failure when 'unreachable' then 1 when 'resting' then 2 else 3 end)
            """
        ) { row throws(DatabaseError) in try row.read("line", as: String.self) }
    }

    /// Ends a lease.
    func lapse(_ turn: Int64) throws {
        try place.owner().execute("update holdfast.turns set lease_until = '-infinity' where id = \(turn)")
    }
}
