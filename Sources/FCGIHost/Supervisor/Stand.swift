internal import Glibc

/// Where a worker stands on the scoreboard. It travels as the last argument of a worker's command line, such as `4.0.3`, or `4.0.3.canary`.
public struct Stand: Hashable, Sendable, CustomStringConvertible {
    private static let canary = ".canary"

    /// What the supervisor means by the scoreboard's words.
    var layout: Int
    /// Its pool's section, in the order in which the supervisor was given the pools.
    var section: Int
    /// Its place in the section.
    var place: Int
    /// Whether a reload waits for what it finds: it must pass its program's check before it serves.
    var isCanary: Bool

    init(section: Int, place: Int, isCanary: Bool = false, layout: Int = Layout.version) {
        self.layout = layout
        self.section = section
        self.place = place
        self.isCanary = isCanary
    }

    /// Reads what `description` wrote; nil for anything else.
    public init?(_ text: String) {
        let isCanary = text.hasSuffix(Self.canary)
        let numbers = text.dropLast(isCanary ? Self.canary.count : 0).split(separator: ".", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard numbers.count == 3, let layout = numbers[0], let section = numbers[1], let place = numbers[2] else { return nil }
        guard (0..<16).contains(section), (0..<Layout.places).contains(place) else { return nil }
        self.init(section: section, place: place, isCanary: isCanary, layout: layout)
    }

    public var description: String { "\(layout).\(section).\(place)\(isCanary ? Self.canary : "")" }

    /// What a worker is called where its leases are kept: no other worker has had the name since the machine started, or nearly so.
    public func name(in pool: String) -> String { Self.name(pool, place: place, pid: getpid()) }

    static func name(_ pool: String, place: Int, pid: Int32) -> String { "\(pool)-\(place)-\(pid)" }
}
