internal import Booking
internal import Postgres

extension ModelTurn {
    /// Makes the calls that have no answer yet, in their order.
    mutating func answerCalls() throws(ModelTrouble) {
        for round in walk.rounds.indices {
            for step in walk.rounds[round].indices where walk.rounds[round][step].answer == nil {
                walk.rounds[round][step].answer = try answer(round, step)
                try checkMisuses()
            }
        }
    }

    private mutating func answer(_ round: Int, _ step: Int) throws(ModelTrouble) -> Walk.Answer {
        let noted = walk.rounds[round][step]
        let call: ToolCall
        do throws(CallMisuse) {
            if let known = noted.call { call = known } else { call = try read(noted.model) }
        } catch {
            return .misuse(error.words)
        }
        walk.rounds[round][step].call = call
        if voice.line != nil, call.needsAgreement { return .misuse(Self.readsBackFirst) }
        if call.writes { try note() }
        let result = try perform(call)
        if case .held(let held) = result, try standing(held) == nil { return .misuse("That time was booked in this turn.") }
        take(call, result)
        return .result(result)
    }

    private static let readsBackFirst =
        "On the phone the system reads the day and time back and asks the caller, before anything is booked or moved. Answer now."

    private func read(_ call: ModelCall) throws(CallMisuse) -> ToolCall {
        let reading = CallReading(
            services: voice.services, offered: voice.desk.tools.offered, state: voice.state, written: written, today: voice.now.day,
            tools: tools)
        let read = try reading.read(call)
        if read.settles, outcomes.contains(where: { $0.call.settles && $0.result.isDone }) {
            throw CallMisuse("Only one booking, change or message for each message of the visitor. Answer now.")
        }
        return asksFirst(read)
    }

    /// A booking is cancelled only as the answer to the server's own question; until then it is looked up and the visitor is asked.
    private func asksFirst(_ call: ToolCall) -> ToolCall {
        guard case .cancelBooking(let reference, let contact, _) = call, reference != agreedToCancel else { return call }
        return .lookupBooking(reference: reference, contact: contact)
    }

    /// One time is held for a visitor; whatever comes of holding another, the one before was given back.
    mutating func perform(_ call: ToolCall) throws(ModelTrouble) -> ToolResult {
        try ModelTrouble.inTurn { () throws(TurnFailure) in
            if case .holdSlot(let id) = call {
                if let held = voice.state.held { _ = try voice.desk.perform(.releaseHold(hold: held.hold)) }
                if voice.desk.tools.offered[id]?.moving != nil { voice.desk.prove(with: voice.state.contact) }
            }
            return try voice.desk.perform(call)
        }
    }

    /// Takes in what a tool gave: the rows that may be spoken of, what it proves, and where the dialogue stands now.
    mutating func take(_ call: ToolCall, _ result: ToolResult) {
        if call.writes { outcomes.append((call, result)) }
        if case .holdSlot = call { voice.state.held = nil }
        findings.take(call, result)
        switch (call, result) {
        case (.checkAvailability(let question), .slots(let slots, _)): take(question, slots)
        case (_, .hours(let days)):
            facts.take(days)
            seen.append(result)
        case (_, .answers(let answers)):
            answers.forEach { facts.take($0) }
            seen.append(result)
        case (_, .held(let held)): take(held)
        case (_, .expires(let moment)): voice.state.held?.expires = moment
        case (.lookupBooking(_, let contact), .booking(let booked)): take(looked: booked, contact)
        case (.recognizeCaller(let name), .caller(let record)):
            take(record, name: name)
            seen.append(result)
        case (_, .booking(let booked)): take(booked, call)
        case (.releaseHold, .kept): (voice.state.held, voice.state.asked) = (nil, .nothing)
        case (_, .kept): voice.state.rest()
        case (_, .refused(let refusal)): refusal.alternatives.forEach { facts.take($0) }
        default: break
        }
    }

    private mutating func take(_ question: AvailabilityQuestion, _ slots: [OfferedSlot]) {
        slots.forEach { facts.take($0) }
        found = slots
        (voice.state.service, voice.state.person, voice.state.duration) = (question.service, question.person, question.duration)
        (voice.state.day, voice.state.asked) = (DayWish(spans: [question.days]), .day)
        if let moving = question.moving {
            (voice.state.goal, voice.state.reference, voice.state.contact) = (.move, moving, question.contact)
        } else {
            voice.state.goal = .book
        }
    }

    private mutating func take(_ held: HeldSlot) {
        facts.take(held)
        (voice.state.held, voice.state.service, voice.state.person) = (held, held.slot.service, held.slot.wanted)
        (voice.state.duration, voice.state.day) = (held.slot.duration, DayWish(spans: [DaySpan(held.slot.start.day)]))
        (voice.state.goal, voice.state.asked) = held.slot.moving == nil ? (.book, .details) : (.move, .slot)
    }

    private mutating func take(looked booked: Booked, _ contact: String?) {
        facts.take(booked)
        seen.append(.booking(booked))
        (voice.state.target, voice.state.reference, voice.state.contact) = (booked, booked.reference, contact)
    }

    /// Bookings that the number proves, or the number with a name.
    mutating func take(_ record: CallerRecord, name: String?) {
        voice.take(record)
        record.bookings.forEach { facts.take($0) }
        findings.take(.recognizeCaller(name: name), .caller(record))
        (voice.state.own, voice.state.ownName) = (record.bookings.map(\.reference), name ?? voice.state.ownName)
    }

    private mutating func take(_ booked: Booked, _ call: ToolCall) {
        facts.take(booked)
        switch call {
        case .confirmBooking(let details):
            (voice.state.name, voice.state.email, voice.state.phone) = (details.name, details.email, details.phone)
            voice.state.rest()
            voice.state.made.append(booked.reference)
        case .cancelBooking:
            voice.state.made.removeAll { $0 == booked.reference }
            voice.state.rest()
        default: voice.state.rest()
        }
        found = nil
    }
}

extension ToolCall {
    /// On the phone it is done only after its day and time were read back and agreed to.
    var needsAgreement: Bool {
        switch self {
        case .confirmBooking, .rescheduleBooking: true
        default: false
        }
    }

    /// It ends a matter: a model may do one of these in a turn.
    var settles: Bool {
        switch self {
        case .confirmBooking, .rescheduleBooking, .cancelBooking, .takeMessage, .handOver: true
        default: false
        }
    }
}

extension ToolResult {
    var isDone: Bool { if case .refused = self { false } else { true } }
}
