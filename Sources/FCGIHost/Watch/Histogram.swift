/// How long the requests of one route took, counted in buckets. Sums never trap: they end at the largest number.
struct Histogram: Equatable, Sendable {
    /// The upper bounds of all buckets but the last, in microseconds.
    static let bounds = Layout.bounds.map { UInt64($0) * 1_000 }

    /// How many requests ended in each bucket.
    private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    /// The sum of all their times, in microseconds.
    private(set) var microseconds: UInt64 = 0

    var total: UInt64 { counts.reduce(0) { $0.clamped(adding: $1) } }

    /// Takes in so many requests of a bucket.
    mutating func add(_ count: UInt64, bucket: Int) { counts[bucket] = counts[bucket].clamped(adding: count) }

    /// Takes in the time that requests took together.
    mutating func add(microseconds time: UInt64) { microseconds = microseconds.clamped(adding: time) }

    /// How many requests took no longer than each bound, and at last how many there were.
    var cumulative: [UInt64] {
        var sum: UInt64 = 0
        return counts.map { count in
            sum = sum.clamped(adding: count)
            return sum
        }
    }

    /// The milliseconds within which this share of the requests ended, as though each bucket's were spread evenly over it;
    /// nil before the first request. Past the last bound only that bound is known.
    func milliseconds(ofShare share: Double) -> Double? {
        let total = Double(total)
        guard total > 0 else { return nil }
        var below = 0.0
        for (bucket, bound) in Self.bounds.enumerated() {
            let count = Double(counts[bucket])
            if count > 0, below + count >= share * total {
                let lower = bucket == 0 ? 0 : Double(Self.bounds[bucket - 1])
                return (lower + (Double(bound) - lower) * (share * total - below) / count) / 1_000
            }
            below += count
        }
        return Double(Self.bounds[Self.bounds.count - 1]) / 1_000
    }
}

extension UInt64 {
    /// The sum, or the largest number where it would pass it.
    func clamped(adding other: UInt64) -> UInt64 {
        let (sum, over) = addingReportingOverflow(other)
        return over ? .max : sum
    }
}
