public import Booking
public import Sealing

/// A manage link that is short enough for a text: `/t/{tenant}/m/{code}`. The code holds the booking and a tag of nine bytes, so nothing
/// is kept and nothing can be guessed; whoever opens it is sent on to the long one.
public enum ShortLink {
    private static let purpose = Purpose(rawValue: "short manage link")
    private static let tagLength = 9

    /// The whole address.
    public static func url(_ booking: Appointment.ID, of tenant: String, publicURL: String, keys: KeyRing) -> String {
        "\(publicURL)/t/\(tenant)/m/\(code(booking, of: tenant, keys: keys))"
    }

    /// The booking of a code; nil where it isn't ours, or is another business's.
    public static func booking(_ code: String, of tenant: String, keys: KeyRing) -> Appointment.ID? {
        guard let bytes = Base64URL.decode(code), (tagLength + 1...tagLength + 8).contains(bytes.count) else { return nil }
        let number = bytes.dropLast(tagLength).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let booking = Appointment.ID(Int64(clamping: number))
        guard keys.isShortTag(Array(bytes.suffix(tagLength)), of: subject(booking, tenant), for: purpose),
            bytes == packed(booking) + bytes.suffix(tagLength)
        else { return nil }
        return booking
    }

    private static func code(_ booking: Appointment.ID, of tenant: String, keys: KeyRing) -> String {
        Base64URL.encode(packed(booking) + keys.shortTag(subject(booking, tenant), for: purpose, length: tagLength))
    }

    private static func subject(_ booking: Appointment.ID, _ tenant: String) -> String { "\(tenant).\(booking)" }

    /// A number in as few bytes as it needs, the highest first.
    private static func packed(_ booking: Appointment.ID) -> [UInt8] {
        let bytes = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: UInt64(bitPattern: booking.value) >> UInt64($0)) }
        return Array(bytes.drop { $0 == 0 })
    }
}
