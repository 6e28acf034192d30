/// The name of a route as the scoreboard holds it: 32 bytes at most, in words.
struct RouteName: Hashable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    /// What has no name of its own.
    static let other = RouteName("other")

    init(_ text: String) {
        for (at, byte) in text.utf8.prefix(32).enumerated() {
            let part = UInt64(byte) << UInt64(at % 8 * 8)
            switch at / 8 {
            case 0: first |= part
            case 1: second |= part
            case 2: third |= part
            default: fourth |= part
            }
        }
    }

    init(words: (UInt64, UInt64, UInt64, UInt64)) { (first, second, third, fourth) = words }

    var words: (UInt64, UInt64, UInt64, UInt64) { (first, second, third, fourth) }

    /// Whether it has no first byte, whatever stands behind it.
    var isEmpty: Bool { first & 0xFF == 0 }

    /// The bytes up to the first zero.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for word in [first, second, third, fourth] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                let byte = UInt8(truncatingIfNeeded: word >> shift)
                if byte == 0 { return bytes }
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// The name, in which whatever isn't printable ASCII reads as a question mark: a worker may have written anything.
    var text: String {
        String(decoding: bytes.map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}
