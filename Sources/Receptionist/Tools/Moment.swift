public import Booking
public import Postgres

/// An instant with the business's offset at it, as it stands in results, cards and stored state.
public struct Moment: Hashable, Comparable, Sendable, Codable {
    public var microseconds: Int64
    /// Seconds east of UTC.
    public var offset: Int
    public var abbreviation: String

    public init(_ time: ZonedTime) {
        microseconds = time.instant.microseconds
        offset = time.offset
        abbreviation = time.abbreviation
    }

    public var instant: Instant { Instant(microseconds: microseconds) }

    /// The business's own calendar day.
    public var day: CivilDate { Days.date(Int(localSeconds >= 0 ? localSeconds / 86_400 : (localSeconds - 86_399) / 86_400)) }

    /// The minute of that day.
    public var minute: Int { Int(((localSeconds % 86_400) + 86_400) % 86_400) / 60 }

    private var localSeconds: Int64 { microseconds / 1_000_000 + Int64(offset) }

    public static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

    /// RFC 3339 with the offset, to the second.
    public var rfc3339: String {
        let seconds = Int(((localSeconds % 60) + 60) % 60), east = abs(offset) / 60
        let time = "\(Self.two(minute / 60)):\(Self.two(minute % 60)):\(Self.two(seconds))"
        return "\(Self.day(day))T\(time)\(offset < 0 ? "-" : "+")\(Self.two(east / 60)):\(Self.two(east % 60))"
    }

    /// A day as ISO 8601 writes it.
    static func day(_ day: CivilDate) -> String {
        let year = String(day.year)
        return "\(String(repeating: "0", count: 4 - year.count))\(year)-\(two(day.month))-\(two(day.day))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
