internal import Glibc
internal import Web

/// One event of the pool as one line of JSON, written with one `write(2)`.
///
/// It holds ids, names of routes and numbers. Nothing that a visitor typed belongs into it.
struct LogLine {
    private var members: [JSON.Member]

    init(_ event: String, pool: String? = nil, worker: Int? = nil) {
        members = [.init("time", .string(Self.timestamp())), .init("event", .string(event))]
        if let pool { add("pool", .string(pool)) }
        if let worker { add("worker", .number(worker)) }
    }

    mutating func add(_ name: String, _ value: JSON) { members.append(.init(name, value)) }

    /// A time in milliseconds with three digits behind the point.
    mutating func add(_ name: String, milliseconds time: Duration) { add(name, .double(Double(time.microseconds) / 1_000)) }

    /// The line with its end.
    var bytes: [UInt8] { JSON.object(members).bytes + [UInt8(ascii: "\n")] }

    /// The line without the members for which there is no room, and with a word about it.
    func bytes(upTo limit: Int) -> [UInt8] {
        let whole = bytes
        guard whole.count > limit else { return whole }
        var short = self
        short.members = []
        for member in members + [.init("cut", .number(whole.count))] {
            short.members.append(member)
            if short.bytes.count > limit { short.members.removeLast() }
        }
        return short.bytes
    }

    /// Writes the line to the log.
    func write() { Log.write(self) }

    private static func timestamp() -> String {
        var time = timespec()
        var parts = unsafe tm()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        unsafe gmtime_r(&time.tv_sec, &parts)
        let day = unsafe "\(Int(parts.tm_year) + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        let clock = unsafe "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return "\(day)T\(clock).\(String(1_000 + time.tv_nsec / 1_000_000).dropFirst())Z"
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }
}
