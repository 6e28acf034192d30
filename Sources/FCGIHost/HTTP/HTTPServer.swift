internal import CLinux
internal import Glibc

/// Answers HTTP on the loopback address: one process, one thread, one loop, however many talk at once and however slowly they are
/// answered.
public final class HTTPServer {
    /// Bytes of a request's body.
    private static let mostBody = 4_194_304
    /// The loop looks around at least so often.
    private static let pulse = Duration.seconds(1)

    private let listener: Int32
    private let answer: (Result<HTTPQuestion, HTTPRefusal>) -> AnyIterator<Delivery>
    private var connections: [HTTPConnection] = []

    /// - Parameter answer: is asked once for each request, or for what is none, and gives its answer piece by piece: the head,
    ///   which says how the body's end is told, and the body.
    public init(_ endpoint: Endpoint, answer: @escaping (Result<HTTPQuestion, HTTPRefusal>) -> AnyIterator<Delivery>) throws {
        listener = try Listener.openTCP(endpoint)
        self.answer = answer
    }

    deinit { close(listener) }

    /// Serves until the process ends.
    public func run() -> Never {
        while true { turn(atMost: Self.pulse) }
    }

    /// One turn of the loop: waits until something can be done, and does it.
    public func turn(atMost pause: Duration) {
        let door = Wait(descriptor: listener, events: Int16(POLLIN))
        let wake = connections.compactMap(\.wake).min().map { max($0 - .now, .zero) } ?? pause
        let ready = Set(Wait.any(of: [door] + connections.map(\.wait), for: min(wake, pause)))
        let now = Moment.now
        for connection in connections {
            let isReady = ready.contains(connection.wait)
            if isReady || connection.wake.map({ $0 <= now }) == true { connection.go(at: now, isReady: isReady, on: answer) }
        }
        if ready.contains(door) { accept(now) }
        connections.removeAll { $0.isDone }
    }

    /// Takes who waits, of whom most have sent their question by now.
    private func accept(_ now: Moment) {
        while case let accepted = linux_accept_ready(listener), accepted >= 0 {
            let connection = HTTPConnection(accepted, mostBody: Self.mostBody, began: now)
            connection.go(at: now, isReady: true, on: answer)
            connections.append(connection)
        }
    }
}
