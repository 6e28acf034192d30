/// What stands where in a section of the scoreboard, in words of 64 bits.
///
/// Workers of a newer program may share the scoreboard of an older supervisor: a change of meaning is a new `version`, and a worker
/// that finds another one can't boot.
enum Layout {
    static let version: UInt64 = 2

    /// How many workers a pool may have at once, those that leave included.
    static let places = 256
    /// A page for what the whole pool shares.
    static let headWords = 512
    /// Two pages, so that no two workers write the same one.
    static let placeWords = 1024
    static let sectionBytes = (headWords + places * placeWords) * 8

    // Of a place.
    /// The state in the upper half, the pid in the lower.
    static let state = 0
    static let answered = 1
    static let since = 2
    static let heartbeat = 3
}
