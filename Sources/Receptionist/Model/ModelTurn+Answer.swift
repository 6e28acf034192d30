internal import Booking

extension ModelTurn {
    /// Whether this turn did something that must be told, whatever becomes of the model.
    var hasSettled: Bool { outcomes.contains { $0.call.settles && $0.result.isDone } }

    /// The hold that was made in this turn and stands still, as far as the model knew.
    var heldHere: String? {
        outcomes.reversed().lazy.compactMap { outcome -> String? in if case .held(let held) = outcome.result { held.hold } else { nil } }
            .first
    }

    /// Whether this turn gave a time back that was held before it.
    func gaveBack(_ held: HeldSlot) -> Bool {
        outcomes.contains { call, _ in
            if case .holdSlot = call { return true }
            return call == .releaseHold(hold: held.hold)
        }
    }

    /// The turn as the server tells it, without a word of the model's.
    func toldAlone() -> Dialogue {
        var turn = self
        turn.tellOutcomes()
        turn.voice.remember()
        return turn.voice
    }

    /// Tells in the server's own words what was done, each from its row.
    mutating func tellOutcomes() {
        for (call, result) in outcomes where result.isDone { tell(call, result) }
        let isAgreementDue = takeWhatAwaitsAgreement()
        if let held = voice.state.held, isAgreementDue || outcomes.contains(where: { $0.result == .held(held) }) { tell(held) }
        if case (.releaseHold, .kept)? = outcomes.last, !hasSettled { voice.say(voice.words.letGo) }
        if case .refused(let refusal)? = outcomes.last?.result { tell(refusal) }
        askWhetherToCancel()
    }

    private mutating func tell(_ call: ToolCall, _ result: ToolResult) {
        switch (call, result) {
        case (.confirmBooking, .booking(let booked)):
            showBooking(voice.words.booked(booked, email: nil), .booking(voice.words.face(booked)))
        case (.rescheduleBooking, .booking(let booked)): showBooking([voice.words.moved(booked)], .booking(voice.words.face(booked)))
        case (.cancelBooking, .booking(let booked)): showBooking([voice.words.cancelled(booked)], .cancelled(voice.words.face(booked)))
        case (.takeMessage, .kept): voice.say(voice.words.passedOn)
        case (.handOver, .handedOver(let isNew)): voice.tellHandedOver(isNew: isNew)
        default: break
        }
    }

    private mutating func showBooking(_ sentences: [String], _ card: Card) {
        sentences.forEach { voice.say($0) }
        voice.show(card)
    }

    private mutating func tell(_ held: HeldSlot) {
        if voice.line != nil, voice.missing.isEmpty || voice.state.goal == .move { return voice.readBack(held) }
        voice.say(voice.words.holding(held))
        if voice.missing.isEmpty || voice.state.goal == .move { return voice.show(voice.words.holdCard(held, now: voice.now)) }
        voice.say(voice.words.details(voice.missing))
        voice.show(voice.words.holdCard(held, now: voice.now))
        voice.show(.form(fields: voice.missing))
    }

    private mutating func tell(_ refusal: ToolRefusal) {
        voice.say(voice.words.refusedByDiary(refusal))
        if !refusal.alternatives.isEmpty { voice.offer(refusal.alternatives, voice.words.nearest) }
    }

    /// What the model wanted to book or move on the phone, which the caller is asked about first.
    private mutating func takeWhatAwaitsAgreement() -> Bool {
        guard let call = walk.steps.compactMap(\.call).last(where: \.needsAgreement), voice.line != nil else { return false }
        switch call {
        case .confirmBooking(let details) where details.hold == voice.state.held?.hold:
            (voice.state.name, voice.state.email, voice.state.phone) = (details.name, details.email, details.phone ?? voice.state.phone)
        case .rescheduleBooking(let reference, let contact, let hold) where hold == voice.state.held?.hold:
            (voice.state.goal, voice.state.reference, voice.state.contact) = (.move, reference, contact)
        default: return false
        }
        return true
    }

    /// The model wanted to cancel a booking that the visitor was not asked about yet.
    private mutating func askWhetherToCancel() {
        let wanted = walk.steps.contains { $0.model.name == "cancel_booking" && $0.call.map(\.name) == "lookup_booking" }
        guard wanted, let target = voice.state.target, target.stands else { return }
        (voice.state.goal, voice.state.asked) = (.cancel, .confirmCancel)
        voice.say(voice.words.cancelThis(target))
    }

    /// The times that were named, as buttons too.
    mutating func showTimes(_ named: [String]) {
        let slots = named.reduce(into: [OfferedSlot]()) { slots, id in
            if let slot = facts.slots[id], !slots.contains(slot) { slots.append(slot) }
        }
        guard !slots.isEmpty, voice.state.held == nil else { return }
        (voice.state.shown, voice.state.asked) = (slots.map(\.id), .slot)
        if voice.state.goal == .nothing { voice.state.goal = .book }
        voice.show(voice.words.slotsCard(slots, more: (found?.count ?? 0) > slots.count))
    }

    /// The server's own words on what the model looked at, where the model's could not be shown.
    mutating func speakForIt() throws(ModelTrouble) {
        if let found, !found.isEmpty, voice.state.held == nil { return voice.offer(found, voice.words.offer(found)) }
        if let found, found.isEmpty, let day = voice.state.day {
            voice.say(voice.words.nothing(on: day))
            return voice.say(voice.words.otherDay)
        }
        switch seen.last {
        case .hours(let days)?: voice.words.hours(days).forEach { voice.say($0) }
        case .booking(let booked)?: showBooking([voice.words.found(booked)], .booking(voice.words.face(booked)))
        case .caller(let record)? where !record.bookings.isEmpty: record.bookings.forEach { voice.say(voice.words.found($0)) }
        case .answers(let answers)? where answers.first?.isClose == true: voice.say(answers[0].answer)
        default: try askOn()
        }
    }

    /// Where nothing could be shown at all, the script has an answer to the message.
    private mutating func askOn() throws(ModelTrouble) {
        if voice.said.isEmpty { throw .withheld }
        try ModelTrouble.inTurn { () throws(TurnFailure) in try voice.askAgain() }
    }
}
