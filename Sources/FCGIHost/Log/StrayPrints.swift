internal import Web

/// What one worker prints by itself, or a library or a trap of Swift's: cut into lines, told with who printed it, and bounded.
struct StrayPrints {
    /// Bytes of a worker that are told within a second; the others are counted.
    static let allowance = 65_536
    /// The longest text of one line. A byte becomes six at most, so that the whole line fits into a pipe at once.
    static let longest = 512

    let pool: String
    let worker: Int
    var pid: Int32 = 0
    private var unfinished: [UInt8] = []
    private var spent = 0
    private var missed = 0
    private var second: Moment

    init(pool: String, worker: Int, at now: Moment) {
        self.pool = pool
        self.worker = worker
        second = now
    }

    /// The lines that these bytes complete.
    mutating func take(_ bytes: ArraySlice<UInt8>, at now: Moment) -> [LogLine] {
        var lines = pass(to: now)
        let told = bytes.prefix(Self.allowance - spent)
        spent += told.count
        missed += bytes.count - told.count
        for byte in told {
            if byte != UInt8(ascii: "\n") { unfinished.append(byte) }
            if byte == UInt8(ascii: "\n") || unfinished.count == Self.longest { lines += finish() }
        }
        return told.count < bytes.count ? lines + finish() : lines
    }

    /// A second after the first byte that was not told, the line that says how many there were.
    mutating func pass(to now: Moment) -> [LogLine] {
        guard now - second >= .seconds(1) else { return [] }
        second = now
        spent = 0
        return tellMissed()
    }

    /// The worker is gone: what it didn't end with a line's end, and what is still to be counted.
    mutating func end() -> [LogLine] { finish() + tellMissed() }

    private mutating func finish() -> [LogLine] {
        guard !unfinished.isEmpty else { return [] }
        defer { unfinished.removeAll(keepingCapacity: true) }
        return [line("printed", "text", .string(String(decoding: unfinished, as: UTF8.self)))]
    }

    private mutating func tellMissed() -> [LogLine] {
        guard missed > 0 else { return [] }
        defer { missed = 0 }
        return [line("prints_lost", "bytes", .number(missed))]
    }

    private func line(_ event: String, _ name: String, _ value: JSON) -> LogLine {
        var line = LogLine(event, pool: pool, worker: worker)
        line.add("pid", .number(Int(pid)))
        line.add(name, value)
        return line
    }
}
