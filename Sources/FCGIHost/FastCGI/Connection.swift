internal import CLinux
internal import Glibc

/// One accepted connection. It is closed when it goes.
///
/// The corresponding C function is `accept4`.
struct Connection: ~Copyable {
    let descriptor: Int32

    /// Takes the next connection; nil when another worker was faster, or the listener is shut and nobody waits any more.
    init?(from listener: Int32) throws(SystemError) {
        let accepted = linux_accept(listener)
        if accepted < 0 {
            guard [EAGAIN, EINTR, ECONNABORTED, EINVAL].contains(errno) else { throw SystemError("accept") }
            return nil
        }
        descriptor = accepted
    }

    deinit { close(descriptor) }

    /// Forgets the descriptor, which somebody else closed.
    consuming func forget() { discard self }

    private static let ourUser = geteuid()

    /// Whether the peer runs as us, as root, or as the front server, or came from the front server's address.
    func comes(from frontServer: FrontServer) -> Bool {
        var user: UInt32 = 0
        var group: UInt32 = 0
        guard unsafe linux_peer(descriptor, &user, &group) == 0 else { return false }
        // The kernel knows no user of a peer that came by TCP.
        if user == .max { return Address(peerOf: descriptor).map { frontServer.admits($0) } ?? false }
        return user == Self.ourUser || user == 0 || user == frontServer.user || group == frontServer.group
    }

    /// Whether the peer has closed its side altogether, so that nobody would read an answer.
    var hungUp: Bool {
        var state = pollfd(fd: descriptor, events: 0, revents: 0)
        return unsafe poll(&state, 1, 0) > 0 && state.revents & Int16(POLLHUP | POLLERR) != 0
    }

    /// Bounds each wait for the peer. The corresponding C options are `SO_RCVTIMEO` and `SO_SNDTIMEO`.
    func bound(_ option: Int32, to wait: Duration) {
        var time = wait.timeval
        unsafe setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    /// How long a peer may go on sending after its answer, however little it sends at a time.
    private static let lingering = Duration.milliseconds(500)

    /// Tells the peer that nothing follows, then throws away what it still sends, up to a number of bytes, so that it can read
    /// the answer instead of an error.
    func drain(_ limit: Int, through window: inout [UInt8]) {
        shutdown(descriptor, Int32(SHUT_WR))
        bound(SO_RCVTIMEO, to: .milliseconds(200))
        let end = Moment.now + Self.lingering
        var left = limit
        while left > 0, .now < end {
            let count = unsafe window.withUnsafeMutableBytes { room in unsafe recv(descriptor, room.baseAddress, room.count, 0) }
            guard count > 0 else { return }
            left -= count
        }
    }
}

/// How a request stood in its socket when the wait for it was over.
enum Arrival: Equatable {
    /// All of it is there.
    case whole
    /// Its parameters are there; the body is longer than what a socket is sure to hold.
    case large
    /// Its parameters are there, the body ends too early.
    case cut
    /// Its parameters are there, the body didn't come in time.
    case late
    /// Nobody to answer: nothing or only half a head came.
    case gone
    case refused(Framing.Fault)
}

extension Connection {
    /// Waits until the request has arrived, looking without taking, so that libfcgi finds every byte in the socket.
    ///
    /// The first look doesn't wait: nginx sends a request in one piece, right after it connected. Further looks are made when
    /// something came, each from the start; `SO_PEEK_OFF` would spare the copying, but older kernels give a reader that waits with
    /// it the wrong bytes. What isn't taken fills the sender's buffer: 70 writes of one byte were enough here, so nginx must gather
    /// a request before it sends it (`fastcgi_request_buffering on`, its default).
    func arrive(within limits: Limits, window: inout [UInt8], patience: Patience) -> Arrival {
        var framing = Framing(parameterLimit: limits.parameters)
        var seen = 0
        var ended = false
        if let verdict = look(&framing, &window, &seen) { return verdict }
        let deadline = Moment.now + min(limits.arrival, limits.request)
        patience.watch(descriptor)
        while seen < window.count {
            if let verdict = look(&framing, &window, &seen) { return verdict }
            if ended { return framing.parametersComplete ? .cut : .gone }
            switch patience.wait(until: deadline) {
            case .over: return framing.parametersComplete ? .late : .gone
            case .ended: ended = true
            case .came: break
            }
        }
        bound(SO_RCVTIMEO, to: limits.arrival)
        return framing.parametersComplete ? .large : .refused(.parameters)
    }

    /// Looks at all that lies there and reads what is new; nil when more is needed.
    private func look(_ framing: inout Framing, _ window: inout [UInt8], _ seen: inout Int) -> Arrival? {
        let count = unsafe window.withUnsafeMutableBytes { room in
            unsafe recv(descriptor, room.baseAddress, room.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        }
        guard count > seen else { return nil }
        defer { seen = count }
        switch framing.read(window.span.extracting(seen..<count)) {
        case .incomplete: return nil
        case .complete: return .whole
        case .refused(let fault): return .refused(fault)
        }
    }
}

/// Waits for one connection's bytes. Made once for a worker; a connection leaves it by being closed.
///
/// The corresponding C function is `epoll_create1`.
struct Patience {
    enum Outcome { case came, ended, over }

    private let poller: Int32

    init() throws(SystemError) {
        poller = linux_poller()
        guard poller >= 0 else { throw SystemError("epoll_create1") }
    }

    func watch(_ descriptor: Int32) { _ = linux_watch_arrivals(poller, descriptor) }

    func wait(until deadline: Moment) -> Outcome {
        let left = (deadline - .now).milliseconds.rounded(.up)
        guard left > 0 else { return .over }
        return switch linux_wait_arrival(poller, Int32(left)) {
        case 0: .over
        case 1: .came
        default: .ended
        }
    }
}
