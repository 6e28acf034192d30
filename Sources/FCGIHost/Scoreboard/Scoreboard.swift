internal import CLinux
internal import Glibc

/// What every worker of one pool is doing, in memory that supervisor and workers share: a fixed place for each, words without pointers.
///
/// One file holds a section for each pool. A worker writes its own place and its section's head only, and the supervisor believes
/// none of it: a number out of range reads as `starting`, and no content of it decides more than whether that worker is ended.
/// The file's size is sealed; a page that nobody wrote takes no memory. `Layout` says what stands where.
@safe
struct Scoreboard: @unchecked Sendable {
    enum State: UInt64 { case empty, starting, idle, busy, continuing, leaving }

    /// What stands in one place.
    struct Entry: Equatable {
        var pid: Int32
        var state: State
        /// Requests answered since the worker's start.
        var answered: UInt64
        /// When the state, or for `continuing` its request, began.
        var since: Moment
        /// When the worker last showed that it runs.
        var heartbeat: Moment
    }

    private let words: UnsafeMutablePointer<UInt64>

    /// Makes the file. The corresponding C function is `memfd_create`.
    static func make(sections: Int) throws(SystemError) -> Int32 {
        let file = unsafe linux_memory_file("scoreboard")
        guard file >= 0 else { throw SystemError("memfd_create") }
        guard ftruncate(file, sections * Layout.sectionBytes) == 0, linux_seal_size(file) == 0 else { throw SystemError("ftruncate") }
        return file
    }

    /// Maps one section of the file. It stays mapped as long as the process lives.
    init(file: Int32, section: Int) throws(SystemError) {
        let mapped = unsafe mmap(
            nil, Layout.sectionBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, section * Layout.sectionBytes)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { throw SystemError("mmap") }
        unsafe words = mapped.assumingMemoryBound(to: UInt64.self)
    }

    /// Reads a place without trusting it.
    func entry(_ place: Int) -> Entry {
        let first = load(place, Layout.state)
        return Entry(
            pid: Int32(truncatingIfNeeded: first & 0xFFFF_FFFF), state: State(rawValue: first >> 32) ?? .starting,
            answered: load(place, Layout.answered), since: moment(place, Layout.since),
            heartbeat: moment(place, Layout.heartbeat))
    }

    /// Empties a place, for the next worker that gets it. What was never written stays unwritten, so that it takes no memory.
    func clear(_ place: Int) {
        keepLostRequest(place)
        for word in 0..<Layout.placeWords where load(place, word) != 0 { store(place, word, 0) }
    }

    /// Says what the worker of this place does from now on.
    func set(_ place: Int, _ state: State, pid: Int32, since: Moment) {
        store(place, Layout.since, UInt64(clamping: since.microseconds))
        store(place, Layout.state, state.rawValue << 32 | UInt64(UInt32(bitPattern: pid)))
    }

    /// Shows that the worker of this place runs.
    func beat(_ place: Int, at now: Moment) { store(place, Layout.heartbeat, UInt64(clamping: now.microseconds)) }

    /// Counts an answer.
    func countAnswer(_ place: Int) { add(1, place, Layout.answered) }

    /// When a worker last found nobody waiting at the pool's door.
    var queueEmptyAt: Moment { Moment(microseconds: Int64(clamping: loadHead(Layout.queueEmptyAt))) }

    /// Says that nobody waits at the pool's door.
    func noteEmptyQueue(at now: Moment) { storeHead(Layout.queueEmptyAt, UInt64(clamping: now.microseconds)) }
}

extension Scoreboard {
    private func moment(_ place: Int, _ word: Int) -> Moment { Moment(microseconds: Int64(clamping: load(place, word))) }

    func store(_ place: Int, _ word: Int, _ value: UInt64) { unsafe linux_store(address(place, word), value) }

    /// Each word has one writer, so adding needs no lock.
    func add(_ amount: UInt64, _ place: Int, _ word: Int) { store(place, word, load(place, word) &+ amount) }

    func load(_ place: Int, _ word: Int) -> UInt64 { unsafe linux_load(address(place, word)) }

    func storeHead(_ word: Int, _ value: UInt64) {
        precondition((1..<Layout.headWords).contains(word))
        unsafe linux_store(words + word, value)
    }

    func loadHead(_ word: Int) -> UInt64 {
        precondition((1..<Layout.headWords).contains(word))
        return unsafe linux_load(words + word)
    }

    private func address(_ place: Int, _ word: Int) -> UnsafeMutablePointer<UInt64> {
        precondition((0..<Layout.places).contains(place) && (0..<Layout.placeWords).contains(word))
        return unsafe words + Layout.headWords + place * Layout.placeWords + word
    }
}
