internal import Synchronization

/// The way to stop what a database is doing from another thread.
///
/// A cancellation travels by itself and may come late: whatever runs on the connection by then is hit. So the connection that was
/// aimed at isn't used for another statement outside the transaction that it was in.
public final class Canceller: Sendable {
    private struct Aim {
        var handle: CancelHandle?
        var isSpent = false
    }

    private let aim = Mutex(Aim())

    init() {}

    /// Aims at the connection that is open now, without waiting. What is given stops the statement that it runs; it waits until the
    /// server has heard of it.
    public func take() -> @Sendable () -> Void {
        let handle = aim.withLock { aim in
            aim.isSpent = true
            return aim.handle
        }
        return { _ = handle?.cancel() }
    }

    /// Whether the connection was aimed at since it was opened, or the opening itself.
    var isSpent: Bool { aim.withLock { $0.isSpent } }

    /// Begins anew: nothing is open.
    func disarm() { aim.withLock { $0 = Aim() } }

    /// Says which connection is open.
    func arm(_ handle: CancelHandle?) { aim.withLock { $0.handle = handle } }
}
