import Booking
import Postgres
import TestCluster
import Testing

@Suite("The walls")
struct WallTests {
    private let world: World

    init() throws { world = try World() }

    private func state(_ body: () throws -> some Any) -> SQLState? {
        do {
            _ = try body()
            return nil
        } catch let error as DatabaseError {
            return error.sqlState
        } catch let error as TransactionError {
            return (error.cause as? DatabaseError)?.sqlState
        } catch DiaryError.database(let error) {
            return error.sqlState
        } catch {
            return nil
        }
    }

    @Test("keep a business out of another's diary, both ways")
    func tenancy() throws {
        let service = try world.service([world.person()])
        let booking = try world.book(service, World.at(24, 10))
        let elsewhere = try #require(try Diary.tenant(slug: "barber", in: world.base.application()))
        let database = world.base.application(), other = Diary(tenant: elsewhere, database: database)
        #expect(
            reason { try other.hold(SlotQuestion(service: service), start: World.at(24, 12), by: World.somebody, once: World.key()) }
                == .unknownService)
        #expect(reason { try other.appointment(id: booking.id) } == .notFound)
        #expect(reason { try other.appointment(booking.reference, proof: .owner) } == .notFound)
        #expect(
            state {
                try database.execute("select holdfast.slots(\(world.key), \(service.value), now(), now())", tenant: elsewhere.id.value)
            } == .insufficientPrivilege)
        #expect(
            state { try database.execute("select holdfast.hold_slot(\(world.key), \(service.value), now())") } == .insufficientPrivilege)
        let rows = try database.rows("select count(*) as n from holdfast.bookings", tenant: elsewhere.id.value) {
            row throws(DatabaseError) in
            try row.read("n", as: Int.self)
        }
        #expect(rows == [0])
    }

    @Test("let the application's role change nothing by itself, the audit log least of all")
    func rights() throws {
        let database = world.base.application()
        for attempt in [
            "update holdfast.audit set event = 'x'", "delete from holdfast.audit", "truncate holdfast.audit", "delete from holdfast.claims",
            "update holdfast.bookings set status = 'confirmed'", "insert into holdfast.receipts (tenant_id) values (1)",
            "select * from holdfast.receipts", "select holdfast.expire(1, '{1}', now())",
            "select holdfast.close_booking(1, 1, 'x', null, now())",
        ] as [Query] {
            #expect(state { try database.execute(attempt, tenant: world.key) } == .insufficientPrivilege)
        }
    }

    @Test("refuse to write under any isolation but READ COMMITTED")
    func isolation() throws {
        let service = try world.service([world.person()])
        let database = world.base.application()
        let refused = state {
            try database.transaction(tenant: nil) { transaction in
                try transaction.execute("set transaction isolation level repeatable read")
                try transaction.execute("select set_config('holdfast.tenant', \(String(world.key)), true)")
                try transaction.execute("select holdfast.hold_slot(\(world.key), \(service.value), \(World.at(24, 10)))")
            }
        }
        #expect(refused == SQLState(rawValue: "25000"))
    }

    @Test("never let two sessions overlap, whoever writes")
    func exclusion() throws {
        let ann = try world.person()
        let service = try world.service([ann])
        _ = try world.book(service, World.at(24, 10))
        let forced = state {
            try world.owner.execute(
                """
                insert into holdfast.claims select tenant_id, resource_id, -session_id, booking_id,
                    tstzrange(lower(span) + interval '59 minutes', upper(span) + interval '1 hour'), expires_at, seat from holdfast.claims
                """)
        }
        #expect(forced == .exclusionViolation)
    }

    @Test("answer a claim that nobody foresaw as taken, and write nothing")
    func alarm() throws {
        let ann = try world.person()
        let service = try world.service([ann])
        let booking = try world.book(service, World.at(24, 10))
        // A claim that the judgement overlooks because it says that it has run out, of a booking that hasn't.
        try world.owner.execute("update holdfast.claims set expires_at = \(World.at(20, 10)) where booking_id = \(booking.id.value)")
        #expect(reason { try world.hold(service, World.at(24, 10)) } == .slotTaken)
        #expect(try world.count("select count(*) as n from holdfast.bookings where status = 'held'") == 0)
        #expect(try world.count("select count(*) as n from holdfast.claims") == 1)
    }

    @Test("write each event of a booking's life into the audit log")
    func audit() throws {
        let service = try world.service([world.person()])
        let booking = try world.book(service, World.at(24, 10))
        _ = try world.cancel(world.move(booking, to: world.hold(service, World.at(24, 12), moving: booking)))
        let events = try world.owner.rows("select event from holdfast.audit where tenant_id = \(world.key) order by id") {
            row throws(DatabaseError) in
            try row.read("event", as: String.self)
        }
        #expect(events == ["held", "confirmed", "held", "moved", "rescheduled", "cancelled"])
    }
}
