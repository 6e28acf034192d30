internal import Postgres

/// Business time in development, which all processes share.
enum BusinessClock {
    static let show = Statement<(now: Instant, frozen: Bool)>(SQL.clockShow) { row throws(DatabaseError) in
        (try row.read("now"), try row.read("frozen"))
    }

    /// Freezes it where `HOLDFAST_NOW` says so; otherwise it stays as it is.
    static func freeze(at instant: Instant?, _ database: Database) throws(DatabaseError) {
        if let instant { try database.execute("select holdfast.clock_set(\(instant))") }
    }
}

/// `holdfast clock`.
struct ClockCommand {
    static let usage = """
        [INSTANT | +5m | -1h | +1d | run]

        Without an argument it shows the clock. An instant such as 2026-11-24T09:00:00-05:00 freezes it there; a move takes
        s, m, h, d or w; run lets it go on from where it stands. Refused in production.
        """

    private let settings: Settings
    init(_ settings: Settings) { self.settings = settings }

    func run(_ arguments: [String]) throws {
        guard settings.mode == .development else { throw CommandFault.usage("the clock is the server's own in production") }
        guard arguments.count <= 1 else { throw CommandFault.usage("clock takes one argument at most; see --help") }
        let database = try settings.ownerDatabase()
        if let change = arguments.first { try database.execute(try Self.change(change)) }
        guard let clock = try database.rows(BusinessClock.show).first else {
            throw CommandFault.failed("the clock has no row; run migrate")
        }
        print("\(clock.now) \(clock.frozen ? "frozen" : "running")")
    }

    private static func change(_ text: String) throws(CommandFault) -> Query {
        if text == "run" { return "select holdfast.clock_run()" }
        if let instant = Instant(text) { return "select holdfast.clock_set(\(instant))" }
        guard let interval = interval(text) else { throw .usage("\(text) is no instant and no move; see --help") }
        return "select holdfast.clock_move(\(interval)::interval)"
    }

    /// `+5m` as Postgres reads an interval.
    private static func interval(_ text: String) -> String? {
        let units: [Character: String] = ["s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"]
        guard let sign = text.first, sign == "+" || sign == "-", let unit = text.last.flatMap({ units[$0] }),
            let count = Int32(text.dropFirst().dropLast()), count >= 0
        else { return nil }
        return "\(sign)\(count) \(unit)"
    }
}
