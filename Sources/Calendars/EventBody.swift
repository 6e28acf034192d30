internal import Postgres
internal import Web

/// Whose an event of ours is, in its private properties: no other copy of it has them.
struct EventMark: Equatable, Sendable {
    static let tenantKey = "holdfastTenant", bookingKey = "holdfastBooking", versionKey = "holdfastVersion"

    let tenant: Int64
    let booking: Int64
    let version: Int

    init(tenant: Int64, booking: Int64, version: Int) {
        (self.tenant, self.booking, self.version) = (tenant, booking, version)
    }

    /// nil for an event of somebody else.
    init?(_ event: JSON) {
        guard let own = event["extendedProperties"]?["private"], let tenant = own[Self.tenantKey]?.asText.flatMap({ Int64($0) }),
            let booking = own[Self.bookingKey]?.asText.flatMap({ Int64($0) }),
            let version = own[Self.versionKey]?.asText.flatMap({ Int($0) })
        else { return nil }
        self.init(tenant: tenant, booking: booking, version: version)
    }

    var json: JSON {
        [
            "private": [
                (Self.tenantKey, .string(String(tenant))), (Self.bookingKey, .string(String(booking))),
                (Self.versionKey, .string(String(version))),
            ].json
        ]
    }
}

/// A booking as an event of Google Calendar.
struct EventBody {
    let content: EntryContent
    let tenant: Int64
    /// Where the owner opens the booking.
    let link: String

    /// What we keep right in an event, whenever it is written; what its owner added stays.
    var kept: [(String, JSON)] {
        [
            ("summary", .string((content.isPending ? "To be confirmed: " : "") + "\(content.service): \(content.customer)")),
            ("description", .string(description)), ("location", .string(content.place)),
            ("start", moment(content.start.description)), ("end", moment(content.end.description)),
            ("status", content.isPending ? "tentative" : "confirmed"), ("transparency", "opaque"),
            ("extendedProperties", EventMark(tenant: tenant, booking: content.booking, version: content.version).json),
        ]
    }

    var patched: JSON { kept.json }

    /// Guests and a link to meet at are given once: who answers, and who else comes, is the calendar's own after that.
    func inserted(as event: String) -> JSON {
        var members = [("id", JSON.string(event))] + kept
        if content.isOnline {
            let request: JSON = ["requestId": .string(event), "conferenceSolutionKey": ["type": "hangoutsMeet"]]
            members.append(("conferenceData", ["createRequest": request]))
        }
        if let email = invited { members.append(("attendees", [["email": .string(email), "displayName": .string(content.customer)]])) }
        return members.json
    }

    /// What stands for a moment, so that nothing else can under its id: nobody is invited to it.
    func placeholder(as event: String) -> JSON { ([("id", .string(event)), ("visibility", "private")] + kept).json }

    /// Whether Google tells guests of it.
    var updates: String { content.invites ? "all" : "none" }

    private var invited: String? { content.invites ? content.email : nil }

    /// A day that stands there goes: Google takes no time that is both.
    private func moment(_ instant: String) -> JSON { ["dateTime": .string(instant), "timeZone": .string(content.zone), "date": .null] }

    private var description: String {
        let contact = [content.phone, content.email].compactMap(\.self).joined(separator: ", ")
        return [
            "With \(content.resource)", content.customer + (contact.isEmpty ? "" : ": \(contact)"), content.notes,
            "Booking \(content.reference)", link,
        ].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension [(String, JSON)] {
    var json: JSON { .object(map { JSON.Member($0.0, $0.1) }) }
}
