internal import Postgres

extension Dialogue {
    var shown: [OfferedSlot] { state.shown.compactMap { desk.tools.offered[$0] } }

    /// Takes one of the offered times, or looks in the direction that was named. False where the message is about neither.
    mutating func pick(_ heard: Understanding) throws(TurnFailure) -> Bool {
        let shown = shown
        guard !shown.isEmpty, heard.trouble == nil, heard.day == nil || heard.time != nil else { return false }
        if let slot = named(heard, shown) {
            try take(slot)
            return true
        }
        if heard.day != nil { return false }
        if let choice = heard.choice { return try look(choice, shown) }
        if let time = heard.time { return try another(time, shown) }
        if heard.assent == true, heard.services.isEmpty, !heard.soonest, !heard.intents.contains(.book) {
            if shown.count == 1 { try take(shown[0]) } else { say(words.whichTime(shown.count)) }
            return true
        }
        return false
    }

    /// The offered time that a message names: by its place, or by its time where only one fits.
    private func named(_ heard: Understanding, _ shown: [OfferedSlot]) -> OfferedSlot? {
        if desk.tools.turn.isTexted, heard.day == nil, let number = heard.number, shown.indices.contains(number - 1) {
            return shown[number - 1]
        }
        if heard.choice == .either || (heard.soonest && heard.day == nil && state.asked == .slot) { return shown.first }
        if case .nth(let number)? = heard.choice, heard.day == nil || heard.number != nil {
            return number == -1 ? shown.last : shown.indices.contains(number - 1) ? shown[number - 1] : nil
        }
        if let time = heard.time, time.kind != .within {
            let fitting = shown.filter { slot in
                time.readings.contains { $0.from == slot.start.minute } && (heard.day?.takes(slot.start.day) ?? true)
            }
            if fitting.count == 1 { return fitting[0] }
            if !fitting.isEmpty { return nil }
        }
        if let number = heard.number, heard.day == nil, shown.indices.contains(number - 1) { return shown[number - 1] }
        return nil
    }

    /// A time that was not offered: on the day that was shown, or the days on which it was.
    private mutating func another(_ time: TimeWish, _ shown: [OfferedSlot]) throws(TurnFailure) -> Bool {
        let days = shown.map(\.start.day)
        state.time = time
        if let first = days.first, let last = days.last {
            state.day =
                state.asked == .day || first != last
                ? state.day ?? DayWish(spans: [DaySpan(first, last)]) : DayWish(spans: [DaySpan(first)])
        }
        try seek()
        return true
    }

    mutating func look(_ choice: Choice, _ shown: [OfferedSlot]) throws(TurnFailure) -> Bool {
        guard let first = shown.first, let last = shown.last else { return false }
        switch choice {
        case .nth: say(words.onlySoMany(shown.count))
        case .later: try onward(from: last.start, words.later)
        case .earlier: try backward(before: first.start)
        case .others:
            let past = state.asked == .details ? shown : state.slots
            try onward(from: last.start, words.others, except: Set(past.map(\.id)))
        case .otherDay:
            state.time = nil
            try onward(from: last.start, words.others, sameDay: false)
        case .either: return false
        }
        return true
    }

    /// Times after a moment: the same day first, then the days behind it.
    private mutating func onward(from moment: Moment, _ intro: String, except: Set<String> = [], sameDay: Bool = true) throws(TurnFailure) {
        if sameDay {
            let rest = try free(DaySpan(moment.day)).filter { (except.isEmpty ? $0.start > moment : true) && !except.contains($0.id) }
            if !rest.isEmpty { return offer(rest, intro) }
        }
        for (first, last) in [(1, 14), (15, 60)] {
            let found = try free(DaySpan(Days.add(first, to: moment.day), Days.add(last, to: moment.day)))
            if !found.isEmpty { return offer(found, intro) }
        }
        say(words.nothingElse)
    }

    private mutating func backward(before moment: Moment) throws(TurnFailure) {
        let same = try free(DaySpan(moment.day)).filter { $0.start < moment }
        if !same.isEmpty { return offer(same, words.earlier) }
        let first = max(now.day, Days.add(-14, to: moment.day))
        let found = try free(DaySpan(first, moment.day)).filter { $0.start < moment }
        if found.isEmpty { return say(words.nothingEarlier) }
        let day = found.last.map(\.start.day)
        offer(found.filter { $0.start.day == day }, words.earlier)
    }

    /// Holds a time; what it is for decides how it goes on.
    mutating func take(_ slot: OfferedSlot) throws(TurnFailure) {
        if let held = standing, held.slot.id == slot.id { return try gather() }
        if let held = state.held, held.slot.isNear(slot) { try lend(held) }
        desk.prove(with: state.contact)
        switch try desk.use(.holdSlot(slot: slot.id)) {
        case .held(let held):
            try giveBack()
            (state.held, state.day, lent) = (held, DayWish(spans: [DaySpan(held.slot.start.day)]), nil)
            state.goal == .move ? try moveOrAsk(held) : try gather()
        case .refused(let refusal) where refusal.isOutage: try tellOutage(refusal)
        case .refused(let refusal): try refused(slot, refusal)
        default: break
        }
    }

    /// The time is gone, or was never to be had: what else there is.
    mutating func refused(_ slot: OfferedSlot, _ refusal: ToolRefusal) throws(TurnFailure) {
        let intro = words.refused(refusal, slot)
        state.time = TimeWish(.around, [MinuteSpan(slot.start.minute)])
        if refusal.code == "limit_reached" {
            state.asked = .day
            return say(intro)
        }
        refusal.alternatives.isEmpty ? try nearest(to: slot.start.day, intro) : offer(refusal.alternatives, intro)
    }
}
