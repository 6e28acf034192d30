internal import CLinux
internal import Glibc

/// The datagrams that came through a pool's door of nudges.
struct Letters {
    /// The names of dead workers.
    private(set) var dead: [String] = []

    /// Takes all that wait. One whose words mean nothing says that there may be work.
    init(from door: Int32) {
        var room = [UInt8](repeating: 0, count: 256)
        while case let count = Self.receive(&room, door), count > 0 {
            if let name = Self.dead(room.prefix(count)) { dead.append(name) }
        }
    }

    /// The corresponding C function is `recv`.
    private static func receive(_ room: inout [UInt8], _ door: Int32) -> Int {
        unsafe room.withUnsafeMutableBytes { unsafe recv(door, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
    }

    /// The name in `free NAME`: letters, digits and `-`.
    static func dead(_ words: ArraySlice<UInt8>) -> String? {
        let name = words.dropFirst(5)
        guard words.starts(with: "free ".utf8), (1...100).contains(name.count), name.allSatisfy(belongs) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }

    private static func belongs(_ byte: UInt8) -> Bool {
        let small = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(small) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
    }
}

/// A way to tell a pool that finds its work itself that there may be some. It never waits and never fails: who isn't nudged looks
/// by itself a moment later.
public struct Nudge: Sendable {
    private let socket: Int32
    private let door: String

    /// For the pool whose door lies there.
    public init(_ door: String) {
        socket = linux_unix_datagrams()
        self.door = door
    }

    /// Sends one, whose words mean nothing.
    public func send() { _ = Listener.send(Array("!".utf8), to: door, from: socket) }
}
