/// A point in time: microseconds since 1970-01-01T00:00:00Z, as Postgres keeps `timestamptz`.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var microseconds: Int64

    /// An instant from microseconds since 1970.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// An instant from whole seconds since 1970.
    public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, such as `2026-11-24T14:00:00Z`; a fraction only where there is one.
    public var description: String {
        let day = microseconds.floorDivided(by: Self.dayLength)
        let rest = microseconds - day * Self.dayLength
        let seconds = rest / 1_000_000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }.joined(separator: ":")
        let fraction = rest % 1_000_000 == 0 ? "" : "." + (rest % 1_000_000).padded(to: 6)
        return "\(CivilDate.text(daysSince1970: day))T\(clock)\(fraction)Z"
    }

    static let dayLength: Int64 = 86_400_000_000
}

extension Instant {
    /// Reads RFC 3339, such as `2026-11-24T09:00:00-05:00`; seconds may have a fraction, the offset is required.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), let date = CivilDate(String(text.prefix(10))),
            let clock = Self.clock(bytes[11..<19]), let tail = Self.tail(bytes[19...])
        else { return nil }
        microseconds = (date.daysSince1970 * 86_400 + clock - tail.offset) * 1_000_000 + tail.fraction
    }

    private static func clock(_ bytes: ArraySlice<UInt8>) -> Int64? {
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 3, let hour = number(parts[0], length: 2), let minute = number(parts[1], length: 2),
            let second = number(parts[2], length: 2), hour < 24, minute < 60, second < 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// The fraction in microseconds and the offset in seconds.
    private static func tail(_ bytes: ArraySlice<UInt8>) -> (fraction: Int64, offset: Int64)? {
        guard bytes.first == UInt8(ascii: ".") else { return offset(bytes).map { (0, $0) } }
        let digits = bytes.dropFirst().prefix { (48...57).contains($0) }
        guard (1...9).contains(digits.count), let offset = offset(bytes.dropFirst(1 + digits.count)) else { return nil }
        let micro = (digits.prefix(6) + Array(repeating: 48, count: max(0, 6 - digits.count)))
        return number(micro[...], length: 6).map { ($0, offset) }
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        if bytes.elementsEqual([UInt8(ascii: "Z")]) { return 0 }
        guard bytes.count == 6, let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let clock = clock(bytes.dropFirst() + Array(":00".utf8))
        else { return nil }
        return sign == UInt8(ascii: "-") ? -clock : clock
    }

    private static func number(_ bytes: ArraySlice<UInt8>, length: Int) -> Int64? {
        guard bytes.count == length, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
}

extension Int64 {
    func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    func padded(to width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}
