internal import Glibc
internal import Synchronization

/// The way to stop what a database is doing from another thread.
///
/// A cancellation travels by itself and may come late: whatever runs on the connection by then is hit. So the connection that was
/// aimed at isn't used for another statement outside the transaction that it was in.
public final class Canceller: Sendable {
    private struct Aim {
        var handle: CancelHandle?
        var socket: Int32?
        var times = 0
    }

    /// How often the server is asked before its connection is given up. There may be nobody to hear it: libpq keeps to itself that a
    /// statement could not be sent (EIO, ENOBUFS), and waits for the answer for ever.
    private static let patience = 2

    private let aim = Mutex(Aim())

    init() {}

    /// Aims at the connection that is open now, without waiting. What is given stops the statement that it runs; it waits until the
    /// server has heard of it. Where that came to nothing several times, the connection ends at once, and its statement with an error.
    public func take() -> @Sendable () -> Void {
        aim.withLock { aim in
            aim.times += 1
            if aim.times > Self.patience {
                if let socket = aim.socket { shutdown(socket, Int32(SHUT_RDWR)) }
                return {}
            }
            return { [handle = aim.handle] in _ = handle?.cancel() }
        }
    }

    /// Whether the connection was aimed at since it was opened, or the opening itself.
    var isSpent: Bool { aim.withLock { $0.times > 0 } }

    /// Begins anew: nothing is open. Called before a connection is closed, because its socket's number will be another's.
    func disarm() { aim.withLock { $0 = Aim() } }

    /// Says which connection is open.
    func arm(_ handle: CancelHandle?, socket: Int32?) {
        aim.withLock { aim in
            aim.handle = handle
            aim.socket = socket
        }
    }
}
