internal import Booking

/// The tenants that a worker has seen, by their names in addresses: a guess that spares the look before each request.
struct SeenTenants {
    /// More are as well looked up.
    private static let most = 1_000
    private var tenants: [String: Tenant] = [:]

    subscript(slug: String) -> Tenant? {
        get { tenants[slug] }
        set {
            if tenants.count >= Self.most { tenants = [:] }
            tenants[slug] = newValue
        }
    }
}
