extension Dialogue {
    /// Goes on with what the visitor wants, or with what they want instead now.
    mutating func pursue(_ heard: Understanding, _ message: String) throws(TurnFailure) {
        try chooseGoal(heard, message)
        if isQuestionOnly(heard), !said.isEmpty, state.asked != .nothing { return }
        switch state.goal {
        case .nothing: smallTalk(heard)
        case .book: try book(heard, message)
        case .move: try move(heard)
        case .cancel: try cancel(heard, message)
        case .lookup: try lookup(heard)
        case .message: try passOn()
        }
    }

    private mutating func chooseGoal(_ heard: Understanding, _ message: String) throws(TurnFailure) {
        if takesLeave(heard) {
            try giveBack()
            state.rest()
        } else if let goal = newGoal(heard) ?? (asksAnew(heard, message) ? .book : nil) {
            if goal != state.goal { try leave(for: goal) }
            if goal == .message { state.draft = isSubstance(message, heard) ? message : state.draft }
        } else if state.goal != .nothing, state.asked != .confirmCancel, state.asked != .agreement, declines(heard) {
            try drop(heard)
        }
    }

    /// What this message asks to be done; nil where it goes on with what is being done.
    private func newGoal(_ heard: Understanding) -> DialogueState.Goal? {
        let intents = heard.intents
        if intents.contains(.person) { return .message }
        if intents.contains(.cancel), !abandonsHold(heard) { return .cancel }
        if intents.contains(.move), !adjustsWish(heard) { return .move }
        if state.goal == .nothing || state.goal == .lookup, changesMade(heard) { return .move }
        if intents.contains(.lookup), heard.day == nil, heard.services.isEmpty, state.goal != .move, state.goal != .cancel {
            return .lookup
        }
        if heard.reference != nil, state.goal == .nothing || state.goal == .book { return .lookup }
        if state.goal == .nothing || (state.goal == .lookup && heard.reference == nil && intents.contains(.book)) {
            return startsBooking(heard) ? .book : nil
        }
        return nil
    }

    /// Asked which booking is meant, some name a service instead: they want a new one, unless they speak of theirs.
    private func asksAnew(_ heard: Understanding, _ message: String) -> Bool {
        guard state.asked == .booking, heard.reference == nil, heard.contact.isEmpty else { return false }
        let words = message.lowercased().split { !$0.isLetter }
        return startsBooking(heard) && !heard.services.isEmpty && !words.contains("my") && !words.contains("the")
    }

    private func startsBooking(_ heard: Understanding) -> Bool {
        let asks = !heard.intents.isDisjoint(with: [.hours, .prices, .services, .address, .advice])
        if heard.intents.contains(.book) { return true }
        if asks { return heard.services.count == 1 && heard.day != nil && heard.time != nil }
        return !heard.services.isEmpty || heard.day != nil || heard.time != nil || heard.soonest || heard.trouble != nil
    }

    /// “Actually make it Thursday” while a new booking is being made changes the wish, not a booking.
    private func adjustsWish(_ heard: Understanding) -> Bool {
        state.goal == .book && heard.reference == nil && (state.held != nil || !state.shown.isEmpty || state.made.isEmpty)
    }

    /// “Actually make it Thursday” after a booking was made here changes that one.
    private func changesMade(_ heard: Understanding) -> Bool {
        !state.made.isEmpty && (heard.day != nil || heard.time != nil) && heard.services.isEmpty && !heard.intents.contains(.book)
            && !heard.intents.contains(.hours)
    }

    /// “Cancel” while a time is only held gives it back; it names no booking.
    private func abandonsHold(_ heard: Understanding) -> Bool {
        state.goal == .book && heard.reference == nil && state.asked != .nothing && state.made.isEmpty
    }

    /// “OK, bye”: what was being done is left.
    private func takesLeave(_ heard: Understanding) -> Bool {
        heard.intents.contains(.bye) && heard.intents.isSubset(of: [.bye, .thanks, .greet]) && heard.day == nil && heard.time == nil
            && heard.contact.isEmpty && heard.choice == nil && heard.services.isEmpty && heard.assent != true || saysOnlyBye(heard)
    }

    private func saysOnlyBye(_ heard: Understanding) -> Bool {
        heard.intents == [.bye] && heard.day == nil && heard.contact.isEmpty && ![.confirmCancel, .slot, .agreement].contains(state.asked)
    }

    /// A plain no, without anything to put in its place.
    private func declines(_ heard: Understanding) -> Bool {
        if heard.intents.contains(.cancel), abandonsHold(heard) { return true }
        let empty = heard.day == nil && heard.time == nil && heard.choice == nil && heard.services.isEmpty && heard.contact.isEmpty
        let asks = !heard.intents.isDisjoint(with: [.hours, .prices, .services, .address, .help])
        return heard.assent == false && empty && !asks && !heard.soonest && heard.reference == nil
    }

    /// A message that already says what is to be passed on.
    private func isSubstance(_ message: String, _ heard: Understanding) -> Bool {
        let lower = message.lowercased()
        return message.split(separator: " ").count >= 9 || heard.contact.phone != nil
            || ["tell ", "pass on", "let them know"].contains { lower.contains($0) }
    }

    /// Turns to something else: what was held is given back.
    private mutating func leave(for goal: DialogueState.Goal) throws(TurnFailure) {
        let (reference, draft, fresh) = (state.reference, state.draft, state.goal == .nothing)
        let (day, service) = (fresh ? state.day : nil, fresh ? state.service : nil)
        try giveBack()
        state.rest()
        (state.goal, state.reference, state.draft, state.day, state.service) = (goal, reference, draft, day, service)
    }

    /// Drops what was being done.
    private mutating func drop(_ heard: Understanding) throws(TurnFailure) {
        let asked = state.asked
        if asked == .slot || asked == .day, state.goal == .book, !heard.intents.contains(.cancel) || state.held == nil {
            if let held = standing { return returnToHold(held) }
            say(words.whatInstead)
            (state.day, state.time, state.soonest, state.asked) = (nil, nil, false, .day)
            return
        }
        let held = state.held != nil
        try giveBack()
        state.rest()
        say(held ? words.letGo : words.allRight)
    }

    /// Gives a held time back.
    mutating func giveBack() throws(TurnFailure) {
        guard let held = state.held else { return }
        _ = try desk.use(.releaseHold(hold: held.hold))
        state.held = nil
    }

    private mutating func smallTalk(_ heard: Understanding) {
        if !said.isEmpty { return }
        if heard.intents.contains(.thanks) || heard.intents.contains(.bye) {
            if heard.intents.contains(.bye) { return leave() }
            return say(words.welcome)
        }
        if heard.intents.contains(.greet) { return say(greeting) }
        if heard.intents.contains(.help) { return say(words.help) }
        if heard.assent == true, let told = spokenOf { return say(words.kept(told)) }
        if heard.assent != nil { return say(heard.assent == true ? words.whatToDo : words.allRight) }
        if !heard.contact.isEmpty { return say(words.thanksWhatToDo) }
    }
}
