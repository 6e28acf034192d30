internal import CLinux
internal import Glibc
internal import Web

/// Gathers what the processes of the pools have to say and writes it where an operator reads it.
///
/// Lines of the log come from all processes through one pipe; what a worker prints by itself comes through a pipe of its own, which
/// is read as fast as it fills: a worker that prints is never held up by its reader.
final class LogKeeper: Attendant {
    /// How long lines gather before they are read. Reading each as it comes would wake the supervisor for every request.
    private static let pause = Duration.milliseconds(20)
    /// Reads of one pipe in one turn.
    private static let turns = 16

    private var sink: LogSink
    private let pipe: (own: Int32, workers: Int32)
    private let timer: Int32
    private var isPausing = false
    private var prints: [Int32: StrayPrints] = [:]
    private var window = [UInt8](repeating: 0, count: 65_536)
    /// How many bytes at the window's beginning are those of a line that isn't whole yet.
    private var begun = 0

    /// Opens the log, and leads this process's own lines into it.
    ///
    /// - Parameter path: the log's file; nil for standard error.
    init(path: String?) throws(SystemError) {
        sink = try LogSink(path: path)
        pipe = unsafe try Self.pipe(linux_log_pipe)
        timer = linux_duplicate_above(linux_timer(), Handover.lowestOwn)
        Log.lead(into: pipe.workers)
    }

    private static func pipe(_ make: (UnsafeMutablePointer<Int32>?) -> Int32) throws(SystemError) -> (own: Int32, workers: Int32) {
        var ends: [Int32] = [0, 0]
        guard unsafe make(&ends) == 0 else { throw SystemError("pipe") }
        defer { ends.forEach { end in close(end) } }
        return (linux_duplicate_above(ends[0], Handover.lowestOwn), linux_duplicate_above(ends[1], Handover.lowestOwn))
    }

    /// Starts a worker whose lines and prints are gathered until it and whoever inherited its descriptors are gone.
    ///
    /// - Parameter start: starts it with these descriptors and gives its pid.
    func gather(
        pool: String, worker: Int, _ start: (_ output: Int32, _ log: Int32) throws(SystemError) -> Int32
    ) throws(SystemError) -> Int32 {
        let output = unsafe try Self.pipe(linux_output_pipe)
        defer { close(output.workers) }
        var prints = StrayPrints(pool: pool, worker: worker, at: .now)
        do throws(SystemError) { prints.pid = try start(output.workers, pipe.workers) } catch {
            close(output.own)
            throw error
        }
        self.prints[output.own] = prints
        return prints.pid
    }

    /// Opens the log's file anew. The old one is kept where that fails.
    func reopen() {
        do throws(SystemError) { try sink.reopen() } catch {
            var line = LogLine("log_not_reopened")
            line.add("error", .string(error.description))
            line.write()
        }
    }

    /// Writes what is left, for as long as a reader who still reads needs for it.
    func finish(within patience: Duration = .milliseconds(500)) {
        let end = Moment.now + patience
        for descriptor in prints.keys.sorted() { readPrints(descriptor, at: .now) }
        Log.tellLost()
        while true {
            let found = readLines()
            sink.tellLost()
            let left = end - .now
            guard found || sink.wait != nil, left > .zero else { return }
            if let wait = sink.wait { _ = Wait.any(of: [wait], for: left) }
            sink.flush()
        }
    }
}

extension LogKeeper {
    private var linesWait: Wait { Wait(descriptor: isPausing ? timer : pipe.own, events: Int16(POLLIN)) }

    /// There is room for whatever the pipe gives at once. Until then lines stay in it, and whoever finds it full counts what is lost:
    /// a count that was taken and then dropped here would be told by nobody.
    private var hasRoom: Bool { sink.hasRoom(for: window.count) }

    var waits: [Wait] {
        (isPausing || hasRoom ? [linesWait] : []) + prints.keys.map { Wait(descriptor: $0, events: Int16(POLLIN)) }
            + (sink.wait.map { [$0] } ?? [])
    }

    func attend(_ ready: [Wait], _ stations: [Station], at now: Moment) {
        let hasLines = ready.contains(linesWait)
        for wait in ready where prints[wait.descriptor] != nil { readPrints(wait.descriptor, at: now) }
        for descriptor in prints.keys { tell(prints[descriptor]?.pass(to: now) ?? []) }
        if hasLines { isPausing = readLines() && rest() } else { sink.flush() }
    }

    /// Lets lines gather for a while; false where there is no timer.
    private func rest() -> Bool { linux_set_timer(timer, Self.pause.microseconds) == 0 }

    /// Passes on the whole lines that lie in the pipe; whether there was one.
    @discardableResult private func readLines() -> Bool {
        var found = false
        for _ in 0..<Self.turns {
            guard hasRoom, let count = read(pipe.own, from: begun), count > 0 else { break }
            found = true
            let bytes = window[..<(begun + count)]
            // Longer than any line of ours: it is passed on in pieces.
            let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? (bytes.count > Log.longest ? bytes.endIndex : 0)
            sink.add(bytes[..<end])
            let rest = Array(bytes[end...])
            window.replaceSubrange(0..<rest.count, with: rest)
            begun = rest.count
        }
        return found
    }

    private func readPrints(_ descriptor: Int32, at now: Moment) {
        for _ in 0..<Self.turns {
            // The beginning of the window may hold half a line of the log.
            guard let count = read(descriptor, from: begun) else { return }
            guard count > 0 else { return forget(descriptor) }
            tell(prints[descriptor]?.take(window[begun..<(begun + count)], at: now) ?? [])
        }
    }

    private func forget(_ descriptor: Int32) {
        var last = prints.removeValue(forKey: descriptor)
        close(descriptor)
        tell(last?.end() ?? [])
    }

    private func tell(_ lines: [LogLine]) { for line in lines { sink.add(line.bytes) } }

    /// Reads into the window behind so many bytes; nil where there is nothing to read now.
    private func read(_ descriptor: Int32, from start: Int) -> Int? {
        let count = unsafe window.withUnsafeMutableBytes { room in
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[start...])
            return unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
        }
        return count < 0 ? nil : count
    }
}
