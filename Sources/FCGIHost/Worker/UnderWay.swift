internal import Synchronization

/// The request that a worker has under way, as its watchdog sees it from the other thread.
final class UnderWay: Sendable {
    /// What the watchdog is told of it.
    struct Request: Equatable {
        /// When it was accepted.
        var began: Moment
        var id = ""
        var route = RouteName.other
        /// How often its work was cancelled.
        var cancellations = 0
    }

    private let request = Mutex<Request?>(nil)
    private let deferral = Mutex<Deferral?>(nil)

    init() {}

    func begin(at moment: Moment) { request.withLock { $0 = Request(began: moment) } }

    func name(_ id: String, _ route: RouteName) {
        request.withLock { request in
            request?.id = id
            request?.route = route
        }
    }

    /// Whether what it does was cancelled so far.
    var isCancelled: Bool { request.withLock { $0.map { $0.cancellations > 0 } ?? false } }

    func end() {
        request.withLock { $0 = nil }
        deferral.withLock { $0 = nil }
    }

    /// Says that its answer may take too long.
    func put(off answer: Deferral) { deferral.withLock { $0 = answer } }

    /// When its answer takes too long; nil where that doesn't matter any more.
    var due: Moment? { deferral.withLock { $0?.due } }

    /// The answer that takes too long by now, once.
    func takeOverdue(at now: Moment) -> Deferral? {
        deferral.withLock { deferral in
            guard let current = deferral, current.due <= now else { return nil }
            deferral = nil
            return current
        }
    }

    /// What is under way now.
    var now: Request? { request.withLock { $0 } }

    /// Aims at the work of the request that began then, where it is still under way: the next one is never met.
    func aim(at began: Moment, _ cancel: () -> @Sendable () -> Void) -> (request: Request, stop: @Sendable () -> Void)? {
        request.withLock { request in
            guard var current = request, current.began == began else { return nil }
            current.cancellations += 1
            request = current
            return (current, cancel())
        }
    }
}
