internal import Booking
internal import Postgres
internal import Sealing
internal import Web

/// What a manage link says: whose booking, until when.
struct ManageLink {
    static let purpose = Purpose(rawValue: "manage")
    /// A link outlives its appointment by so many seconds, for those who want to look back.
    static let keptAfterwards: Int64 = 30 * 86_400

    let tenant: String
    let booking: Appointment.ID

    /// Reads a token; nil where it isn't ours or ran out.
    init?(_ token: String, at now: Instant, keys: KeyRing) {
        guard let signed = SignedToken(token, for: Self.purpose, at: now.microseconds / 1_000_000, by: keys) else { return nil }
        let parts = signed.subject.split(separator: ".")
        guard parts.count == 2, let booking = Int64(parts[1]) else { return nil }
        self.booking = Appointment.ID(booking)
        tenant = String(parts[0])
    }

    /// Whose token it is, before the business's clock can be asked whether it still counts.
    static func tenant(of token: String, keys: KeyRing) -> String? {
        ManageLink(token, at: Instant(microseconds: .min), keys: keys)?.tenant
    }
}

extension House {
    /// The token of a booking's link.
    func manageToken(_ booking: Appointment, of tenant: Tenant) -> String {
        let expires = booking.end.instant.microseconds / 1_000_000 + ManageLink.keptAfterwards
        return SignedToken("\(tenant.slug).\(booking.id)", for: ManageLink.purpose, expires: expires).sealed(by: keys)
    }

    /// The whole address that opens a booking without further proof.
    func manageURL(_ booking: Appointment, of tenant: Tenant) -> String {
        settings.publicURL + Place.manage(token: manageToken(booking, of: tenant), .booking).path
    }
}
