internal import Postgres

extension Dialogue {
    /// Moves a booking: which one, then when to.
    mutating func move(_ heard: Understanding) throws(TurnFailure) {
        if state.target == nil {
            if state.asked != .ownBooking { wish(heard) }
            guard let target = try identify(heard) else { return }
            state.service = target.service
            desk.prove(with: state.contact)
            if state.day == nil, state.time == nil, !state.soonest { return askWhen(target) }
            keepDay(target, sameTime: heard.sameTime)
            return try seekOrAsk()
        }
        if isQuestionOnly(heard), !said.isEmpty { return }
        if try settleAgreement(heard) { return }
        if state.asked == .slot || state.asked == .day, try pick(heard) { return }
        let news = heard.day != nil || heard.time != nil || heard.soonest || heard.trouble != nil || heard.flexible
        if !news, state.asked != .nothing { return }
        wish(heard)
        if !state.days.isEmpty, heard.trouble == nil { state.days = [] }
        try seekOrAsk()
    }

    private mutating func askWhen(_ target: Booked) {
        state.asked = .day
        say(words.found(target))
        say(words.moveWhen)
    }

    /// “Make it 4 instead” keeps the day of the booking.
    private mutating func keepDay(_ target: Booked, sameTime: Bool) {
        if sameTime { state.time = TimeWish(.at, [MinuteSpan(target.start.minute)]) }
        if state.day == nil, state.time != nil { state.day = DayWish(spans: [DaySpan(target.start.day)]) }
    }

    /// Gives the held time to the booking.
    mutating func finishMove(_ held: HeldSlot) throws(TurnFailure) {
        guard let reference = state.reference else { return }
        switch try desk.use(.rescheduleBooking(reference: reference, contact: state.contact, hold: held.hold)) {
        case .booking(let booked):
            state.held = nil
            state.rest()
            say(words.moved(booked))
            show(.booking(words.face(booked)))
        case .refused(let refusal) where refusal.code == "slot_taken":
            state.held = nil
            try refused(held.slot, refusal)
        case .refused(let refusal):
            try giveBack()
            say(words.refused(refusal, held.slot))
            state.rest()
        default: break
        }
    }

    /// Cancels a booking, once the visitor has said yes to it.
    mutating func cancel(_ heard: Understanding, _ message: String) throws(TurnFailure) {
        if state.asked == .confirmCancel, let target = state.target {
            if agrees(heard, message) { return try finishCancel(target) }
            if heard.assent == false {
                state.rest()
                return say(words.kept(target))
            }
            return
        }
        guard let target = try identify(heard) else { return }
        state.asked = .confirmCancel
        say(words.cancelThis(target))
    }

    /// “Yes”, or “cancel it”. A question is neither, nor is another wish that only names the word.
    private func agrees(_ heard: Understanding, _ message: String) -> Bool {
        if message.contains("?") { return false }
        let named = heard.intents.contains(.cancel) && heard.intents.isSubset(of: [.cancel, .thanks, .bye])
        return heard.assent ?? (named && heard.day == nil)
    }

    private mutating func finishCancel(_ target: Booked) throws(TurnFailure) {
        switch try desk.use(
            .cancelBooking(
                reference: target.reference, contact: state.contact,
                reason: line == nil ? "asked for in the chat" : "asked for on the phone"))
        {
        case .booking(let booked):
            state.made.removeAll { $0 == booked.reference }
            state.rest()
            say(words.cancelled(booked))
            show(.cancelled(words.face(booked)))
        case .refused(let refusal):
            state.rest()
            say(words.refusedChange(refusal))
        default: break
        }
    }

    /// Shows a booking.
    mutating func lookup(_ heard: Understanding) throws(TurnFailure) {
        if state.reference == nil, state.target == nil, case let own = try meant(heard), own.count > 1 { return tell(own) }
        guard let target = try identify(heard) else { return }
        say(words.found(target))
        show(.booking(words.face(target)))
        say(words.changeIt)
        let reference = target.reference, contact = state.contact
        state.rest()
        (state.reference, state.contact) = (reference, contact)
    }

    /// A caller's coming bookings.
    private mutating func tell(_ own: [Booked]) {
        own.forEach { say(words.found($0)) }
        say(words.changeIt)
        state.rest()
    }

    /// The booking that is meant: by its reference with what proves it, by the number that calls or texts, or the one made here. Asks
    /// where it can't tell.
    private mutating func identify(_ heard: Understanding) throws(TurnFailure) -> Booked? {
        if let target = state.target { return target }
        if state.reference == nil {
            let own = try meant(heard)
            guard own.count <= 1 else {
                askWhichOwn(own)
                return nil
            }
            state.reference = own.first?.reference
        }
        if state.reference == nil, state.made.count == 1, desk.tools.turn.caller == nil { state.reference = state.made[0] }
        guard let reference = state.reference else {
            askWhichBooking(heard)
            return nil
        }
        guard let contact = contact(for: reference) else {
            state.asked = .booking
            say(words.emailToo)
            return nil
        }
        return try find(reference, contact)
    }

    private mutating func find(_ reference: String, _ contact: String?) throws(TurnFailure) -> Booked? {
        switch try desk.use(.lookupBooking(reference: reference, contact: contact)) {
        case .booking(let booked) where ["confirmed", "pending"].contains(booked.status) || state.goal == .lookup:
            (state.target, state.contact, state.reference) = (booked, contact, reference)
            return booked
        case .booking(let booked):
            state.rest()
            say(words.notStanding(booked))
            return nil
        case .refused(let refusal) where refusal.code == "rate_limited":
            state.rest()
            say(words.refusedChange(refusal))
            return nil
        default:
            (state.asked, state.reference, state.contact) = (.booking, nil, nil)
            if contact != nil { (state.email, state.phone) = (nil, nil) }
            say(words.notFound)
            return nil
        }
    }

    /// Keeps a message for the people of the business, once it is known what and from whom.
    mutating func passOn() throws(TurnFailure) {
        if state.asked != .message, state.asked != .contact, try putThrough() { return }
        let isTold = state.asked != .message && state.asked != .contact ? try askForPerson() : false
        guard let draft = state.draft else {
            state.asked = .message
            return say(words.whatMessage)
        }
        guard let contact = state.email ?? state.phone else {
            state.asked = .contact
            say(words.howToReach)
            return show(.form(fields: ["name", "email"]))
        }
        guard case .kept = try desk.use(.takeMessage(name: state.name ?? "", contact: contact, body: draft)) else { return }
        state.rest()
        if !isTold { say(words.passedOn) }
    }
}
