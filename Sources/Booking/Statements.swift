internal import Postgres

/// The diary's statements with their types; each stands in a file of its own under `sql/queries/Booking`.
enum Statements {
    static let tenantBySlug = Statement<Tenant, String>(SQL.tenantBySlug) { row throws(DatabaseError) in try Tenant(row) }
    static let now = Statement<ZonedTime, Int64>(SQL.now) { row throws(DatabaseError) in try ZonedTime.plain(row) }
    static let zoned = Statement<ZonedTime, Int64, [Instant]>(SQL.zoned) { row throws(DatabaseError) in try ZonedTime.plain(row) }
    static let resolveLocal = Statement<ZonedTime, Int64, String, CivilDate, Int>(SQL.resolveLocal) { row throws(DatabaseError) in
        try ZonedTime.plain(row)
    }
    static let services = Statement<Service, Int64>(SQL.services) { row throws(DatabaseError) in try Service(row) }
    static let service = Statement<Service, Int64, Int64>(SQL.service) { row throws(DatabaseError) in try Service(row) }
    static let resourcesFor = Statement<Resource, Int64, Int64>(SQL.resourcesFor) { row throws(DatabaseError) in try Resource(row) }
    static let openingHours = Statement<OpenDay, Int64, CivilDate, Int>(SQL.openingHours) { row throws(DatabaseError) in
        try OpenDay(row)
    }
    static let slots = Statement<
        SlotRow, Int64, String, Int64, Int?, Int64?, String?, String?, String?, CivilDate?, Instant?, CivilDate?, Instant?, Int?
    >(SQL.slots) { row throws(DatabaseError) in try SlotRow(row) }
    static let alternatives = Statement<Slot, Int64, Int64, Instant, Int?, Int64?, String?, String?, String?, Int>(SQL.alternatives) {
        row throws(DatabaseError) in try Slot(row)
    }
    static let explain = Statement<Verdict<Void>, Int64, Int64, Instant, Int?, Int64?, String?, String?, String?>(SQL.explain) {
        row throws(DatabaseError) in try Verdict(row) { _ throws(DatabaseError) in }
    }
}

// MARK: - Holds

extension Statements {
    static let holdSlot = Statement<
        HoldRow, Int64, String, Int64, Instant, Int?, Int64?, String?, String?, String?, String?, String, String, String, [UInt8]
    >(SQL.holdSlot) { row throws(DatabaseError) in
        HoldRow(
            verdict: try hold(row), looked: try row.read("looked"),
            alternative: try row.read("seats_left", as: Int?.self) == nil ? nil : try Slot(row))
    }
    static let renewHold = Statement<Verdict<Hold>, Int64, String, String>(SQL.renewHold) { row throws(DatabaseError) in try hold(row) }
    static let releaseHold = Statement<Verdict<Void>, Int64, String, String, String, [UInt8]>(SQL.releaseHold) {
        row throws(DatabaseError) in try Verdict(row) { _ throws(DatabaseError) in }
    }

    private static func hold(_ row: borrowing RowView) throws(DatabaseError) -> Verdict<Hold> {
        try Verdict(row) { row throws(DatabaseError) in try Hold(row) }
    }
}

// MARK: - Bookings

extension Statements {
    static let confirmHold = Statement<
        Verdict<Appointment>, Int64, String, String, String?, String?, String?, String, String?, String, String, [UInt8]
    >(SQL.confirmHold) { row throws(DatabaseError) in try answered(row) }
    static let rescheduleBooking = Statement<
        Verdict<Appointment>, Int64, String, String, String?, String, String, String, [UInt8]
    >(SQL.rescheduleBooking) { row throws(DatabaseError) in try answered(row) }
    static let cancelBooking = Statement<
        Verdict<Appointment>, Int64, String, String, String?, String, String, String, [UInt8]
    >(SQL.cancelBooking) { row throws(DatabaseError) in try answered(row) }
    static let approveBooking = Statement<Verdict<Appointment>, Int64, Int64, String, String, [UInt8]>(SQL.approveBooking) {
        row throws(DatabaseError) in try answered(row)
    }
    static let declineBooking = Statement<Verdict<Appointment>, Int64, Int64, String, String, String, [UInt8]>(SQL.declineBooking) {
        row throws(DatabaseError) in try answered(row)
    }
    static let bookingByReference = Statement<Appointment, Int64, String, String, String?>(SQL.bookingByReference) {
        row throws(DatabaseError) in try Appointment(row)
    }
    static let bookingByID = Statement<Appointment, Int64, Int64>(SQL.bookingById) { row throws(DatabaseError) in
        try Appointment(row)
    }

    private static func answered(_ row: borrowing RowView) throws(DatabaseError) -> Verdict<Appointment> {
        try Verdict(row) { row throws(DatabaseError) in try Appointment(row) }
    }
}

// MARK: - The business's own

extension Statements {
    static let agenda = Statement<Appointment, Int64, String, CivilDate?, Instant?, CivilDate?, Instant?>(SQL.agenda) {
        row throws(DatabaseError) in try Appointment(row)
    }
    static let conflicts = Statement<Appointment, Int64>(SQL.conflicts) { row throws(DatabaseError) in try Appointment(row) }
    static let blocks = Statement<Block, Int64, String, CivilDate?, Instant?, CivilDate?, Instant?>(SQL.blocks) {
        row throws(DatabaseError) in try Block(row)
    }
    static let blockResource = Statement<
        Verdict<Block>, Int64, String, Int64, Instant, Instant, String, String, String, [UInt8]
    >(SQL.blockResource) { row throws(DatabaseError) in try Verdict(row) { row throws(DatabaseError) in try Block(row) } }
    static let unblockResource = Statement<Verdict<Void>, Int64, Int64, String, String, [UInt8]>(SQL.unblockResource) {
        row throws(DatabaseError) in try Verdict(row) { _ throws(DatabaseError) in }
    }
}

/// One row of a hold: what became of it, and for a refusal a start that could be had instead.
struct HoldRow {
    var verdict: Verdict<Hold>
    /// Whether such starts were sought already.
    var looked: Bool
    var alternative: Slot?
}

/// One row of a listing: the server's now, and a slot where there is one.
struct SlotRow {
    var now: ZonedTime
    var verdict: Verdict<Slot?>

    init(_ row: borrowing RowView) throws(DatabaseError) {
        now = try ZonedTime.plain(row)
        verdict = try Verdict(row) { row throws(DatabaseError) in
            try row.read("start_at", as: Instant?.self) == nil ? nil : try Slot(row)
        }
    }
}

extension OpenDay {
    /// One window, or a day without any.
    init(_ row: borrowing RowView) throws(DatabaseError) {
        date = try row.read("day")
        guard try row.read("opens", as: Instant?.self) != nil else { return }
        windows = [(try ZonedTime(row, "opens", at: "opens"), try ZonedTime(row, "closes", at: "closes"))]
    }
}
