internal import Glibc

/// A range of addresses, such as `10.0.0.0/8`, `fd00::/8` or one address alone.
///
/// Each is kept as IPv6 writes it, an IPv4 address as `::ffff:a.b.c.d`: that is also how a socket for both sees an IPv4 peer.
public struct Network: Hashable, Sendable {
    private let address: Address
    private let length: Int

    /// Reads an address in numbers, and behind a slash how many of its bits count; nil for anything else, and where a bit that
    /// doesn't count is set, because then one of the two is a mistake.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = Address(String(parts[0])) else { return nil }
        let most = address.isMapped ? 32 : 128
        let said = parts.count == 2 ? Self.length(parts[1], upTo: most) : most
        guard let said else { return nil }
        self.address = address
        length = said + 128 - most
        guard address.bits(from: length).allSatisfy({ $0 == 0 }) else { return nil }
    }

    private static func length(_ text: Substring, upTo most: Int) -> Int? {
        guard !text.isEmpty, text.count <= 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text).flatMap { $0 <= most ? $0 : nil }
    }

    func contains(_ other: Address) -> Bool {
        (0..<length).allSatisfy { address.bit($0) == other.bit($0) }
    }
}

/// An address of IPv6, or one of IPv4 as IPv6 writes it.
struct Address: Hashable, Sendable {
    private var bytes: [UInt8]

    /// Reads an address in numbers. The corresponding C function is `inet_pton`, which wouldn't see what stands behind a NUL.
    init?(_ text: String) {
        guard !text.utf8.contains(0) else { return nil }
        var four: [UInt8] = [0, 0, 0, 0]
        var sixteen = [UInt8](repeating: 0, count: 16)
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            bytes = Self.mapped(four)
        } else if unsafe inet_pton(AF_INET6, text, &sixteen) == 1 {
            bytes = sixteen
        } else {
            return nil
        }
    }

    /// The address of whoever is at the other end; nil where the socket isn't one of TCP.
    ///
    /// The corresponding C function is `getpeername`.
    init?(peerOf socket: Int32) {
        var place = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let outcome = unsafe withUnsafeMutablePointer(to: &place) { whole in
            unsafe whole.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getpeername(socket, $0, &size) }
        }
        guard outcome == 0 else { return nil }
        // Behind the family and the port; in IPv6 behind a label too.
        switch Int32(place.ss_family) {
        case AF_INET: bytes = Self.mapped(Self.bytes(of: place, 4..<8))
        case AF_INET6: bytes = Self.bytes(of: place, 8..<24)
        default: return nil
        }
    }

    private static func mapped(_ four: [UInt8]) -> [UInt8] { [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + four }

    private static func bytes(of place: sockaddr_storage, _ range: Range<Int>) -> [UInt8] {
        unsafe withUnsafeBytes(of: place) { unsafe Array($0[range]) }
    }

    /// Whether it is one of IPv4.
    var isMapped: Bool { bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] }

    func bit(_ index: Int) -> UInt8 { bytes[index / 8] >> (7 - index % 8) & 1 }

    func bits(from start: Int) -> [UInt8] { (start..<128).map(bit) }
}

/// An address and a port, such as `10.0.0.5:9000` or `[fd00::5]:9000`.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// The address without brackets.
    let host: String
    let port: UInt16

    /// Reads an address in numbers and a port; nil for anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0 else { return nil }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
        self.port = port
        guard let address = Address(self.host), isBracketed != address.isMapped else { return nil }
    }

    /// Whether nobody else's machine can reach it.
    public var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }

    var isIPv6: Bool { host.contains(":") }

    public var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

extension FrontServer {
    func admits(_ address: Address) -> Bool { addresses.contains { $0.contains(address) } }
}
