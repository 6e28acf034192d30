internal import CLinux
internal import Glibc

/// A point of the monotonic clock, which stands still while the machine is suspended and knows no zones or leaps.
///
/// Reckoning ends at the bounds of the clock instead of trapping: some moments are a worker's word, and a wild one of these must
/// not end the supervisor.
struct Moment: Hashable, Comparable, Sendable {
    var microseconds: Int64

    static var now: Moment {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }

    static func + (left: Moment, right: Duration) -> Moment {
        let (sum, isBeyond) = left.microseconds.addingReportingOverflow(right.microseconds)
        return Moment(microseconds: isBeyond ? (right < .zero ? .min : .max) : sum)
    }

    static func - (left: Moment, right: Moment) -> Duration {
        let (difference, isBeyond) = left.microseconds.subtractingReportingOverflow(right.microseconds)
        return .microseconds(isBeyond ? (left < right ? Int64.min : .max) : difference)
    }
}

extension Duration {
    var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
    var milliseconds: Double { Double(microseconds) / 1_000 }

    /// The corresponding C type is `timeval`. Zero would mean no limit, so the shortest is a microsecond.
    var timeval: Glibc.timeval {
        let whole = max(microseconds, 1)
        return Glibc.timeval(tv_sec: Int(whole / 1_000_000), tv_usec: Int(whole % 1_000_000))
    }
}
