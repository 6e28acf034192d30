internal import CLinux
internal import Glibc

/// Sockets that whoever started us had open already, and keeps when we end: systemd's socket units, by `FileDescriptorName=`.
///
/// The corresponding C function is `sd_listen_fds_with_names`.
struct HandedSockets {
    /// The first one's number; the others follow.
    private static let first: Int32 = 3

    /// The descriptors by their names.
    let doors: [String: Int32]

    /// Takes those that the environment tells of, unless it was another process that was told.
    init(_ said: [String: String]) throws(ListenerError) {
        let names = try Self.names(said, pid: getpid())
        var doors: [String: Int32] = [:]
        for (index, name) in names.enumerated() {
            guard doors[name] == nil else { throw .handedTwice(name) }
            doors[name] = Self.keep(Self.first + Int32(index))
        }
        self.doors = doors
    }

    /// The names in the order of their descriptors.
    static func names(_ said: [String: String], pid: Int32) throws(ListenerError) -> [String] {
        guard let count = said["LISTEN_FDS"].flatMap({ Int($0) }), count > 0, said["LISTEN_PID"] == "\(pid)" else { return [] }
        let names = (said["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        guard names.count == count else { throw .unnamed(count) }
        return names
    }

    /// Out of the way of the numbers that workers are given, and not waiting in `accept` when another worker was faster.
    private static func keep(_ descriptor: Int32) -> Int32 {
        defer { close(descriptor) }
        linux_dont_wait(descriptor)
        return linux_duplicate_above(descriptor, Handover.lowestOwn)
    }

    /// The door of a pool, where it was handed over.
    func door(of pool: PoolConfiguration) throws(ListenerError) -> Inheritance.Door? {
        guard let handed = doors[pool.name] else { return nil }
        return Inheritance.Door(descriptor: try Listener.adopt(handed, for: pool), isKept: true)
    }

    /// Says which of them no pool has asked for: a name that is misspelt must not end in a second socket beside the first.
    func refuseStrangers(_ pools: [PoolConfiguration]) throws(ListenerError) {
        let strange = Set(doors.keys).subtracting(pools.map(\.name)).sorted()
        guard strange.isEmpty else { throw .strange(strange) }
    }
}
