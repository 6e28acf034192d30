internal import Postgres

/// A time stays held until the one that is wanted instead is held.
extension Dialogue {
    /// The held time, unless it has run out meanwhile.
    var standing: HeldSlot? { state.held.flatMap { now < $0.expires ? $0 : nil } }

    /// Whether a message names the held time itself.
    func means(_ heard: Understanding, _ held: HeldSlot) -> Bool {
        guard let time = heard.time, time.kind == .at, heard.services.allSatisfy({ $0 == held.slot.service }) else { return false }
        let day = heard.day?.takes(held.slot.start.day) ?? (state.asked == .details)
        return day && time.readings.contains { $0.from == held.slot.start.minute } && heard.people.isEmpty && heard.duration == nil
    }

    /// “Anything later?” while a time is held.
    mutating func lookAround(_ held: HeldSlot, _ heard: Understanding) throws(TurnFailure) -> Bool {
        guard state.asked == .details, heard.day == nil, heard.time == nil, let choice = heard.choice else { return false }
        if case .nth = choice { return false }
        return try look(choice, [held.slot])
    }

    /// The held time could itself be in the way of what is wanted instead: of its neighbours on that day. “2:15” means the half of
    /// the day that it is held in.
    mutating func makeRoom(_ held: HeldSlot) throws(TurnFailure) {
        guard state.day?.takes(held.slot.start.day) ?? true else { return }
        if let time = state.time, time.kind == .at {
            let near = near(time, held)
            if near.isEmpty { return }
            if near.count == 1, state.day?.single != nil { state.time = TimeWish(.at, near) }
        }
        try lend(held)
    }

    private func near(_ time: TimeWish, _ held: HeldSlot) -> [MinuteSpan] {
        time.readings.filter { abs($0.from - held.slot.start.minute) < held.slot.minutes + OfferedSlot.buffers }
    }

    /// Gives a held time back for as long as its neighbours are looked at.
    mutating func lend(_ held: HeldSlot) throws(TurnFailure) {
        try giveBack()
        lent = held
    }

    /// Where no other time was taken, the visitor still has the one from before, and is told so beside what is offered.
    mutating func keepHold(beside shown: [String]) throws(TurnFailure) {
        guard state.goal == .book else { return }
        if state.held == nil, let lent { try holdOn(to: lent) }
        guard let held = standing, state.asked != .details, state.asked != .agreement, state.shown != shown || state.asked == .day else {
            return
        }
        say(words.holding(held))
        show(words.holdCard(held, now: now))
    }

    /// Holds a time again that was lent.
    mutating func holdOn(to held: HeldSlot) throws(TurnFailure) {
        if case .held(let again) = try desk.use(.holdSlot(slot: held.slot.id)) { state.held = again }
        lent = nil
    }

    /// Returns to the held time, whose details are still to be given.
    mutating func returnToHold(_ held: HeldSlot) {
        state.shown = []
        say(words.holding(held))
        askDetails(again: true)
    }
}

extension OfferedSlot {
    /// Minutes that a service may need before and after itself.
    static let buffers = 60

    /// How long it takes.
    var minutes: Int { Int((end.microseconds - start.microseconds) / 60_000_000) }

    /// Whether both could be in each other's way.
    func isNear(_ other: OfferedSlot) -> Bool {
        let reach = Int64(Self.buffers) * 60_000_000
        return start.microseconds < other.end.microseconds + reach && other.start.microseconds < end.microseconds + reach
    }
}
