/// Base64 as services of others write it (RFC 4648, section 4).
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The bytes in four characters for three bytes, filled up with `=`.
    public static func encode(_ bytes: [UInt8]) -> String {
        let groups = groups(bytes, alphabet)
        let padding = repeatElement(UInt8(ascii: "="), count: (4 - groups.count % 4) % 4)
        return String(decoding: groups + padding, as: UTF8.self)
    }

    fileprivate static func groups(_ bytes: [UInt8], _ alphabet: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - group.count))
            for place in 0...group.count { out.append(alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)]) }
        }
        return out
    }
}

/// Base64 for addresses: `-` and `_`, without padding (RFC 4648, section 5).
public enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The bytes in four characters for three bytes.
    public static func encode(_ bytes: [UInt8]) -> String { String(decoding: Base64.groups(bytes, alphabet), as: UTF8.self) }

    /// nil for other characters, padding, or bits beyond the last byte: each value has one spelling only.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var out: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for byte in text.utf8 {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            (bits, count) = (bits << 6 | UInt32(value), count + 6)
            guard count >= 8 else { continue }
            count -= 8
            out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            bits &= (1 << UInt32(count)) - 1
        }
        return bits == 0 && count < 6 ? out : nil
    }
}

/// Bytes as lower-case hexadecimal digits.
public enum Hexadecimal {
    /// Two digits for each byte.
    public static func encode(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// nil for an odd count or another character.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8((digits[$0] ?? 0) << 4 | (digits[$0 + 1] ?? 0)) }
    }
}
