/// What a worker remembers of a tenant: its name in addresses, and all that was known of it as one number.
public struct Entrance: Sendable {
    let tenant: Int64
    let slug: String
    let stamp: Int64
    /// Whether a call may have been carried out whose answer was lost.
    var mayHaveBeenPassed = false

    public init(tenant: Int64, slug: String, stamp: Int64) {
        self.tenant = tenant
        self.slug = slug
        self.stamp = stamp
    }
}

extension Database {
    /// Runs a body that relies on what is remembered of a tenant. Its first call for that tenant asks the server, in its own
    /// transaction, whether it still holds; where none went well, it is asked at the end. Nil where it doesn't hold: then
    /// nothing has happened for the tenant, and the body may be run again.
    public func relying<Result>(on entrance: Entrance, _ body: () throws -> Result) throws -> Result? {
        self.entrance = entrance
        defer { self.entrance = nil }
        do {
            let result = try body()
            // The body may have made an answer of the refusal, or asked nothing.
            if let left = self.entrance, !left.mayHaveBeenPassed { try check(left) }
            return result
        } catch {
            guard (error as? DatabaseError)?.sqlState == .tenantChanged, self.entrance?.mayHaveBeenPassed == false else { throw error }
            return nil
        }
    }
}
