internal import CLinux
internal import Glibc

/// Where the supervisor writes the log: its standard error, or a file that is opened anew when asked.
///
/// It never waits. Lines that the reader isn't ready for are kept up to a bound; what is beyond it, and what can't be written at all,
/// is counted and told when lines are written again.
struct LogSink {
    /// Bytes that are kept for a slow reader.
    static let room = 262_144

    private let path: String?
    private var descriptor = STDERR_FILENO
    private var waiting: [UInt8] = []
    private var lost = 0

    /// - Parameter path: the file; nil for standard error.
    init(path: String?) throws(SystemError) {
        self.path = path
        if let path { descriptor = try Self.open(path) }
    }

    /// Opens the file of this name anew, after somebody has moved the old one away. The corresponding C function is `open`.
    mutating func reopen() throws(SystemError) {
        guard let path else { return }
        let fresh = try Self.open(path)
        close(descriptor)
        descriptor = fresh
    }

    private static func open(_ path: String) throws(SystemError) -> Int32 {
        let file = unsafe linux_append(path)
        guard file >= 0 else { throw SystemError("open \(path)") }
        defer { close(file) }
        return linux_duplicate_above(file, Handover.lowestOwn)
    }

    /// Until when it can be written again there is something to wait for.
    var wait: Wait? { waiting.isEmpty ? nil : Wait(descriptor: descriptor, events: Int16(POLLOUT)) }

    /// Whether so many bytes can be taken and none is lost.
    func hasRoom(for count: Int) -> Bool { waiting.count + Log.longest + count <= Self.room }

    /// Takes whole lines and writes what can be written.
    mutating func add(_ lines: some Collection<UInt8>) {
        let note = lost > 0 ? Log.lost(lost).bytes : []
        guard waiting.count + note.count + lines.count <= Self.room else { return lost += Self.lines(in: lines) }
        if !note.isEmpty { lost = 0 }
        waiting += note
        waiting += lines
        flush()
    }

    /// Tells what is missing where no further lines may come.
    mutating func tellLost() {
        if lost > 0 { add([]) }
    }

    /// Writes for as long as no write would wait.
    mutating func flush() {
        let size = isFile ? waiting.count : Log.longest
        var written = 0
        while written < waiting.count, isWritable {
            let piece = Self.piece(of: waiting[written...], upTo: size)
            let count = unsafe piece.withUnsafeBytes { room in unsafe write(descriptor, room.baseAddress, room.count) }
            if count < 0, errno != EAGAIN, errno != EINTR { return giveUp(after: written) }
            guard count > 0 else { break }
            written += count
        }
        waiting.removeFirst(written)
    }

    /// A reader that has gone or a disk that is full costs the lines that wait, and no more: the next ones are tried.
    private mutating func giveUp(after written: Int) {
        lost += Self.lines(in: waiting[written...])
        waiting.removeAll(keepingCapacity: true)
    }

    /// Whole lines, so that they stay whole between those of others who write there. A pipe that takes anything takes these.
    private static func piece(of bytes: ArraySlice<UInt8>, upTo size: Int) -> ArraySlice<UInt8> {
        let most = bytes.prefix(size)
        guard most.count < bytes.count, let end = most.lastIndex(of: UInt8(ascii: "\n")) else { return most }
        return most[...end]
    }

    private static func lines(in bytes: some Collection<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

    private var isFile: Bool { path != nil }

    private var isWritable: Bool { !Wait.any(of: [Wait(descriptor: descriptor, events: Int16(POLLOUT))], for: .zero).isEmpty }
}
