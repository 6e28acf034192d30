internal import Outbound
internal import Synchronization

/// The connection outside of one process and for one purpose, made when it is first used.
final class OutboundLine: Sendable {
    private let client = Mutex<HTTPClient?>(nil)

    private struct NoMemory: Error {}

    func use<T: Sendable>(_ body: (HTTPClient) throws -> T) throws -> T {
        try client.withLock { client in
            guard let open = client ?? HTTPClient() else { throw NoMemory() }
            client = open
            return try body(open)
        }
    }
}
