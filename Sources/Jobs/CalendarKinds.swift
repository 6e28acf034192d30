public import Calendars
internal import Outbound
public import Sealing

/// The jobs that speak to Google.
public enum CalendarKinds {
    private struct OneState: Decodable {
        var state: String
    }

    private struct OneAccount: Decodable {
        var account: Int64
    }

    private struct OneCalendar: Decodable {
        var calendar: Int64
    }

    private struct OneBooking: Decodable {
        var booking: Int64
    }

    /// The owner is waiting for it.
    private static let soon = RetryPolicy(attempts: 4, first: .seconds(1), longest: .seconds(3))
    /// An outage of a day loses nothing.
    private static let patient = RetryPolicy(attempts: 600, first: .seconds(2), longest: .seconds(300))

    /// All of them.
    public static func all(_ app: GoogleApp, keys: KeyRing) -> [JobKind] {
        let line = OutboundLine()
        return [
            kind("connect_calendar", soon, app, keys, line) { (desk, run: JobRun<OneState>) in
                try desk.connect(state: run.payload.state, isLast: run.attempt >= soon.attempts)
            },
            kind("list_calendars", patient, app, keys, line) { (desk, run: JobRun<OneAccount>) in
                try desk.list(account: run.payload.account)
            },
            kind("revoke_calendar", patient, app, keys, line) { (desk, run: JobRun<OneAccount>) in
                try desk.revoke(account: run.payload.account, endingChannels: run.attempt <= soon.attempts)
            },
            kind("write_entry", patient, app, keys, line) { (desk, run: JobRun<OneBooking>) in
                try EntryWriting(desk).write(booking: run.payload.booking)
            },
            kind("ask_calendars", patient, app, keys, line) { (desk, run: JobRun<OneBooking>) in
                try CalendarAsking(desk).ask(booking: run.payload.booking)
            },
            JobKind("settle_booking", isRepeatable: true) { (run: JobRun<OneBooking>) in
                try CalendarDesk.settle(booking: run.payload.booking, of: run.tenant, in: run.database)
                return .done
            },
            kind("read_calendar", patient, app, keys, line) { (desk, run: JobRun<OneCalendar>) in
                try CalendarReading(desk).read(run.payload.calendar)
            },
            kind("watch_calendar", patient, app, keys, line) { (desk, run: JobRun<OneCalendar>) in
                try CalendarWatching(desk).watch(run.payload.calendar)
            },
        ]
    }

    private static func kind<Payload: Decodable & Sendable>(
        _ name: String, _ retry: RetryPolicy, _ app: GoogleApp, _ keys: KeyRing, _ line: OutboundLine,
        _ work: @escaping @Sendable (CalendarDesk, JobRun<Payload>) throws -> CalendarEnding
    ) -> JobKind {
        JobKind(name, retry: retry) { (run: JobRun<Payload>) in
            try line.use { client in
                JobOutcome(try work(CalendarDesk(app, keys: keys, tenant: run.tenant, database: run.database, client: client), run))
            }
        }
    }
}

extension JobOutcome {
    fileprivate init(_ ending: CalendarEnding) {
        switch ending {
        case .done: self = .done
        case .retry(let failure, let rest): self = .retry(failure, after: rest)
        case .never(let failure): self = .never(failure)
        }
    }
}
