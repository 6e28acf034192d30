internal import CLinux
internal import Glibc

/// One accepted connection. It is closed when it goes.
///
/// The corresponding C function is `accept4`.
struct Connection: ~Copyable {
    let descriptor: Int32

    /// Takes the next connection; nil when another worker was faster.
    init?(from listener: Int32) throws(SystemError) {
        let accepted = linux_accept(listener)
        if accepted < 0 {
            guard [EAGAIN, EINTR, ECONNABORTED].contains(errno) else { throw SystemError("accept") }
            return nil
        }
        descriptor = accepted
    }

    deinit { close(descriptor) }

    /// Forgets the descriptor, which somebody else closed.
    consuming func forget() { discard self }

    /// Whether the peer runs as us, as root, or as the front server.
    func comes(from frontServer: FrontServer) -> Bool {
        var user: UInt32 = 0
        var group: UInt32 = 0
        guard unsafe linux_peer(descriptor, &user, &group) == 0 else { return false }
        return user == geteuid() || user == 0 || user == frontServer.user || group == frontServer.group
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

    /// Tells the peer that nothing follows, then throws away what it still sends, up to a number of bytes, so that it can read
    /// the answer instead of an error.
    func drain(_ limit: Int, through window: inout [UInt8]) {
        shutdown(descriptor, Int32(SHUT_WR))
        bound(SO_RCVTIMEO, to: .milliseconds(200))
        var left = limit
        while left > 0 {
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
    /// The first look doesn't wait: nginx sends a request in one piece, right after it connected. `SO_PEEK_OFF` lets each further
    /// look begin where the last one ended.
    func arrive(within limits: Limits, window: inout [UInt8]) -> Arrival {
        var framing = Framing(parameterLimit: limits.parameters)
        var seen = look(&window, MSG_DONTWAIT)
        if seen > 0, let verdict = judge(&framing, window, seen) { return verdict }
        let deadline = Moment.now + limits.arrival
        var total = max(seen, 0)
        lookFrom(total)
        while total < window.count {
            bound(SO_RCVTIMEO, to: deadline - .now)
            seen = look(&window, 0)
            guard seen > 0 else { return ended(framing, seen) }
            if let verdict = judge(&framing, window, seen) { return verdict }
            total += seen
        }
        return framing.parametersComplete ? .large : .refused(.parameters)
    }

    private func look(_ window: inout [UInt8], _ flags: Int) -> Int {
        unsafe window.withUnsafeMutableBytes { room in
            unsafe recv(descriptor, room.baseAddress, room.count, Int32(MSG_PEEK) | Int32(flags))
        }
    }

    private func lookFrom(_ offset: Int) {
        var offset = Int32(offset)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_PEEK_OFF, &offset, socklen_t(MemoryLayout<Int32>.size))
    }

    private func judge(_ framing: inout Framing, _ window: [UInt8], _ count: Int) -> Arrival? {
        switch framing.read(window.span.extracting(first: count)) {
        case .incomplete: nil
        case .complete: .whole
        case .refused(let fault): .refused(fault)
        }
    }

    private func ended(_ framing: Framing, _ outcome: Int) -> Arrival {
        guard framing.parametersComplete else { return .gone }
        return outcome == 0 ? .cut : .late
    }
}
