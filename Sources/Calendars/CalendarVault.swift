internal import Sealing

/// Seals what must not be read from the database, each thing for the one place where it stands.
struct CalendarVault {
    enum Place {
        case refreshToken(account: Int64)
        case accessToken(account: Int64)
        case verifier(state: [UInt8])
        case code(state: [UInt8])

        var name: String {
            switch self {
            case .refreshToken(let account): "calendar_accounts/\(account)/refresh_token"
            case .accessToken(let account): "calendar_accounts/\(account)/access_token"
            case .verifier(let state): "oauth_states/\(Hexadecimal.encode(state))/verifier"
            case .code(let state): "oauth_states/\(Hexadecimal.encode(state))/code"
            }
        }
    }

    private static let purpose = Purpose(rawValue: "calendar tokens")

    let keys: KeyRing
    let tenant: Int64

    func seal(_ text: String, in place: Place) -> [UInt8] {
        keys.seal(Array(text.utf8), for: Self.purpose, in: "\(tenant)/\(place.name)")
    }

    /// nil where it was sealed for another place, or by a key that is no longer in the ring.
    func open(_ sealed: [UInt8], in place: Place) -> String? {
        keys.open(sealed, for: Self.purpose, in: "\(tenant)/\(place.name)").map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same anew, where an older key sealed it.
    func renewed(_ sealed: [UInt8], _ text: String, in place: Place) -> [UInt8]? {
        keys.isOfNewestKey(sealed) ? nil : seal(text, in: place)
    }
}
