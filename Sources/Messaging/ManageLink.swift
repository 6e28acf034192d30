public import Booking
public import Postgres
public import Sealing

/// What a manage link says: whose booking, until when. Whoever has one looks at the booking, moves and cancels it.
public struct ManageLink {
    private static let purpose = Purpose(rawValue: "manage")
    /// A link outlives its appointment by so many seconds, for those who want to look back.
    private static let keptAfterwards: Int64 = 30 * 86_400

    /// The business's name in addresses.
    public let tenant: String
    public let booking: Appointment.ID

    /// Reads a token; nil where it isn't ours or ran out.
    public init?(_ token: String, at now: Instant, keys: KeyRing) {
        guard let signed = SignedToken(token, for: Self.purpose, at: now.microseconds / 1_000_000, by: keys) else { return nil }
        let parts = signed.subject.split(separator: ".")
        guard parts.count == 2, let booking = Int64(parts[1]) else { return nil }
        self.booking = Appointment.ID(booking)
        tenant = String(parts[0])
    }

    /// Whose token it is, before the business's clock can be asked whether it still counts.
    public static func tenant(of token: String, keys: KeyRing) -> String? {
        ManageLink(token, at: Instant(microseconds: .min), keys: keys)?.tenant
    }

    /// The token of a booking that ends then.
    public static func token(_ booking: Appointment.ID, end: Instant, of tenant: String, keys: KeyRing) -> String {
        let expires = end.microseconds / 1_000_000 + keptAfterwards
        return SignedToken("\(tenant).\(booking)", for: purpose, expires: expires).sealed(by: keys)
    }

    /// The whole address that opens a booking without further proof.
    public static func url(_ booking: Appointment, of tenant: Tenant, publicURL: String, keys: KeyRing) -> String {
        "\(publicURL)/manage/\(token(booking.id, end: booking.end.instant, of: tenant.slug, keys: keys))"
    }
}
