internal import CPostgres

/// Stops what a connection is doing, from another thread. It may outlive the connection, and then does nothing.
///
/// The corresponding C type is `PGcancel`, which libpq never changes after it was made.
@safe
final class CancelHandle: @unchecked Sendable {
    private let handle: OpaquePointer
    init(adopting handle: OpaquePointer) { unsafe self.handle = handle }
    deinit { unsafe PQfreeCancel(handle) }

    /// Asks the server to cancel the running statement; true says that the request arrived.
    ///
    /// The corresponding C function is `PQcancel`.
    func cancel() -> Bool {
        var reason = [CChar](repeating: 0, count: 256)
        return unsafe PQcancel(handle, &reason, 256) == 1
    }
}
