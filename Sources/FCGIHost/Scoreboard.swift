internal import CLinux
internal import Glibc

/// What every worker is doing, in memory that supervisor and workers share: a fixed place for each, words without pointers.
///
/// A worker writes its own place only, and the supervisor believes none of it: a number out of range reads as `starting`, and no
/// content of it decides more than whether that worker is ended. The file's size is sealed.
@safe
struct Scoreboard {
    enum State: UInt64 { case empty, starting, idle, busy, continuing, leaving }

    /// What stands in one place.
    struct Entry: Equatable {
        var pid: Int32
        var state: State
        /// Requests answered since the worker's start.
        var answered: UInt64
        /// When the state, or for `continuing` its request, began.
        var since: Moment
    }

    static let wordsEach = 8
    let places: Int
    private let words: UnsafeMutablePointer<UInt64>

    /// Makes the file. The corresponding C function is `memfd_create`.
    static func make(places: Int) throws(SystemError) -> Int32 {
        let file = unsafe linux_memory_file("scoreboard")
        guard file >= 0 else { throw SystemError("memfd_create") }
        guard ftruncate(file, places * wordsEach * 8) == 0, linux_seal_size(file) == 0 else { throw SystemError("ftruncate") }
        return file
    }

    /// Maps the file. It stays mapped as long as the process lives.
    init(file: Int32) throws(SystemError) {
        let places = Int(lseek(file, 0, SEEK_END)) / (Self.wordsEach * 8)
        let mapped = unsafe mmap(nil, places * Self.wordsEach * 8, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { throw SystemError("mmap") }
        unsafe words = mapped.assumingMemoryBound(to: UInt64.self)
        self.places = places
    }

    /// Reads a place without trusting it.
    func entry(_ place: Int) -> Entry {
        let first = load(place, 0)
        return Entry(
            pid: Int32(truncatingIfNeeded: first & 0xFFFF_FFFF), state: State(rawValue: first >> 32) ?? .starting,
            answered: load(place, 1), since: Moment(microseconds: Int64(clamping: load(place, 2))))
    }

    /// Empties a place, for the next worker that gets it.
    func clear(_ place: Int) { for word in 0..<Self.wordsEach { store(place, word, 0) } }

    /// Says what the worker of this place does from now on.
    func set(_ place: Int, _ state: State, pid: Int32, since: Moment) {
        store(place, 2, UInt64(clamping: since.microseconds))
        store(place, 0, state.rawValue << 32 | UInt64(UInt32(bitPattern: pid)))
    }

    /// Counts an answer.
    func countAnswer(_ place: Int) { store(place, 1, load(place, 1) &+ 1) }

    private func store(_ place: Int, _ word: Int, _ value: UInt64) {
        precondition((0..<places).contains(place))
        unsafe linux_store(words + place * Self.wordsEach + word, value)
    }

    private func load(_ place: Int, _ word: Int) -> UInt64 {
        precondition((0..<places).contains(place))
        return unsafe linux_load(words + place * Self.wordsEach + word)
    }
}
