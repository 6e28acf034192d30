/// What stands where in a section of the scoreboard, in words of 64 bits.
///
/// Workers of a newer program may share the scoreboard of an older supervisor: a change of meaning is a new `version`, and a worker
/// whose `Stand` names another one can't boot. It isn't told in this memory, where a worker that raves could keep all others out.
enum Layout {
    static let version = 4

    /// How many workers a pool may have at once, those that leave included.
    static let places = 256
    /// A page for what the whole pool shares.
    static let headWords = 512
    /// Two pages, so that no two workers write the same one.
    static let placeWords = 1024
    static let sectionBytes = (headWords + places * placeWords) * 8

    // Of the head; its first word isn't used.
    static let queueEmptyAt = 1
    /// How many requests lost their worker so far, and the latest of them.
    static let lostCount = 2
    static let lost = 8
    static let lostKept = 64
    /// The request that each place's worker has under way: here, so that all of them are found in one page.
    static let underWay = 256

    // Of a place.
    /// The state in the upper half, the pid in the lower.
    static let state = 0
    static let answered = 1
    static let since = 2
    static let heartbeat = 3
    static let resident = 4
    /// Microseconds that were waited for the database.
    static let database = 5
    static let cancelled = 6
    static let shed = 7
    /// Four words of a name.
    static let route = 8
    static let accepted = 12
    static let slow = 13
    static let dropped = 14

    /// Where the histograms of the routes begin: a name, a count for each bound and for what is above all, the sum in microseconds.
    static let slots = 16
    static let slotCount = 48
    static let slotWords = nameWords + bounds.count + 1 + 1
    static let nameWords = 4
    /// The upper bounds of a histogram's counts, in milliseconds.
    static let bounds = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000]
}
