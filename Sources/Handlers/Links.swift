internal import Booking
internal import Messaging

extension House {
    /// The token of a booking's link.
    func manageToken(_ booking: Appointment, of tenant: Tenant) -> String {
        ManageLink.token(booking.id, end: booking.end.instant, of: tenant.slug, keys: keys)
    }

    /// The whole address that opens a booking without further proof.
    func manageURL(_ booking: Appointment, of tenant: Tenant) -> String {
        ManageLink.url(booking, of: tenant, publicURL: settings.publicURL, keys: keys)
    }
}
