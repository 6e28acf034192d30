internal import CLinux
internal import Glibc

/// Datagrams to systemd. What it has no room for now waits; what it can't be told at all is given up.
///
/// The corresponding C function is `sd_notify`.
struct Notices {
    private let socket: Int32
    private var address: sockaddr_un
    private let size: socklen_t
    private var waiting: [String] = []

    /// - Parameter name: what `NOTIFY_SOCKET` says: a path, or a name behind `@` that stands in no folder. Nil where it can't be one.
    init?(_ name: String) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(name.utf8)
        guard name.hasPrefix("/") || name.hasPrefix("@"), bytes.count > 1, bytes.count < Self.longest else { return nil }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in unsafe room.copyBytes(from: bytes) }
        if name.hasPrefix("@") { address.sun_path.0 = 0 }
        self.address = address
        size = socklen_t(MemoryLayout<sockaddr_un>.size - Self.longest + bytes.count)
        socket = linux_duplicate_above(linux_unix_datagrams(), Handover.lowestOwn)
    }

    private static let longest = 108
    /// Datagrams that wait; a systemd that reads none of so many has other troubles.
    private static let room = 64

    /// Tells assignments, such as `READY=1`, one a line, in one datagram.
    mutating func say(_ assignments: String) {
        if waiting.count < Self.room { waiting.append(assignments) }
        flush()
    }

    /// Sends what waits, in its order.
    mutating func flush() {
        while let next = waiting.first {
            if !send(next), errno == EAGAIN { return }
            waiting.removeFirst()
        }
    }

    private mutating func send(_ words: String) -> Bool {
        let bytes = Array(words.utf8)
        return unsafe withUnsafePointer(to: &address) { whole in
            unsafe whole.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                unsafe bytes.withUnsafeBytes { unsafe sendto(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL), place, size) } >= 0
            }
        }
    }
}
