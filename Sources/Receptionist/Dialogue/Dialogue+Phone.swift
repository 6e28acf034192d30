internal import Booking
internal import Postgres

/// What is done otherwise on the phone: nothing is booked before it was read back and agreed to, and who can't be heard is found
/// another way.
extension Dialogue {
    /// Says how the call goes on; the end of every turn on the phone.
    mutating func closeOnPhone() {
        guard line != nil else { return }
        if step == .listen, state.goal == .nothing, state.asked == .nothing, !said.isEmpty, !hasAsked {
            state.asked = .more
            say(words.anythingElse)
        }
        show(.call(CallFace(language: words.language, day: Moment.day(now.day), pad: pad, step: step)))
    }

    private var hasAsked: Bool { said.contains { $0.text == words.whatToDo || $0.text?.hasSuffix("?") == true } }

    private var pad: CallFace.Pad {
        switch state.asked {
        case .confirmCancel, .agreement, .text: .yesNo
        case .nothing, .more: .menu
        case .contact: .number
        case .details: missing.first == "phone" ? .number : missing.first == "name" ? .name : .none
        case .service, .day, .time, .slot, .half, .whichDay, .booking, .bookingName, .ownBooking, .message: .none
        }
    }

    /// Takes the answer to a question that is asked on the phone only. False where the message is about something else.
    mutating func answerOnPhone(_ message: String) throws(TurnFailure) -> Bool {
        switch state.asked {
        case .more:
            let heard = hear(message)
            reopen()
            guard heard.isPlain, heard.intents.isSubset(of: [.thanks, .bye]) else { return false }
            if heard.assent == true { try askAgain() } else if heard.assent == false { leave() }
            return heard.assent != nil
        case .text:
            let heard = hear(message)
            reopen()
            guard heard.isPlain, let isWanted = heard.assent else { return false }
            if isWanted { try textInstead() } else { try tryAgain() }
            return true
        default: return false
        }
    }

    private mutating func tryAgain() throws(TurnFailure) {
        say(words.tryAgain)
        try askAgain()
    }

    /// Says goodbye; on the phone that ends the call.
    mutating func leave() {
        say(words.bye)
        step = .hangUp
    }
}

// MARK: - Agreement

extension Dialogue {
    /// On the phone a booking is made only once its day and time were read back and agreed to.
    mutating func agreeOrConfirm(_ held: HeldSlot) throws(TurnFailure) {
        line == nil ? try confirm(held, again: true) : readBack(held)
    }

    mutating func moveOrAsk(_ held: HeldSlot) throws(TurnFailure) {
        line == nil ? try finishMove(held) : readBack(held)
    }

    mutating func readBack(_ held: HeldSlot) {
        let name = service?.name ?? ""
        state.asked = .agreement
        say(
            state.goal == .move
                ? words.readMove(name, held.slot) : words.readBack(name, held.slot, for: state.name == state.phone ? nil : state.name))
    }

    /// The answer to what was read back. False where something else is wanted instead.
    mutating func settleAgreement(_ heard: Understanding) throws(TurnFailure) -> Bool {
        guard state.asked == .agreement else { return false }
        let isMove = state.goal == .move
        guard let held = state.held else {
            state.asked = .day
            return false
        }
        if heard.isPlain, heard.assent == true {
            isMove ? try finishMove(held) : try confirm(held, again: true)
            return true
        }
        reopen()
        guard heard.isPlain, heard.assent == false else { return false }
        say(words.whatIsWrong)
        return true
    }
}

extension Dialogue {
    /// What was read back is being asked about.
    var isReadingBack: Bool { line != nil && state.asked == .agreement && said.contains { $0.text != nil } }

    /// A plain answer to the phone's own questions, and a goodbye, need no model.
    func settlesByItself(_ heard: Understanding) -> Bool {
        guard line != nil, heard.isPlain else { return false }
        if [.agreement, .text, .more].contains(state.asked), heard.assent != nil { return true }
        return heard.intents.contains(.bye) && heard.intents.isSubset(of: [.bye, .thanks])
    }

    /// The phone's own question was left unanswered for something else.
    mutating func reopen() {
        switch state.asked {
        case .more: state.asked = .nothing
        case .text: (state.asked, state.resumes) = (state.resumes ?? .nothing, nil)
        case .agreement: state.asked = state.goal == .move ? .slot : .details
        default: break
        }
    }
}

extension Understanding {
    /// It says nothing of when, which or who.
    var isPlain: Bool {
        day == nil && time == nil && choice == nil && trouble == nil && services.isEmpty && people.isEmpty && contact.isEmpty && !soonest
            && reference == nil && duration == nil
    }
}

// MARK: - Keys

extension Dialogue {
    /// Other times than those that were named.
    mutating func lookFurther() throws(TurnFailure) -> Bool {
        try look(.later, shown)
    }

    /// Whoever doesn't speak books under their number.
    mutating func goUnnamed() throws(TurnFailure) -> Bool {
        guard let phone = state.phone, let held = state.held else { return false }
        state.name = phone
        try keepGathering(held)
        return true
    }

    private mutating func keepGathering(_ held: HeldSlot) throws(TurnFailure) {
        missing.isEmpty ? try agreeOrConfirm(held) : askDetails(again: true)
    }

    /// Asks which of the offered times it is to be; on the phone they are said again.
    mutating func askWhichTime() {
        say(words.whichTime(state.shown.count))
        if line != nil { show(words.slotsCard(shown, more: true)) }
    }
}

// MARK: - What was not heard

extension Dialogue {
    /// Asks again, in other words the second time. Gives whether the turn came to something.
    mutating func heardNothing() throws(TurnFailure) -> Bool {
        switch state.asked {
        case .more:
            leave()
            return true
        case .text:
            try giveUpSpeech()
            return true
        case .message where state.misses > 0:
            state.rest()
            leave()
            return true
        default:
            say(state.misses == 0 ? words.unheard : words.unheardAgain)
            if state.misses == 0 { try askAgain() }
            return false
        }
    }

    /// Nobody answers any more. What was gathered isn't lost: it goes on by text.
    private mutating func giveUpSpeech() throws(TurnFailure) {
        reopen()
        state.goal == .nothing ? leave() : try textInstead()
    }

    /// Speech has failed twice.
    mutating func findAnotherWay() throws(TurnFailure) {
        guard let line else { return }
        if line.canText {
            (state.resumes, state.asked) = (state.asked, .text)
            say(words.textInstead)
        } else if line.canTransfer {
            transfer()
        } else {
            tellHandedOver(isNew: try handOver(.lost))
            takeMessage()
        }
    }

    /// Goes on by text, with all that was gathered.
    private mutating func textInstead() throws(TurnFailure) {
        var written = self
        (written.line, written.said) = (nil, [])
        written.words = Wording(business: business, today: now.day, language: words.language)
        if state.asked == .slot { written.say(written.words.times(shown)) }
        try written.askAgain()
        let body = [words.tidied(words.tongue.textHandover(business.name))] + written.said.compactMap(\.text)
        _ = try desk.use(.textInstead(body: body.joined(separator: " "), state: Stored.text(state)))
        state.rest()
        say(words.texted)
        leave()
    }
}

// MARK: - A person

extension Dialogue {
    /// Rings up the people of the business, unless a message is to be left. False where nobody can be rung up.
    mutating func putThrough() throws(TurnFailure) -> Bool {
        guard line?.canTransfer == true, state.draft == nil else { return false }
        transfer()
        return true
    }

    private mutating func transfer() {
        say(words.puttingThrough)
        step = .transfer
    }

    /// Nobody answered: a message is taken.
    mutating func nobodyAnswered() throws(TurnFailure) {
        say(words.nobodyAnswers)
        tellHandedOver(isNew: try handOver(.asked))
        takeMessage()
    }

    /// It took too long to think: the words are for the people of the business.
    mutating func takeMessage() {
        state.rest()
        (state.goal, state.asked) = (.message, .message)
        say(words.whatMessage)
    }
}
