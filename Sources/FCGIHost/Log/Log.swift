internal import Glibc
internal import Synchronization
internal import Web

/// Where this process's lines go. Each is written whole or not at all, and nobody waits for the reader: what doesn't fit is counted,
/// and the count is told as soon as something fits again.
enum Log {
    /// The longest line that a pipe takes whole, so that lines of several processes never mix; Linux's `PIPE_BUF`.
    static let longest = 4_096

    private static let outlet = Atomic<Int32>(STDERR_FILENO)
    private static let lost = Atomic<Int>(0)

    /// Leads the lines of this process into a pipe that doesn't block. Before that they go to standard error.
    static func lead(into pipe: Int32) { outlet.store(pipe, ordering: .relaxed) }

    /// Writes a line, from whichever thread.
    static func write(_ line: LogLine) {
        let missed = lost.exchange(0, ordering: .relaxed)
        if missed > 0, !put(Self.lost(missed)) {
            lost.add(missed + 1, ordering: .relaxed)
        } else if !put(line) {
            lost.add(1, ordering: .relaxed)
        }
    }

    /// Tells what is missing and no later line has told, before its process ends.
    static func tellLost() {
        let missed = lost.exchange(0, ordering: .relaxed)
        if missed > 0, !put(Self.lost(missed)) { lost.add(missed, ordering: .relaxed) }
    }

    /// The line that tells how many are missing.
    static func lost(_ count: Int) -> LogLine {
        var line = LogLine("lines_lost")
        line.add("lines", .number(count))
        line.add("pid", .number(Int(getpid())))
        return line
    }

    private static func put(_ line: LogLine) -> Bool {
        let bytes = line.bytes(upTo: longest)
        let count = unsafe bytes.withUnsafeBytes { room in
            unsafe Glibc.write(outlet.load(ordering: .relaxed), room.baseAddress, room.count)
        }
        return count == bytes.count
    }
}
