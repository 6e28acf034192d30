internal import Postgres

/// A calendar that is compared.
struct CheckedCalendar: Sendable, Equatable {
    let id: Int64
    let account: Int64
    let remoteID: String
    /// It serves somebody, so that what stands there is read.
    let isUsed: Bool
    /// What can be booked lies between these.
    let from: Instant
    let until: Instant
    /// Another text after each reading.
    let reads: String
    /// Seconds since it was read.
    let unread: Double
    /// It is about to be read.
    let isOnTheWay: Bool
}

/// A booking that wants an event in a calendar, or has a row for one there.
struct CheckedEntry: Sendable, Equatable {
    let booking: Int64
    let isWanted: Bool
    /// Its time is over: its event is left as it is.
    let isOver: Bool
    let version: Int
    let isPending: Bool
    let start: Instant
    let end: Instant
    /// nil where it has no row.
    let event: String?
    let state: String?
    let entryVersion: Int?
    /// Its events are about to be written.
    let isOnTheWay: Bool
}

/// An event that was read, or that a block is of.
struct KnownEvent: Sendable, Equatable {
    let id: String
    let time: ReadEvent.Time
    let isBusy: Bool
    let isTentative: Bool
    /// Those whom the calendar serves are blocked as the event says.
    let isBlockedRight: Bool
}

/// An event as the calendar has it now.
struct FoundEvent: Sendable, Equatable {
    let event: ReadEvent
    let mark: EventMark?
    /// The event itself is tentative, whatever its guests say.
    let isTentative: Bool
    /// Seconds since it was changed; nil where that isn't known.
    let age: Double?

    var id: String { event.id }
    var stands: Bool { event.time != .none }
}

/// Compares a calendar with what the house thinks of it. It changes nothing and asks nobody.
///
/// An event is ours where a row has its id. One that only carries our mark may be a copy that somebody made: it is like any other event,
/// unless its id is of our making. Then it was written here, and its row is lost or belongs to another event by now.
struct Reconciling {
    let tenant: Int64
    let calendar: CheckedCalendar
    let entries: [CheckedEntry]
    let known: [KnownEvent]
    let found: [FoundEvent]
    /// Bookings that changed while the calendar was asked.
    let changed: Set<Int64>
    /// It was read while it was asked.
    let wasRead: Bool

    /// A list may be as late.
    private static let slack = 60.0

    var differences: [CalendarDifference] {
        let written = entries.flatMap(differences(of:)) + strays
        return calendar.isUsed ? written + readDifferences : written
    }
}

// MARK: - What we wrote

extension Reconciling {
    private func differences(of entry: CheckedEntry) -> [CalendarDifference] {
        let events = found.filter { $0.stands && booking(of: $0) == entry.booking }
        let own = events.first { $0.id == entry.event } ?? events.first
        if entry.isOver { return [] }
        guard entry.isWanted else {
            let orphans = events.map { difference(.orphan, entry, $0.id) }
            return orphans.isEmpty && ["there", "new"].contains(entry.state) ? [difference(.row, entry, entry.event)] : orphans
        }
        guard let own else { return [difference(.missing, entry, entry.event)] }
        let others = events.filter { $0.id != own.id }.map { difference(.twice, entry, $0.id) }
        let kinds = kinds(entry, own)
        return kinds.map { difference($0, entry, own.id) } + others
    }

    private func kinds(_ entry: CheckedEntry, _ own: FoundEvent) -> [CalendarDifference.Kind] {
        var kinds: [CalendarDifference.Kind] = []
        if own.event.time != .instants(entry.start, entry.end) { kinds.append(.time) }
        if own.isTentative != entry.isPending { kinds.append(.status) }
        let isNoted = entry.state == "there" && entry.event == own.id && entry.entryVersion == entry.version
        return kinds.isEmpty && !isNoted ? [.row] : kinds
    }

    /// Events of our making for bookings that want none here and have no row.
    private var strays: [CalendarDifference] {
        let bookings = Set(entries.map(\.booking))
        return found.filter(\.stands).compactMap { event in
            guard let booking = booking(of: event), !bookings.contains(booking) else { return nil }
            return CalendarDifference(kind: .orphan, calendar: calendar.id, booking: booking, event: event.id, isOnTheWay: false)
        }
    }

    /// Whose event of ours it is; nil for everybody else's, copies of ours among them.
    private func booking(of event: FoundEvent) -> Int64? {
        if let row = owners[event.id] { return row }
        guard let mark = event.mark, mark.tenant == tenant, Self.isOfOurMaking(event.id) else { return nil }
        return mark.booking
    }

    private var owners: [String: Int64] {
        Dictionary(entries.compactMap { entry in entry.event.map { ($0, entry.booking) } }) { first, _ in first }
    }

    /// Google names copies in 26 characters, and those of a series by an underscore.
    private static func isOfOurMaking(_ id: String) -> Bool {
        id.utf8.count == 32 && id.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private func difference(_ kind: CalendarDifference.Kind, _ entry: CheckedEntry, _ event: String?) -> CalendarDifference {
        let isHeeded = Self.ofAHand.contains(kind) && isUnread(event)
        return CalendarDifference(
            kind: kind, calendar: calendar.id, booking: entry.booking, event: event,
            isOnTheWay: entry.isOnTheWay || changed.contains(entry.booking) || isHeeded)
    }

    /// What somebody's hand in an event of ours leads to, until it is read.
    private static let ofAHand: Set<CalendarDifference.Kind> = [.missing, .time, .status]
}

// MARK: - What we read

extension Reconciling {
    private var readDifferences: [CalendarDifference] {
        let there = Dictionary(found.map { ($0.id, $0) }) { $1 }
        let here = Dictionary(known.map { ($0.id, $0) }) { $1 }
        let owners = owners
        return Set(there.keys).union(here.keys).filter { owners[$0] == nil }.sorted().compactMap { id in
            kind(there[id], here[id]).map {
                let isLate = wasRead || calendar.isOnTheWay || $0 != .blocks && isUnread(id)
                return CalendarDifference(kind: $0, calendar: calendar.id, booking: nil, event: id, isOnTheWay: isLate)
            }
        }
    }

    private func kind(_ there: FoundEvent?, _ here: KnownEvent?) -> CalendarDifference.Kind? {
        let isThere = there.map { $0.event.isBusy && isBookable($0.event.time) } ?? false
        let isHere = here.map { $0.isBusy && isBookable($0.time) } ?? false
        switch (isThere, isHere) {
        case (true, false):
            let isElsewhere = here.map { $0.isBusy && $0.time != .none } ?? false
            return isElsewhere ? .moved : .unread
        case (false, true):
            let isElsewhere = there.map { $0.event.isBusy && $0.stands } ?? false
            return isElsewhere ? .moved : .vanished
        case (true, true) where there?.event.time != here?.time: return .moved
        case (true, true) where there?.event.isTentative != here?.isTentative: return .tentative
        default: return here?.isBlockedRight == false ? .blocks : nil
        }
    }

    /// Whether it takes time that can be booked. Where a day begins is the business's to say, so those at the ends count.
    private func isBookable(_ time: ReadEvent.Time) -> Bool {
        switch time {
        case .instants(let start, let end): start < end && start < calendar.until && calendar.from < end
        case .days(let first, let end): first.daysSince1970 < end.daysSince1970 && first.start < calendar.until && calendar.from < end.start
        case .none: false
        }
    }

    /// Changed so lately that nobody could have read it.
    private func isUnread(_ id: String?) -> Bool {
        if calendar.isOnTheWay { return true }
        guard let age = found.first(where: { $0.id == id })?.age else { return false }
        return age < calendar.unread + Self.slack
    }
}

extension CivilDate {
    fileprivate var start: Instant { Instant(seconds: daysSince1970 * 86_400) }
}
