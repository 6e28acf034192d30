internal import Postgres

// How rows become the diary's values; the columns are named once, here.

extension ZonedTime {
    /// From columns `<name>_at`, `<name>_offset`, `<name>_abbreviation`, or another name of the first.
    init(_ row: borrowing RowView, _ name: String, at: String? = nil) throws(DatabaseError) {
        self.init(
            instant: try row.read(at ?? name + "_at"), offset: try row.read(name + "_offset"),
            abbreviation: try row.read(name + "_abbreviation"))
    }

    /// From a row of `zoned`.
    static func plain(_ row: borrowing RowView) throws(DatabaseError) -> ZonedTime {
        ZonedTime(instant: try row.read("at"), offset: try row.read("utc_offset"), abbreviation: try row.read("abbreviation"))
    }
}

extension Tenant {
    init(_ row: borrowing RowView) throws(DatabaseError) {
        id = ID(try row.read("id"))
        slug = try row.read("slug")
        name = try row.read("name")
        zone = try row.read("zone")
        locale = try row.read("locale")
        address = try row.read("address")
        phone = try row.read("phone")
        email = try row.read("email")
        allowedOrigins = try row.read("allowed_origins")
        stamp = try row.read("stamp")
    }
}

extension Service {
    /// The name's columns carry a prefix where a booking's row holds them.
    init(_ row: borrowing RowView, prefix: String = "") throws(DatabaseError) {
        id = ID(try row.read(prefix + "id"))
        name = try row.read(prefix + "name")
        description = try row.read(prefix + "description")
        durations = try row.read("durations")
        capacity = try row.read("capacity")
        price = try Price(row)
        needsApproval = try row.read("needs_approval")
        atCustomer = try row.read("at_customer")
    }
}

extension Price {
    /// Nil where the business names none.
    init?(_ row: borrowing RowView) throws(DatabaseError) {
        guard let amount: Int64 = try row.read("price_minor") else { return nil }
        self.init(amountMinor: amount, currency: try row.read("currency"))
    }
}

extension Resource {
    init(_ row: borrowing RowView) throws(DatabaseError) {
        id = ID(try row.read("resource_id"))
        name = try row.read("resource_name")
    }
}

extension Slot {
    init(_ row: borrowing RowView) throws(DatabaseError) {
        start = try ZonedTime(row, "start")
        end = try ZonedTime(row, "end")
        resource = try Resource(row)
        seatsLeft = try row.read("seats_left")
    }
}

extension Hold {
    init(_ row: borrowing RowView) throws(DatabaseError) {
        id = ID(adopting: try row.read("hold"))
        start = try ZonedTime(row, "start")
        end = try ZonedTime(row, "end")
        expires = try ZonedTime(row, "expires", at: "expires")
        resource = try Resource(row)
        service = Service.ID(try row.read("service_id"))
    }
}

extension Appointment {
    init(_ row: borrowing RowView) throws(DatabaseError) {
        id = ID(try row.read("id"))
        reference = Reference(adopting: try row.read("reference"))
        status = BookingStatus(rawValue: try row.read("status"))
        start = try ZonedTime(row, "start")
        end = try ZonedTime(row, "end")
        service = try Service(row, prefix: "service_")
        resource = try Resource(row)
        version = try row.read("version")
        customer = try CustomerDetails(row)
        notes = try row.read("notes")
    }
}

extension CustomerDetails {
    init(_ row: borrowing RowView) throws(DatabaseError) {
        self.init(
            name: try row.read("customer_name"), email: try row.read("customer_email"),
            phone: try row.read("customer_phone"), address: try row.read("customer_address"))
    }
}

extension Block {
    init(_ row: borrowing RowView) throws(DatabaseError) {
        id = ID(try row.read("id"))
        resource = try Resource(row)
        start = try ZonedTime(row, "from")
        end = try ZonedTime(row, "to")
        reason = try row.read("reason")
        isOfCalendar = try row.read("source", as: String.self) != "owner"
    }
}

/// What a function of the diary answers: what was done, or why not.
enum Verdict<Value> {
    case done(Value)
    case refused(Reason, code: String?)

    /// From columns `refusal` and `detail`; the value is read only where there is one.
    init(_ row: borrowing RowView, _ value: (borrowing RowView) throws(DatabaseError) -> Value) throws(DatabaseError) {
        if let reason: String = try row.read("refusal") {
            self = .refused(Reason(rawValue: reason), code: try row.read("detail"))
        } else {
            self = .done(try value(row))
        }
    }
}
