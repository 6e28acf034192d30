internal import CLinux
internal import Glibc
internal import Synchronization

/// An answer that is still being worked on, and what its client gets when that takes too long.
///
/// Of the worker's two threads one sends an answer, and only one: whoever settles it first. While the watchdog settles it, the other
/// waits, so that what is counted has one writer at a time.
final class Deferral: Sendable {
    /// When it takes too long.
    let due: Moment
    private let isSettled = Mutex(false)
    private let sendMeanwhile: @Sendable () -> Void

    init(due: Moment, sendMeanwhile: @escaping @Sendable () -> Void) {
        self.due = due
        self.sendMeanwhile = sendMeanwhile
    }

    /// Sends what is said meanwhile, unless the work was done first. Called by the watchdog.
    func expire() {
        isSettled.withLock { isSettled in
            if isSettled { return }
            isSettled = true
            sendMeanwhile()
        }
    }

    /// Whether the work was done first, so that what it gave is the answer.
    func claim() -> Bool {
        isSettled.withLock { isSettled in
            defer { isSettled = true }
            return !isSettled
        }
    }
}

/// Wakes the watchdog out of its sleep.
///
/// The corresponding C function is `eventfd`.
struct Bell: Sendable {
    let descriptor: Int32

    init() throws(SystemError) {
        descriptor = linux_bell()
        guard descriptor >= 0 else { throw SystemError("eventfd") }
    }

    func ring() {
        var one: UInt64 = 1
        _ = unsafe write(descriptor, &one, 8)
    }

    func hush() {
        var count: UInt64 = 0
        _ = unsafe read(descriptor, &count, 8)
    }
}
