public import Postgres

extension CalendarDesk {
    /// Settles a booking that waited for its calendars, where they have been read. Nobody outside is asked.
    public static func settle(booking: Int64, of tenant: Int64, in database: Database) throws(DatabaseError) {
        _ = try database.call(settling, tenant: tenant, tenant, booking)
    }

    private static let settling = Statement<Bool, Int64, Int64>(SQL.settleBooking) { row throws(DatabaseError) in try row.read("settled") }
}
