internal import Postgres

extension Dialogue {
    /// Answers what was asked in passing; what was being done goes on.
    mutating func answerQuestions(_ heard: Understanding) throws(TurnFailure) {
        let intents = heard.intents
        if intents.contains(.help), !intents.contains(.emergency), intents.count > 1 || state.goal != .nothing { say(words.help) }
        if intents.contains(.advice) { say(tenantVoice.answer(for: .advice, in: words.language) ?? words.advice) }
        if intents.contains(.hours) { try tellHours(heard) }
        if intents.contains(.prices) { tellPrices(heard) }
        if intents.contains(.address) { say(words.address) }
        if intents.contains(.services), intents.isDisjoint(with: [.prices]), heard.services.isEmpty { tellServices() }
        if !said.isEmpty, isQuestionOnly(heard), state.goal != .nothing { try askAgain() }
    }

    /// The message asked something and said nothing else.
    func isQuestionOnly(_ heard: Understanding) -> Bool {
        heard.contact.isEmpty && heard.choice == nil && heard.assent == nil && heard.reference == nil && !heard.soonest
            && heard.intents.isSubset(of: [.help, .advice, .hours, .prices, .address, .services, .greet, .thanks, .book])
            && (heard.day == nil && heard.time == nil || heard.intents.contains(.hours))
            && (heard.services.isEmpty || heard.intents.contains(.prices))
    }

    private mutating func tellHours(_ heard: Understanding) throws(TurnFailure) {
        let span = heard.day?.spans.first ?? DaySpan(now.day, Days.add(6, to: now.day))
        let asked = DaySpan(span.first, min(span.last, Days.add(13, to: span.first)))
        guard case .hours(let days) = try desk.use(.openingHours(from: asked)) else { return }
        if state.goal == .nothing, asked.length == 1 { state.day = heard.day }
        words.hours(days).forEach { say($0) }
    }

    private mutating func tellPrices(_ heard: Understanding) {
        let asked = services.filter { heard.services.contains($0.id) }
        if state.goal == .nothing, asked.count == 1 { state.service = asked[0].id }
        let spokenOf = service.map { [$0] } ?? services
        (asked.isEmpty ? spokenOf : asked).map(words.price).forEach { say($0) }
    }

    private mutating func tellServices() {
        say(words.servicesList(services))
        show(words.servicesCard(services))
    }

    /// Asks the open question once more.
    mutating func askAgain() throws(TurnFailure) {
        switch state.asked {
        case .nothing: if state.goal == .nothing { askWhatToDo() }
        case .service: askService(services)
        case .day, .time: say(words.when)
        case .slot: askWhichTime()
        case .half: say(words.morningOrAfternoon)
        case .whichDay: say(words.which(state.days.map(\.first)))
        case .details: askDetails(again: true)
        case .booking: say(words.whichBooking)
        case .bookingName: say(words.whichBookingByName)
        case .ownBooking: askWhichOwn((caller?.bookings ?? []).filter { state.own?.contains($0.reference) ?? false })
        case .confirmCancel: if let target = state.target { say(words.cancelThis(target)) }
        case .message: say(words.whatMessage)
        case .contact: say(words.howToReach)
        case .agreement: if let held = state.held { readBack(held) }
        case .text: say(words.textInstead)
        case .more: say(words.anythingElse)
        }
    }

    /// Whoever can't be understood well can press a button.
    private mutating func askWhatToDo() {
        say(words.whatToDo)
        if words.language != .english, line == nil { show(words.servicesCard(services)) }
    }

    /// Asks which service it is to be.
    mutating func askService(_ choices: [ServiceItem]) {
        state.asked = .service
        say(words.whichService(choices))
        show(words.servicesCard(choices))
    }
}
