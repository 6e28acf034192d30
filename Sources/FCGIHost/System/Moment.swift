internal import CLinux
internal import Glibc

/// A point of the monotonic clock, which stands still while the machine is suspended and knows no zones or leaps.
struct Moment: Hashable, Comparable, Sendable {
    var microseconds: Int64

    static var now: Moment {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    static func < (left: Moment, right: Moment) -> Bool { left.microseconds < right.microseconds }
    static func + (left: Moment, right: Duration) -> Moment { Moment(microseconds: left.microseconds + right.microseconds) }
    static func - (left: Moment, right: Moment) -> Duration { .microseconds(left.microseconds - right.microseconds) }
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
