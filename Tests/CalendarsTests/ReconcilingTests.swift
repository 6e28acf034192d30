import Postgres
import Testing
import Web

@testable import Calendars

@Suite("The house and a calendar, compared")
struct ReconcilingTests {
    private static let ours = String(repeating: "ab", count: 16), other = String(repeating: "cd", count: 16)
    private static let now = Instant("2026-11-02T12:00:00Z")!
    private static let ten = Instant("2026-11-10T10:00:00Z")!, eleven = Instant("2026-11-10T11:00:00Z")!

    private func calendar(isUsed: Bool = true, unread: Double = 30, isOnTheWay: Bool = false) -> CheckedCalendar {
        CheckedCalendar(
            id: 4, account: 1, remoteID: "ann", isUsed: isUsed, from: Self.now, until: Instant("2027-01-02T12:00:00Z")!, reads: "1",
            unread: unread, isOnTheWay: isOnTheWay)
    }

    private func entry(
        isWanted: Bool = true, isOver: Bool = false, version: Int = 2, isPending: Bool = false, event: String? = ours,
        state: String? = "there",
        entryVersion: Int? = 2, isOnTheWay: Bool = false
    ) -> CheckedEntry {
        CheckedEntry(
            booking: 7, isWanted: isWanted, isOver: isOver, version: version, isPending: isPending, start: Self.ten, end: Self.eleven,
            event: event, state: state, entryVersion: entryVersion, isOnTheWay: isOnTheWay)
    }

    private func found(
        _ id: String, from: Instant = ten, until: Instant = eleven, booking: Int64? = 7, tenant: Int64 = 1, status: String = "confirmed",
        isFree: Bool = false, age: Double? = 5_000
    ) throws -> FoundEvent {
        var members: [(String, JSON)] = [
            ("id", .string(id)), ("status", .string(status)), ("transparency", isFree ? "transparent" : "opaque"),
            ("start", ["dateTime": .string(from.description)]), ("end", ["dateTime": .string(until.description)]),
        ]
        if let booking { members.append(("extendedProperties", EventMark(tenant: tenant, booking: booking, version: 2).json)) }
        if let age {
            members.append(("updated", .string(Instant(microseconds: Self.now.microseconds - Int64(age * 1_000_000)).description)))
        }
        return try #require(FoundEvent(members.json, at: Self.now))
    }

    private func known(
        _ id: String, from: Instant = ten, until: Instant = eleven, isBusy: Bool = true, isTentative: Bool = false,
        isBlockedRight: Bool = true
    ) -> KnownEvent {
        KnownEvent(id: id, time: .instants(from, until), isBusy: isBusy, isTentative: isTentative, isBlockedRight: isBlockedRight)
    }

    /// `kind event` of every difference, marked where it is on its way.
    private func differences(
        _ entries: [CheckedEntry], _ known: [KnownEvent], _ found: [FoundEvent], _ calendar: CheckedCalendar? = nil,
        changed: Set<Int64> = [],
        wasRead: Bool = false
    ) -> [String] {
        Reconciling(
            tenant: 1, calendar: calendar ?? self.calendar(), entries: entries, known: known, found: found, changed: changed,
            wasRead: wasRead
        ).differences.map { "\($0.kind.rawValue) \($0.event.map { String($0.prefix(4)) } ?? "-")" + ($0.isOnTheWay ? " on the way" : "") }
    }

    @Test("say the same where each booking has its event and each busy time its block")
    func same() throws {
        let lunch = try found("lunch", from: Self.eleven, until: Self.eleven.adding(hours: 1), booking: nil)
        #expect(
            differences(
                [entry()], [known("lunch", from: Self.eleven, until: Self.eleven.adding(hours: 1)), known(Self.ours)],
                [try found(Self.ours), lunch]
            ).isEmpty)
        #expect(differences([entry(isPending: true)], [], [try found(Self.ours, status: "tentative")]).isEmpty)
    }

    @Test("differ where a booking's event is missing, elsewhere, of another kind, or there twice")
    func written() throws {
        #expect(differences([entry()], [], []) == ["missing abab"])
        #expect(differences([entry(event: nil, state: nil, entryVersion: nil)], [], []) == ["missing -"])
        #expect(differences([entry()], [], [try found(Self.ours, status: "cancelled")]) == ["missing abab"])
        #expect(differences([entry()], [], [try found(Self.ours, from: Self.ten.adding(hours: -1))]) == ["time abab"])
        #expect(differences([entry()], [], [try found(Self.ours, status: "tentative")]) == ["status abab"])
        #expect(differences([entry(isPending: true)], [], [try found(Self.ours)]) == ["status abab"])
        let twice = [try found(Self.ours), try found(Self.other)]
        #expect(differences([entry()], [known(Self.other)], twice) == ["twice cdcd"])
    }

    @Test("differ where an event of ours is wanted by nobody, known by a row or by nothing but its making")
    func orphans() throws {
        #expect(differences([entry(isWanted: false)], [], [try found(Self.ours, booking: nil)]) == ["orphan abab"])
        #expect(differences([entry(isWanted: false, state: "gone")], [], [try found(Self.ours)]) == ["orphan abab"])
        #expect(differences([], [known(Self.ours)], [try found(Self.ours)]) == ["orphan abab"])
        #expect(differences([entry(isWanted: false, isOver: true)], [], [try found(Self.ours)]).isEmpty)
        #expect(differences([entry(isWanted: false, state: "gone")], [], []).isEmpty)
    }

    @Test("take a copy that carries our mark, and what another business wrote, for anybody's event")
    func copies() throws {
        let copy = "\(Self.ours)_20261110T100000Z"
        #expect(differences([entry()], [known(copy)], [try found(Self.ours), try found(copy)]).isEmpty)
        #expect(differences([entry()], [], [try found(Self.ours), try found("4k0copy")]) == ["unread 4k0c"])
        #expect(differences([entry()], [known(Self.other)], [try found(Self.ours), try found(Self.other, tenant: 2)]).isEmpty)
    }

    @Test("differ where the row says otherwise", arguments: [("new", 2), ("gone", 2), ("there", 1)])
    func rows(_ state: String, _ version: Int) throws {
        #expect(differences([entry(state: state, entryVersion: version)], [], [try found(Self.ours)]) == ["row abab"])
        #expect(differences([entry(isWanted: false, state: "there")], [], []) == ["row abab"])
    }

    @Test("differ where somebody is busy there and not here, here and not there, at another time or in another way")
    func read() throws {
        let busy = try found("lunch", booking: nil)
        #expect(differences([], [], [busy]) == ["unread lunc"])
        #expect(differences([], [known("lunch", isBusy: false)], [busy]) == ["unread lunc"])
        #expect(differences([], [known("lunch")], []) == ["vanished lunc"])
        #expect(differences([], [known("lunch")], [try found("lunch", booking: nil, isFree: true)]) == ["vanished lunc"])
        #expect(differences([], [known("lunch", until: Self.eleven.adding(hours: 1))], [busy]) == ["moved lunc"])
        #expect(differences([], [known("lunch", isTentative: true)], [busy]) == ["tentative lunc"])
        #expect(differences([], [known("lunch", isBlockedRight: false)], [busy]) == ["blocks lunc"])
        #expect(
            differences([], [KnownEvent(id: "left", time: .none, isBusy: false, isTentative: false, isBlockedRight: false)], []) == [
                "blocks left"
            ])
    }

    @Test("need not say the same of what can't be booked, nor of a calendar that serves nobody")
    func beyond() throws {
        let past = try found("past", from: Self.now.adding(hours: -2), until: Self.now.adding(hours: -1), booking: nil)
        let far = known("far", from: Instant("2027-02-01T10:00:00Z")!, until: Instant("2027-02-01T11:00:00Z")!)
        #expect(differences([], [far], [past, try found("free", booking: nil, isFree: true)]).isEmpty)
        #expect(differences([], [], [try found("lunch", booking: nil)], calendar(isUsed: false)).isEmpty)
    }

    @Test("have a difference on the way while work waits for it, or nobody could know it yet")
    func onTheWay() throws {
        #expect(differences([entry(isOnTheWay: true)], [], []) == ["missing abab on the way"])
        #expect(differences([entry()], [], [], changed: [7]) == ["missing abab on the way"])
        #expect(differences([entry()], [], [try found(Self.ours, status: "cancelled", age: 80)]) == ["missing abab on the way"])
        #expect(differences([entry()], [], [try found(Self.ours, status: "cancelled", age: 95)]) == ["missing abab"])
        #expect(differences([entry(isWanted: false, isOnTheWay: true)], [], [try found(Self.ours)]) == ["orphan abab on the way"])
        let lunch = try found("lunch", booking: nil, age: 80)
        #expect(differences([], [], [lunch]) == ["unread lunc on the way"])
        #expect(differences([], [known("lunch")], [], wasRead: true) == ["vanished lunc on the way"])
        #expect(differences([], [known("lunch")], [], calendar(isOnTheWay: true)) == ["vanished lunc on the way"])
    }
}

extension Instant {
    fileprivate func adding(hours: Int64) -> Instant { Instant(microseconds: microseconds + hours * 3_600_000_000) }
}
