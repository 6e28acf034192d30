/// Where a worker stands on the scoreboard. It travels as the last argument of a worker's command line, such as `0.3`.
public struct Stand: Hashable, Sendable, CustomStringConvertible {
    /// Its pool's section, in the order in which the supervisor was given the pools.
    var section: Int
    /// Its place in the section.
    var place: Int

    init(section: Int, place: Int) {
        self.section = section
        self.place = place
    }

    /// Reads what `description` wrote; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let section = parts[0], let place = parts[1] else { return nil }
        guard (0..<16).contains(section), (0..<Layout.places).contains(place) else { return nil }
        self.init(section: section, place: place)
    }

    public var description: String { "\(section).\(place)" }
}
