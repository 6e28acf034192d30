/// Who is told what the pools are doing: whoever reaches the socket itself, this machine through nginx, and from elsewhere
/// whoever holds the token.
struct StatusAccess {
    /// The secret of `Authorization: Bearer`; nobody holds an empty one.
    private let token: [UInt8]

    init(token: String?) { self.token = Array((token ?? "").utf8) }

    /// Whether the sender of a request may see.
    func admits(_ request: StatusRequest) -> Bool {
        request.visitor.allSatisfy(Self.isThisMachine) || holdsToken(request.authorization)
    }

    private func holdsToken(_ authorization: String?) -> Bool {
        guard let authorization, !token.isEmpty else { return false }
        let scheme = authorization.prefix(7)
        guard scheme.lowercased() == "bearer " else { return false }
        return Self.areEqual(Array(authorization.utf8.dropFirst(7)), token)
    }

    /// 127.0.0.0/8 and ::1, as nginx writes them.
    private static func isThisMachine(_ address: String) -> Bool {
        if address == "::1" { return true }
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Compares in a time that depends on the guess's length only: neither on where the two differ nor on how long the secret is.
    private static func areEqual(_ guess: [UInt8], _ secret: [UInt8]) -> Bool {
        var difference = guess.count ^ secret.count
        for (index, byte) in guess.enumerated() { difference |= Int(byte ^ secret[index % secret.count]) }
        return difference == 0
    }
}
