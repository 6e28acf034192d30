internal import CPostgres

/// Stops what a connection is doing, from another thread or a signal's handler.
///
/// The corresponding C type is `PGcancel`.
@safe
public struct CancelHandle: ~Copyable, @unchecked Sendable {
    private let handle: OpaquePointer
    init(adopting handle: OpaquePointer) { unsafe self.handle = handle }
    deinit { unsafe PQfreeCancel(handle) }

    /// Asks the server to cancel the running statement; true says that the request arrived.
    ///
    /// The corresponding C function is `PQcancel`.
    public func cancel() -> Bool {
        var reason = [CChar](repeating: 0, count: 256)
        return unsafe PQcancel(handle, &reason, 256) == 1
    }
}
