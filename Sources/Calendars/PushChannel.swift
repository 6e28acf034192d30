public import Postgres
public import Sealing

/// A channel through which Google tells that a calendar changed. Of a message only its token makes one, so whoever has this was told.
///
/// The token is a statement of ours that Google carries back. It names the business, so that nobody is searched for, and a forged one is
/// known without asking anybody.
public struct PushChannel: Equatable, Sendable {
    private static let purpose = Purpose(rawValue: "calendar channel")

    let tenant: Int64
    /// Its name at Google.
    let id: String

    init(tenant: Int64, id: String) { (self.tenant, self.id) = (tenant, id) }

    /// nil where the token isn't ours, or another channel's.
    public init?(id: String, token: String, keys: KeyRing) {
        guard let subject = SignedToken(token, for: Self.purpose, at: 0, by: keys)?.subject else { return nil }
        let parts = subject.split(separator: ".")
        guard parts.count == 2, let tenant = Int64(parts[0]), parts[1] == id else { return nil }
        self.init(tenant: tenant, id: id)
    }

    /// What Google is to bring along. It takes 256 characters. The channel's row says when it ends.
    func token(_ keys: KeyRing) -> String { SignedToken("\(tenant).\(id)", for: Self.purpose, expires: .max).sealed(by: keys) }

    /// Has the calendar read that changed; false where the channel has ended.
    ///
    /// - Parameter changed: false for the message that only says that the channel is open.
    public func hear(changed: Bool, in database: Database) throws(DatabaseError) -> Bool {
        try database.call(Self.hearing, tenant: tenant, tenant, id, changed).first ?? false
    }

    private static let hearing = Statement<Bool, Int64, String, Bool>(SQL.hearPush) { row throws(DatabaseError) in try row.read("heard") }
}
