internal import CLinux
internal import Glibc

/// Sockets through which a pool's work comes in. Those of unix only their owner and their group may reach.
enum Listener {
    /// Connections that may wait; the kernel lowers it to its own bound.
    static let backlog: Int32 = 4096

    /// Opens a pool's door.
    static func open(for pool: PoolConfiguration) throws(ListenerError) -> Int32 {
        switch pool.door {
        case .unix(let path): try openUnix(path, listens: true, group: pool.frontServer.group)
        case .nudges(let path): try openUnix(path, listens: false, group: nil)
        case .tcp(let endpoint): try openTCP(endpoint)
        }
    }

    /// A socket in place of one that nobody serves any more. A worker that outlived its supervisor may still read nudges: it needs no
    /// more of them, and is not waited for.
    private static func openUnix(_ path: String, listens: Bool, group: UInt32?) throws(ListenerError) -> Int32 {
        var address = try address(path)
        if listens, answers(&address) { throw .taken(path) }
        unsafe unlink(path)
        let socket = listens ? linux_unix_listener() : linux_unix_datagrams()
        let before = umask(0o117)
        let bound = unsafe withAddress(&address) { unsafe bind(socket, $0, $1) }
        let failure = SystemError("bind")
        umask(before)
        guard socket >= 0, bound == 0, !listens || listen(socket, backlog) == 0 else { throw .refused(path, failure) }
        if let group, unsafe chown(path, uid_t.max, group) != 0 { throw .refused(path, SystemError("chown")) }
        defer { close(socket) }
        return linux_duplicate_above(socket, Handover.lowestOwn)
    }

    /// Removes the file of a door that is closed for good.
    static func remove(_ door: Door) { if let path = door.path { unsafe unlink(path) } }

    /// Turns new connections away; those that wait in the queue can still be taken.
    ///
    /// The corresponding C function is `shutdown`.
    static func shut(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_RD)) }

    /// Whether new connections are turned away.
    static func isShut(_ descriptor: Int32) -> Bool {
        let turnedAway = Int16(linux_peer_shut())
        var state = pollfd(fd: descriptor, events: turnedAway, revents: 0)
        return unsafe poll(&state, 1, 0) > 0 && state.revents & turnedAway != 0
    }

    /// Sends a datagram to whoever reads at that path; gives 0, or the `errno` of what kept it from going.
    ///
    /// The corresponding C function is `sendto`.
    static func send(_ bytes: [UInt8], to path: String, from socket: Int32) -> Int32 {
        guard var address = try? address(path) else { return ENAMETOOLONG }
        let sent = unsafe withAddress(&address) { place, size in
            Int32(unsafe bytes.withUnsafeBytes { unsafe sendto(socket, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT), place, size) })
        }
        return sent < 0 ? errno : 0
    }

    /// The kernel's own bound of a backlog; nil where it doesn't say.
    static var kernelBacklog: Int32? {
        let file = unsafe Glibc.open("/proc/sys/net/core/somaxconn", O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var digits = [UInt8](repeating: 0, count: 16)
        let count = unsafe digits.withUnsafeMutableBytes { room in unsafe read(file, room.baseAddress, room.count) }
        return Int32(String(decoding: digits.prefix(max(count, 0)).filter { (0x30...0x39).contains($0) }, as: UTF8.self))
    }

    static func address(_ path: String) throws(ListenerError) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count <= 100 else { throw .tooLong(path) }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in unsafe room.copyBytes(from: path.utf8) }
        return address
    }

    private static func answers(_ address: inout sockaddr_un) -> Bool {
        let probe = linux_unix_listener()
        defer { close(probe) }
        let connected = unsafe withAddress(&address) { unsafe connect(probe, $0, $1) }
        return connected == 0 || errno == EAGAIN
    }

    static func withAddress(_ address: inout sockaddr_un, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        unsafe withUnsafePointer(to: &address) { whole in
            unsafe whole.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe use($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

/// Why a socket could not be opened.
enum ListenerError: Error, CustomStringConvertible {
    case tooLong(String)
    case taken(String)
    case refused(String, SystemError)
    /// What was handed over is not what the pool asks for.
    case unfit(String)
    case unnamed(Int)
    case handedTwice(String)
    case strange([String])

    var description: String {
        switch self {
        case .tooLong(let path): "the path of the socket is longer than 100 bytes: \(path)"
        case .taken(let path): "another process serves \(path)"
        case .refused(let path, let error): "can't serve \(path): \(error)"
        case .unfit(let pool): "the socket that was handed over for \(pool) is not one that this pool can listen on"
        case .unnamed(let count): "\(count) sockets were handed over and LISTEN_FDNAMES doesn't name as many"
        case .handedTwice(let name): "two sockets were handed over as \(name)"
        case .strange(let names): "sockets were handed over for pools that there aren't: \(names.joined(separator: ", "))"
        }
    }
}
