internal import FCGIHost

/// How many workers the pools have, and when one is renewed.
extension Reading {
    private static let counts = 1...128

    /// A number of workers, or a range of which so many more than are busy are kept.
    mutating func size(_ name: String, spare: String, usual: Size) -> Size {
        guard let text = environment[name] else { return without(spare, name, usual) }
        if let count = Self.count(text) { return without(spare, name, .fixed(count)) }
        guard let range = Self.range(text) else {
            faults.append("\(name) is neither a number from 1 to 128 nor a range such as 2..8")
            return usual
        }
        return .dynamic(least: range.lowerBound, most: range.upperBound, spare: number(spare, in: 1...range.upperBound) ?? 1)
    }

    /// A pool of a fixed size has no use for a spare; whoever set one meant a range.
    private mutating func without(_ spare: String, _ name: String, _ size: Size) -> Size {
        if environment[spare] != nil { faults.append("\(spare) means something only where \(name) is a range such as 2..8") }
        return size
    }

    /// The jobs pool finds its work itself, so that nothing tells how many it needs.
    mutating func jobsSize() -> Size { .fixed(number("HOLDFAST_JOBS_WORKERS", in: Self.counts) ?? 1) }

    /// None where a real network is asked. A webhook of the stand-in's own may have it asked in turn, so that there are always several.
    mutating func sandboxSize(standsIn: Bool) -> Size? {
        let count = number("HOLDFAST_SANDBOX_WORKERS", in: 2...32) ?? 4
        return standsIn ? .fixed(count) : nil
    }

    /// A worker of our own takes some 20 MB, and is refused memory at 1 GiB.
    mutating func renewal() -> Renewal {
        Renewal(
            afterRequests: number("HOLDFAST_RENEW_REQUESTS", in: 100...1_000_000_000),
            aboveBytes: number("HOLDFAST_RENEW_MEGABYTES", in: 64...900).map { $0 << 20 })
    }

    private mutating func number(_ name: String, in bounds: ClosedRange<Int>) -> Int? {
        guard let text = environment[name] else { return nil }
        if let number = Int(text), bounds.contains(number) { return number }
        faults.append("\(name) is not a number from \(bounds.lowerBound) to \(bounds.upperBound)")
        return nil
    }

    private static func count(_ text: some StringProtocol) -> Int? { Int(text).flatMap { counts.contains($0) ? $0 : nil } }

    private static func range(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { count($0) }
        guard ends.count == 2, let least = ends[0], let most = ends[1], least < most else { return nil }
        return least...most
    }
}
