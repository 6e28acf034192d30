internal import Postgres

/// What is to be done next for a booking's event.
struct DueEntry: Sendable {
    enum Step: String, ColumnValue { case insert, patch, remove }

    let step: Step
    let calendar: Int64
    let account: Int64
    let remoteID: String
    let event: String
    /// The event as we knew it last; nil where we don't.
    let etag: String?
    /// An insertion was sent that may yet arrive.
    let mayBeLate: Bool
    let content: EntryContent
}

/// A booking as its event shows it.
struct EntryContent: Sendable {
    let booking: Int64
    let version: Int
    /// It waits for an answer.
    let isPending: Bool
    let start: Instant
    let end: Instant
    let zone: String
    let service: String
    let isOnline: Bool
    let resource: String
    let customer: String
    let email: String?
    let phone: String?
    let place: String
    let notes: String
    let reference: String
    /// Google invites the customer by itself.
    let invites: Bool
}

/// The rows of events that we write.
struct Entries {
    let tenant: Int64
    let database: Database

    func next(of booking: Int64) throws(DatabaseError) -> DueEntry? {
        try database.call(Statements.begin, tenant: tenant, tenant, booking).first
    }

    /// - Parameter version: the booking's that the event shows; nil where the event is gone.
    func note(_ entry: DueEntry, version: Int?, etag: String?) throws(DatabaseError) {
        _ = try database.call(
            Statements.note, tenant: tenant, tenant, entry.content.booking, entry.calendar, entry.event, version, etag)
    }

    /// The event's id can't be used any more.
    func renew(_ entry: DueEntry) throws(DatabaseError) {
        _ = try database.call(Statements.renew, tenant: tenant, tenant, entry.content.booking, entry.calendar, entry.event)
    }
}

private enum Statements {
    static let begin = Statement<DueEntry, Int64, Int64>(SQL.beginEntry) { row throws(DatabaseError) in try DueEntry(row) }
    static let note = Statement<Bool, Int64, Int64, Int64, String, Int?, String?>(SQL.noteEntry) { row throws(DatabaseError) in
        try row.read("noted")
    }
    static let renew = Statement<Bool, Int64, Int64, Int64, String>(SQL.renewEntry) { row throws(DatabaseError) in
        try row.read("renewed")
    }
}

extension DueEntry {
    fileprivate init(_ row: borrowing RowView) throws(DatabaseError) {
        step = try row.read("step")
        calendar = try row.read("calendar_id")
        account = try row.read("account_id")
        remoteID = try row.read("remote_id")
        event = try row.read("event_id")
        etag = try row.read("etag")
        mayBeLate = try row.read("may_be_late", as: Bool?.self) ?? false
        content = try EntryContent(row)
    }
}

extension EntryContent {
    fileprivate init(_ row: borrowing RowView) throws(DatabaseError) {
        booking = try row.read("booking_id")
        version = try row.read("version")
        isPending = try row.read("status", as: String.self) == "pending"
        start = try row.read("start_at")
        end = try row.read("end_at")
        zone = try row.read("zone")
        service = try row.read("service_name")
        isOnline = try row.read("online")
        resource = try row.read("resource_name")
        customer = try row.read("customer_name")
        email = try row.read("customer_email")
        phone = try row.read("customer_phone")
        place = try row.read("place")
        notes = try row.read("notes")
        reference = try row.read("reference")
        invites = try row.read("invites")
    }
}
