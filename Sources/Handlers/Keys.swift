internal import Booking
internal import Sealing
internal import Web

extension Visit {
    /// The key of a write: the client's, or the front server's id of this request.
    ///
    /// - Parameter route: the pattern that the key is valid for.
    func requestKey(_ route: String) throws(Problem) -> RequestKey {
        guard let given = request.headers["Idempotency-Key"] else { return RequestKey(route: route, key: ownKey, bodyHash: bodyHash) }
        guard (16...255).contains(given.utf8.count), given.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .invalid("“Idempotency-Key” must have 16 to 255 plain characters. Send another, such as a UUID.")
        }
        return RequestKey(route: route, key: given, bodyHash: bodyHash)
    }

    /// The path counts as part of what was asked: one key can't move two bookings.
    private var bodyHash: [UInt8] { SHA256.digest(Array("\(request.path)\n".utf8) + request.body) }

    var ownKey: String { request.id.count >= 16 ? request.id : Random.token() }
}
