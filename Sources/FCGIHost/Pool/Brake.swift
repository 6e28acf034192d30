/// Slows down a pool whose workers end early: 0.1 s doubling to 10 s, and one try at a time until one holds.
///
/// One for the whole pool, because all its workers run the same program: with one for each worker, four that abort while booting
/// would be forked 48 times in the first minute, here twelve.
struct Brake: Equatable {
    let first: Duration
    let last: Duration
    /// Tries that failed one after another.
    private(set) var failures = 0
    /// When the next try may be made.
    private(set) var due: Moment?
    /// The place of the worker that is being tried.
    private(set) var probe: Int?

    init(_ limits: Limits) {
        first = limits.firstDelay
        last = limits.lastDelay
    }

    var isOff: Bool { failures == 0 }

    /// Whether a worker may be started.
    func allows(_ now: Moment) -> Bool { isOff || probe == nil && due.map { $0 <= now } ?? true }

    /// A worker is started there.
    mutating func started(_ place: Int) { if !isOff { probe = place } }

    /// The worker there ended early. Gives how long the next try waits; others that were under way when the first one fell don't
    /// make it longer.
    mutating func failed(_ place: Int, _ now: Moment) -> Duration {
        if isOff || probe == place {
            failures += 1
            due = now + min(first * (1 << min(failures - 1, 20)), last)
            probe = nil
        }
        return due.map { max($0 - now, .zero) } ?? .zero
    }

    /// The worker there holds, or left without a fault of its own.
    mutating func held(_ place: Int) { if probe == place { release() } }

    /// Another program is tried: what was learned of the one before doesn't count.
    mutating func release() {
        failures = 0
        due = nil
        probe = nil
    }
}
