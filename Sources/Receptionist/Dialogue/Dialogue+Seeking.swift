internal import Booking
internal import Postgres

extension Dialogue {
    /// The most times that are shown at once.
    private var shownAtOnce: Int { line == nil ? 6 : 3 }

    /// Looks for free times as they were wished for, and offers, holds or asks. Where no calendar can be reached, nothing that was
    /// found on the way counts.
    mutating func seek() throws(TurnFailure) {
        let before = said.count
        try lookForTimes()
        guard let outage else { return }
        said.removeSubrange(before...)
        try tellOutage(outage)
    }

    private mutating func lookForTimes() throws(TurnFailure) {
        guard let wish = state.day else { return try seekAnyDay() }
        let spans = wish.spans.filter { $0.last >= now.day }.prefix(7).map { DaySpan(max($0.first, now.day), $0.last) }
        guard !spans.isEmpty else {
            (state.day, state.asked) = (nil, .day)
            return say(words.inThePast)
        }
        var found: [OfferedSlot] = []
        for span in spans { found += try free(span).filter { wish.takes($0.start.day) } }
        if let time = state.time { return try narrow(found, time, wish) }
        found.isEmpty ? try nearest(to: spans[0].first, words.nothing(on: wish)) : offer(found, words.offer(found))
    }

    /// No day was named: the soonest, or the next ones at that time.
    private mutating func seekAnyDay() throws(TurnFailure) {
        let found = try soonest(filtered: state.time)
        let open = state.time == nil && !state.soonest
        if found.isEmpty {
            state.asked = .day
            return say(words.nothingAtAll)
        }
        offer(found, open ? words.whenOrSoonest : words.soonest)
        if open { state.asked = .day }
    }

    /// The first free times from today on; where a time of day is wished, those that fit it.
    private mutating func soonest(filtered time: TimeWish?) throws(TurnFailure) -> [OfferedSlot] {
        for (first, last) in [(0, 13), (14, 60)] {
            let found = try free(DaySpan(Days.add(first, to: now.day), Days.add(last, to: now.day)))
            let fitting = time.map { Self.fitting(found, $0) } ?? found
            if !fitting.isEmpty { return state.soonest && time == nil ? Array(fitting.prefix(shownAtOnce)) : fitting }
        }
        return []
    }

    /// Free starts on some days, as the diary lists them now.
    mutating func free(_ days: DaySpan) throws(TurnFailure) -> [OfferedSlot] {
        guard let service = state.service else { return [] }
        var question = AvailabilityQuestion(service: service, days: days)
        (question.person, question.duration, question.limit) = (state.person, state.duration, 2_000)
        if state.goal == .move { (question.moving, question.contact) = (state.reference, state.contact) }
        switch try desk.use(.checkAvailability(question)) {
        case .slots(let slots, _): return slots
        case .refused(let refusal) where refusal.isOutage: outage = refusal
        default: break
        }
        return []
    }

    /// No booking can be taken just now: the visitor is told so, and called back where the business wants that.
    mutating func tellOutage(_ refusal: ToolRefusal) throws(TurnFailure) {
        state.rest()
        say(words.refusedByDiary(refusal))
        guard refusal.asksForNumber else { return }
        line == nil ? tellHandedOver(isNew: try handOver(.callback)) : try findAnotherWay()
    }

    /// The starts that fit a time of day: those of the likeliest reading that has any.
    private static func fitting(_ slots: [OfferedSlot], _ time: TimeWish) -> [OfferedSlot] {
        if time.kind == .among { return slots.filter { slot in time.readings.contains { $0.contains(slot.start.minute) } } }
        let reach = time.kind == .around ? 60 : 0
        return time.readings.lazy.map { reading in
            slots.filter { MinuteSpan(reading.from - reach, reading.to + reach).contains($0.start.minute) }
        }.first { !$0.isEmpty } ?? []
    }

    private mutating func narrow(_ found: [OfferedSlot], _ time: TimeWish, _ wish: DayWish) throws(TurnFailure) {
        if time.kind == .at, let day = wish.single { return try exactly(found, time, day) }
        let fitting = Self.fitting(found, time)
        if !fitting.isEmpty { return offer(fitting, words.offer(fitting)) }
        if !found.isEmpty { return offer(closest(found, to: time), words.notThen(wish)) }
        try nearest(to: wish.spans[0].first, words.nothing(on: wish))
    }

    /// One time of one day: held where it is free, asked about where both halves of the day are open.
    private mutating func exactly(_ found: [OfferedSlot], _ time: TimeWish, _ day: CivilDate) throws(TurnFailure) {
        let open = time.readings.count > 1 ? try openReadings(time, day) : time.readings
        if open.count > 1 {
            (state.time, state.asked) = (TimeWish(.at, open), .half)
            return say(words.morningOrAfternoon)
        }
        let minutes = (open.isEmpty ? time.readings : open).map(\.from)
        let hits = found.filter { minutes.contains($0.start.minute) }
        if hits.count == 1 { return try take(hits[0]) }
        if hits.count > 1 { return offer(hits, words.twice) }
        let refusal = open.isEmpty ? words.closed(at: minutes[0], on: day) : words.notFree(at: minutes[0], on: day)
        state.time = TimeWish(.around, minutes.prefix(1).map { MinuteSpan($0) })
        found.isEmpty ? try nearest(to: day, refusal) : offer(closest(found, to: TimeWish(.around, [MinuteSpan(minutes[0])])), refusal)
    }

    /// The readings of a time at which the business is open that day.
    private mutating func openReadings(_ time: TimeWish, _ day: CivilDate) throws(TurnFailure) -> [MinuteSpan] {
        guard case .hours(let days) = try desk.use(.openingHours(from: DaySpan(Days.add(-1, to: day), day))) else { return time.readings }
        let windows = days.flatMap(\.windows).map { (from: minutes($0.opens, since: day), to: minutes($0.closes, since: day)) }
        let coming = time.readings.filter { day != now.day || $0.from > now.minute }
        return coming.filter { reading in windows.contains { $0.from <= reading.from && reading.from < $0.to } }
    }

    private func minutes(_ moment: Moment, since day: CivilDate) -> Int {
        (Days.number(moment.day) - Days.number(day)) * 1_440 + moment.minute
    }

    private func closest(_ slots: [OfferedSlot], to time: TimeWish) -> [OfferedSlot] {
        guard let target = time.readings.first else { return slots }
        let ranked = slots.sorted { (Self.distance($0, target), $0.start) < (Self.distance($1, target), $1.start) }
        return ranked.prefix(shownAtOnce).sorted { $0.start < $1.start }
    }

    private static func distance(_ slot: OfferedSlot, _ target: MinuteSpan) -> Int {
        target.contains(slot.start.minute) ? 0 : min(abs(slot.start.minute - target.from), abs(slot.start.minute - target.to))
    }

    /// Nothing was free then: the nearest days that have something, at that time of day where possible.
    mutating func nearest(to day: CivilDate, _ intro: String) throws(TurnFailure) {
        let start = max(now.day, Days.add(-3, to: min(day, Days.add(3_000, to: now.day))))
        for (first, last) in [(0, 16), (17, 76)] {
            let found = try free(DaySpan(Days.add(first, to: start), Days.add(last, to: start)))
            let fitting = state.time.map { Self.fitting(found, $0) } ?? found
            let best = fitting.isEmpty ? found : fitting
            if best.isEmpty { continue }
            let ranked = best.sorted {
                (abs(Days.number($0.start.day) - Days.number(day)), $0.start) < (
                    abs(Days.number($1.start.day) - Days.number(day)), $1.start
                )
            }
            let days = ranked.reduce(into: [CivilDate]()) { if $0.last != $1.start.day { $0.append($1.start.day) } }.prefix(3)
            return offer(best.filter { days.contains($0.start.day) }, intro + " " + words.nearest)
        }
        state.asked = .day
        say(intro)
        say(words.otherDay)
    }

    /// Shows times, a few and spread out; each can be held.
    mutating func offer(_ slots: [OfferedSlot], _ intro: String) {
        let chosen = line == nil ? spread(slots) : Array(slots.prefix(shownAtOnce))
        (state.shown, state.asked) = (chosen.map(\.id), .slot)
        say(intro)
        if line == nil { say(words.times(chosen), inCard: true) }
        show(words.slotsCard(chosen, more: slots.count > chosen.count))
        tellZone()
    }

    private mutating func tellZone() {
        guard let timezone, timezone != business.zone, !state.zoneTold else { return }
        state.zoneTold = true
        say(words.zone)
    }

    /// At most six: all of few, else evenly over a day, or the first ones of each of several days.
    private func spread(_ slots: [OfferedSlot]) -> [OfferedSlot] {
        guard slots.count > shownAtOnce else { return slots }
        var days: [[OfferedSlot]] = []
        for slot in slots {
            if days.last?.last?.start.day == slot.start.day { days[days.count - 1].append(slot) } else { days.append([slot]) }
        }
        let several = days.prefix(3), share = shownAtOnce / max(several.count, 1)
        return several.flatMap { Self.evenly($0, share) }
    }

    private static func evenly(_ slots: [OfferedSlot], _ count: Int) -> [OfferedSlot] {
        guard slots.count > count, count > 1 else { return Array(slots.prefix(max(count, 1))) }
        return (0..<count).map { slots[$0 * (slots.count - 1) / (count - 1)] }
    }
}
