internal import Booking
internal import Postgres
internal import Web

extension ZonedTime {
    /// RFC 3339 with the offset of the business's zone.
    var timestamp: Timestamp { Timestamp(microseconds: instant.microseconds, offset: offset) }
    var json: JSON { .string(timestamp.text) }
}

extension Resource {
    var json: JSON { ["id": .string(id.description), "name": .string(name)] }
}

extension Slot {
    var json: JSON { ["start": start.json, "end": end.json, "resource": resource.json, "seats_left": .number(seatsLeft)] }
}

extension Service {
    var json: JSON {
        [
            "id": .string(id.description), "name": .string(name), "description": .string(description),
            "duration_minutes": .number(durations.first ?? 0), "durations": .array(durations.map(JSON.number)),
            "capacity": .number(capacity), "price": price?.json ?? .null, "needs_approval": .bool(needsApproval),
            "at_customer": .bool(atCustomer),
        ]
    }
}

extension Price {
    var json: JSON { ["amount_minor": .int(amountMinor), "currency": .string(currency)] }
}

extension Hold {
    var json: JSON {
        [
            "id": .string(id.text), "start": start.json, "end": end.json, "expires_at": expires.json, "resource": resource.json,
            "service": .string(service.description),
        ]
    }
}

extension Appointment {
    /// The booking as its committed row has it. It goes only to whoever proved that it is theirs.
    func json(of tenant: Tenant, manageURL: String) -> JSON {
        [
            "reference": .string(reference.text), "status": .string(status.rawValue), "start": start.json, "end": end.json,
            "timezone": .string(tenant.zone), "service": ["id": .string(service.id.description), "name": .string(service.name)],
            "resource": resource.json, "location": .string(location(of: tenant)), "notes": .string(notes),
            "manage_url": .string(manageURL), "uid": .string(uid(of: tenant)), "sequence": .number(version),
        ]
    }

    /// Where the customer and the business meet.
    func location(of tenant: Tenant) -> String { service.atCustomer ? customer.address ?? tenant.address : tenant.address }

    /// The name that calendars know it by; it never changes.
    func uid(of tenant: Tenant) -> String { "\(reference.text)@\(tenant.slug)" }
}
