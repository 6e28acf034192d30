internal import CLinux
internal import Glibc

/// Tells the pools that find their work themselves who has died, so that what it had leased is free at once.
///
/// Datagrams that don't fit wait here; beyond a number the oldest are let go, and their leases run out by themselves.
struct Obituaries {
    private static let most = 256

    private let socket = linux_duplicate_above(linux_unix_datagrams(), Handover.lowestOwn)
    private var waiting: [(door: String, words: [UInt8])] = []

    var isEmpty: Bool { waiting.isEmpty }

    /// A worker of that name is gone.
    mutating func add(_ name: String, to doors: [String]) {
        waiting += doors.map { ($0, Array("free \(name)".utf8)) }
        waiting.removeFirst(max(waiting.count - Self.most, 0))
        send()
    }

    /// Sends what fits.
    mutating func send() { waiting.removeAll { [socket] in Self.deliver($0.words, to: $0.door, from: socket) } }

    /// Whether nothing more is to be done: it is there, or nobody will ever read it.
    private static func deliver(_ words: [UInt8], to door: String, from socket: Int32) -> Bool {
        let sent = Listener.send(words, to: door, from: socket)
        return sent == 0 || ![EAGAIN, ENOBUFS, EINTR].contains(sent)
    }
}
