internal import Postgres

extension Dialogue {
    /// What is still needed before the held time can be booked.
    var missing: [String] {
        var fields: [String] = []
        if state.name == nil { fields.append("name") }
        if state.email == nil, state.phone == nil { fields.append(line == nil ? "email" : "phone") }
        if service?.atCustomer == true, state.address == nil { fields.append("address") }
        return fields
    }

    /// Books once all is known, and asks for the rest otherwise.
    mutating func gather() throws(TurnFailure) {
        guard let held = state.held else { return }
        if missing.isEmpty { return try agreeOrConfirm(held) }
        say(words.holding(held))
        askDetails(again: false)
        show(words.holdCard(held, now: now))
        show(.form(fields: missing))
    }

    mutating func askDetails(again: Bool) {
        state.asked = .details
        say(words.details(missing))
        if again { show(.form(fields: missing)) }
    }

    /// A message while a time is held: details, most of the time.
    mutating func withHold(_ heard: Understanding, _ message: String) throws(TurnFailure) {
        guard let held = state.held else { return }
        let needed = missing
        if needed == ["address"], heard.contact.isEmpty, heard.intents.isEmpty, message.count >= 5 { state.address = message }
        if missing.isEmpty { return try agreeOrConfirm(held) }
        if heard.contact.isEmpty, heard.isEmpty { return }
        try keepHolding(held)
        if said.isEmpty || !heard.contact.isEmpty { askDetails(again: true) }
    }

    /// Whoever is still writing keeps the time a little longer, as far as the diary allows.
    private mutating func keepHolding(_ held: HeldSlot) throws(TurnFailure) {
        guard case .expires(let expires) = try desk.use(.renewHold(hold: held.hold)), expires > held.expires else { return }
        state.held?.expires = expires
        if let held = state.held { show(words.holdCard(held, now: now)) }
    }

    /// Makes the booking. A hold that ran out is taken anew where the time is still free.
    mutating func confirm(_ held: HeldSlot, again: Bool) throws(TurnFailure) {
        let confirmation = Confirmation(
            hold: held.hold, name: state.name ?? "", email: state.email, phone: state.phone, address: state.address, notes: "")
        switch try desk.use(.confirmBooking(confirmation)) {
        case .booking(let booked): tell(booked)
        case .refused(let refusal) where refusal.code == "hold_expired" && again:
            say(words.holdExpired)
            state.held = nil
            try holdAgain(held.slot)
        case .refused(let refusal): try unconfirmed(held, refusal)
        default: break
        }
    }

    private mutating func holdAgain(_ slot: OfferedSlot) throws(TurnFailure) {
        switch try desk.use(.holdSlot(slot: slot.id)) {
        case .held(let held):
            state.held = held
            try confirm(held, again: false)
        case .refused(let refusal) where refusal.isOutage: try tellOutage(refusal)
        case .refused(let refusal): try refused(slot, refusal)
        default: break
        }
    }

    /// Details that the diary doesn't take are asked for again. A time that was taken meanwhile in a calendar is followed by others;
    /// anything else ends the attempt.
    private mutating func unconfirmed(_ held: HeldSlot, _ refusal: ToolRefusal) throws(TurnFailure) {
        if refusal.code == "slot_taken" {
            state.held = nil
            return try refused(held.slot, refusal)
        }
        say(words.refused(refusal, held.slot))
        if refusal.code == "invalid" {
            (state.name, state.email, state.phone) = (nil, nil, nil)
            askDetails(again: true)
        } else {
            try giveBack()
            state.rest()
        }
    }

    /// Tells of a booking from its row.
    mutating func tell(_ booked: Booked) {
        state.rest()
        state.made.append(booked.reference)
        words.booked(booked, email: state.email).forEach { say($0) }
        show(.booking(words.face(booked)))
    }
}
