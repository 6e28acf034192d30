internal import CLinux
internal import Glibc

/// How many connections wait at a door, and how many may.
struct QueueReading: Equatable {
    var waiting: Int
    var limit: Int
}

/// Asks the kernel for the true length of a listening socket's queue, which for a unix socket nothing else tells.
///
/// The corresponding C interface is `sock_diag(7)`; it needs no privilege. TCP listeners tell theirs by `TCP_INFO`.
/// The descriptor stays open as long as the process lives.
struct QueueDiagnosis {
    private let socket: Int32

    init() throws(SystemError) {
        let opened = linux_socket_diagnosis()
        guard opened >= 0 else { throw SystemError("socket") }
        socket = linux_duplicate_above(opened, Handover.lowestOwn)
        close(opened)
    }

    /// The queue of a listening stream socket; nil where the kernel doesn't say.
    func reading(of listener: Int32) -> QueueReading? {
        var status = stat()
        guard unsafe fstat(listener, &status) == 0 else { return nil }
        var (waiting, limit): (UInt32, UInt32) = (0, 0)
        let inode = UInt32(truncatingIfNeeded: status.st_ino)
        if unsafe linux_unix_queue(socket, inode, &waiting, &limit) != 0 {
            guard unsafe linux_tcp_queue(listener, &waiting, &limit) == 0 else { return nil }
        }
        return QueueReading(waiting: Int(waiting), limit: Int(limit))
    }
}
