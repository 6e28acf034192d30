internal import Postgres

extension Dialogue {
    /// A button needs no understanding. False where the button is none of ours.
    mutating func press(_ action: Action) throws(TurnFailure) -> Bool {
        switch action {
        case .slot(let id):
            guard let slot = desk.tools.offered[id] else { return false }
            try aim(at: slot)
            let shown = state.shown
            try take(slot)
            try keepHold(beside: shown)
        case .day(let text):
            guard let day = Understanding(text, in: Setting(today: now.day, minute: now.minute, region: words.region)).day else {
                return false
            }
            if state.goal != .move { state.goal = .book }
            if let held = state.held, day.takes(held.slot.start.day) { try lend(held) }
            (state.day, state.time, state.soonest) = (day, nil, false)
            let shown = state.shown
            try seekOrAsk()
            try keepHold(beside: shown)
        case .service(let id):
            guard let chosen = services.first(where: { String($0.id) == id }) else { return false }
            try giveBack()
            if state.goal != .book { state.rest() }
            (state.goal, state.service, state.person, state.duration) = (.book, chosen.id, nil, nil)
            try seekOrAsk()
        case .attachment:
            say(words.noAttachments)
            if state.asked != .nothing { try askAgain() }
        case .otherTimes: return try lookFurther()
        case .unnamed: return try goUnnamed()
        case .unanswered: try nobodyAnswered()
        case .unheard: return false
        }
        return true
    }

    /// A time that was offered for a move still moves that booking, whatever was spoken of since.
    private mutating func aim(at slot: OfferedSlot) throws(TurnFailure) {
        if let moving = slot.moving, state.goal != .move || state.reference != moving {
            try giveBack()
            state.rest()
            (state.goal, state.reference) = (.move, moving)
            state.contact = state.made.contains(moving) ? nil : state.email ?? state.phone
        }
        if state.goal != .move { state.goal = .book }
        state.service = slot.service
    }

    /// Goes on with a new booking.
    mutating func book(_ heard: Understanding, _ message: String) throws(TurnFailure) {
        let shown = state.shown
        try bookOn(heard, message)
        try keepHold(beside: shown)
    }

    private mutating func bookOn(_ heard: Understanding, _ message: String) throws(TurnFailure) {
        if isQuestionOnly(heard), !said.isEmpty, state.asked != .nothing { return }
        if try settleAgreement(heard) { return }
        if heard.services.count > 1, service.map({ !heard.services.contains($0.id) }) ?? true {
            wish(heard)
            return askService(services.filter { heard.services.contains($0.id) })
        }
        if state.held != nil, state.asked == .slot, try pick(heard) { return }
        if let held = standing, means(heard, held) { return try gather() }
        if let held = standing, try lookAround(held, heard) { return }
        let changed = try change(heard)
        if state.held != nil, case .nth? = heard.choice, try pick(heard) { return }
        if state.held != nil, !changed, state.asked == .details { return try withHold(heard, message) }
        if state.asked == .slot || state.asked == .day, !changed, try pick(heard) { return }
        if try settleDay(heard) { return }
        if try settleHalf(heard) { return }
        if !changed, state.asked != .nothing, !hasNews(heard) { return }
        wish(heard)
        if let held = state.held { try makeRoom(held) }
        try seekOrAsk()
    }

    private func hasNews(_ heard: Understanding) -> Bool {
        heard.day != nil || heard.time != nil || heard.soonest || heard.flexible || !heard.services.isEmpty || !heard.people.isEmpty
            || heard.duration != nil || heard.trouble != nil || heard.choice != nil || heard.intents.contains(.book) || heard.assent == true
    }

    /// Another service, person or length starts the search anew and gives a held time back; while another day or time is looked for
    /// it stays held.
    private mutating func change(_ heard: Understanding) throws(TurnFailure) -> Bool {
        var changed = false
        if heard.services.count == 1, heard.services[0] != state.service, !(heard.intents.contains(.prices) && heard.day == nil) {
            changed = state.service != nil
            (state.service, state.person, state.duration) = (heard.services[0], nil, nil)
        }
        if heard.people.count == 1, heard.people[0] != state.person, service?.people.contains(where: { $0.id == heard.people[0] }) ?? true {
            (state.person, changed) = (heard.people[0], true)
        }
        if let duration = heard.duration, service?.durations.contains(duration) == true { (state.duration, changed) = (duration, true) }
        if let held = state.held {
            if heard.sameTime { state.time = TimeWish(.at, [MinuteSpan(held.slot.start.minute)]) }
            if state.asked == .details, heard.day == nil { state.day = DayWish(spans: [DaySpan(held.slot.start.day)]) }
        }
        if changed { try giveBack() }
        return changed || state.asked == .details && (heard.day != nil || heard.time != nil)
    }

    /// Adds what was said to the wish; a new day keeps the time and the other way round.
    mutating func wish(_ heard: Understanding) {
        if heard.services.count == 1 { state.service = heard.services[0] }
        if let day = heard.day { (state.day, state.soonest) = (day, false) }
        if let time = heard.time { state.time = time }
        if heard.soonest { (state.soonest, state.time) = (true, heard.time) }
        if heard.flexible { (state.time, state.day) = (nil, state.asked == .day ? heard.day : state.day) }
        if case .disagreement(let written, let weekday)? = heard.trouble {
            state.days = [DaySpan(written), DaySpan(weekday)].sorted { $0.first < $1.first }
        }
        if case .noSuchDay(let text)? = heard.trouble {
            say(words.noSuchDay(text))
            state.day = nil
        }
    }

    /// Searches once it is known what for.
    mutating func seekOrAsk() throws(TurnFailure) {
        if state.service == nil, services.count == 1 { state.service = services[0].id }
        guard service != nil else { return askService(services) }
        if !state.days.isEmpty {
            state.asked = .whichDay
            return say(words.disagreement(state.days.map(\.first)))
        }
        try seek()
    }

    /// The answer to “Tuesday or the 25th?”.
    private mutating func settleDay(_ heard: Understanding) throws(TurnFailure) -> Bool {
        guard state.asked == .whichDay, !state.days.isEmpty else { return false }
        let days = state.days.map(\.first)
        var chosen: CivilDate?
        if case .nth(let number)? = heard.choice { chosen = number > 0 && number <= days.count ? days[number - 1] : days.last }
        if let day = heard.day { chosen = days.first { day.takes($0) } ?? days.first { Days.weekday($0) == day.single.map(Days.weekday) } }
        if chosen == nil, let number = heard.number { chosen = days.first { $0.day == number } }
        if let time = heard.time, heard.number == nil { state.time = time }
        if let chosen {
            (state.day, state.days) = (DayWish(spans: [DaySpan(chosen)]), [])
        } else if let day = heard.day {
            (state.day, state.days) = (day, [])
        } else {
            return false
        }
        try seekOrAsk()
        return true
    }

    /// The answer to “in the morning or in the afternoon?”.
    private mutating func settleHalf(_ heard: Understanding) throws(TurnFailure) -> Bool {
        guard state.asked == .half, let wish = state.time, heard.day == nil, let said = heard.time else { return false }
        let fitting = wish.readings.filter { reading in said.readings.contains { $0.from <= reading.from && reading.from <= $0.to } }
        state.time = fitting.count == 1 ? TimeWish(wish.kind, fitting) : said
        try seekOrAsk()
        return true
    }
}
