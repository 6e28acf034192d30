internal import Postgres

/// What a model may name in a call: ids that this conversation was given, and words that its visitor wrote. Whatever else it says is
/// told back to it and does nothing, so neither a model nor a visitor who leads it on reaches more than the visitor could.
struct CallReading {
    let services: [ServiceItem]
    let offered: [String: OfferedSlot]
    let state: DialogueState
    let written: Written
    let today: CivilDate
    var tools = ToolSchema.all

    /// The typed call.
    func read(_ call: ModelCall) throws(CallMisuse) -> ToolCall {
        guard let schema = tools.first(where: { $0.name == call.name }) else {
            throw CallMisuse("There is no such tool. There are: \(tools.map(\.name).joined(separator: ", ")).")
        }
        let arguments = try CallArguments(call.arguments, of: schema)
        switch call.name {
        case "list_services": return .listServices
        case "opening_hours": return .openingHours(from: try arguments.days("from", "to"))
        case "check_availability": return .checkAvailability(try question(arguments))
        case "hold_slot": return .holdSlot(slot: try slot(arguments))
        case "renew_hold": return .renewHold(hold: try hold(arguments))
        case "release_hold": return .releaseHold(hold: try hold(arguments))
        case "confirm_booking": return .confirmBooking(try confirmation(arguments))
        case "lookup_booking": return .lookupBooking(reference: try reference(arguments), contact: try contact(arguments, for: "reference"))
        case "reschedule_booking":
            return .rescheduleBooking(
                reference: try reference(arguments), contact: try contact(arguments, for: "reference"), hold: try hold(arguments))
        case "cancel_booking": return try cancellation(arguments)
        case "recognize_caller": return .recognizeCaller(name: try givenName(arguments))
        case "hand_over": return .handOver(reason: .model, name: state.name ?? "", contact: state.email ?? state.phone ?? "")
        case "search_answers": return .searchAnswers(question: try arguments.text("question"), language: nil)
        default: return try message(arguments)
        }
    }
}

extension CallReading {
    private func question(_ arguments: CallArguments) throws(CallMisuse) -> AvailabilityQuestion {
        let service = try service(arguments), days = try arguments.days("from", "to")
        guard days.last >= today else { throw CallMisuse("Those days have passed; today is \(today).") }
        var question = AvailabilityQuestion(service: service.id, days: DaySpan(max(days.first, today), days.last))
        question.between = try minutes(arguments)
        question.duration = try duration(arguments, service)
        question.person = try person(arguments, service)
        question.moving = try arguments.maybeText("moving")
        question.contact = try contact(arguments, for: "moving")
        question.limit = Self.mostSlots
        if let moving = question.moving { try mayName(reference: moving) }
        return question
    }

    /// Free times that a model is told of at once.
    private static let mostSlots = 60

    private func service(_ arguments: CallArguments) throws(CallMisuse) -> ServiceItem {
        let id = try arguments.text("service")
        guard let service = services.first(where: { String($0.id) == id }) else {
            throw CallMisuse("There is no service with that id; list_services gives them.")
        }
        return service
    }

    private func minutes(_ arguments: CallArguments) throws(CallMisuse) -> MinuteSpan? {
        let from = try arguments.maybeNumber("earliest_minute", in: 0...1_439)
        let to = try arguments.maybeNumber("latest_minute", in: 0...1_440)
        return from == nil && to == nil ? nil : MinuteSpan(from ?? 0, to ?? 1_440)
    }

    private func duration(_ arguments: CallArguments, _ service: ServiceItem) throws(CallMisuse) -> Int? {
        guard let minutes = try arguments.maybeNumber("duration_minutes", in: 1...1_440) else { return nil }
        guard service.durations.contains(minutes) else { throw CallMisuse("It can be booked for \(service.durations) minutes only.") }
        return minutes
    }

    private func person(_ arguments: CallArguments, _ service: ServiceItem) throws(CallMisuse) -> Int64? {
        guard let id = try arguments.maybeText("person") else { return nil }
        guard let person = service.people.first(where: { String($0.id) == id }) else {
            throw CallMisuse("Nobody with that id does this; list_services gives them.")
        }
        return person.id
    }

    private func slot(_ arguments: CallArguments) throws(CallMisuse) -> String {
        let id = try arguments.text("slot")
        guard offered[id] != nil else { throw CallMisuse("No time with that id was found here; check_availability gives them.") }
        return id
    }

    private func hold(_ arguments: CallArguments) throws(CallMisuse) -> String {
        let id = try arguments.text("hold")
        guard let held = state.held, held.hold == id else { throw CallMisuse("This visitor holds no time with that id.") }
        return id
    }
}

extension CallReading {
    private func confirmation(_ arguments: CallArguments) throws(CallMisuse) -> Confirmation {
        let name = try arguments.text("name", atMost: 200)
        guard written.holds(name: name) || name == state.name else { throw CallMisuse("The visitor never gave that name. Ask for it.") }
        let email = try arguments.maybeText("email"), phone = try arguments.maybeText("phone")
        try mayName(email: email, phone: phone)
        return Confirmation(
            hold: try hold(arguments), name: name, email: email, phone: phone, address: try arguments.maybeText("address"),
            notes: try arguments.text("notes", atMost: 500))
    }

    private func mayName(email: String?, phone: String?) throws(CallMisuse) {
        if let email, !written.holds(email: email), email != state.email {
            throw CallMisuse("The visitor never gave that email address. Ask for it.")
        }
        if let phone, !written.holds(phone: phone), phone != state.phone {
            throw CallMisuse("The visitor never gave that phone number. Ask for it.")
        }
        guard email != nil || phone != nil else { throw CallMisuse("An email or a phone number is needed. Ask for it.") }
    }

    private func reference(_ arguments: CallArguments) throws(CallMisuse) -> String {
        let reference = try arguments.text("reference")
        try mayName(reference: reference)
        return reference
    }

    private func mayName(reference: String) throws(CallMisuse) {
        guard
            written.holds(reference: reference) || state.made.contains(reference) || isOwn(reference)
                || state.reference == reference
        else {
            throw CallMisuse("The visitor never gave that reference. Ask for it.")
        }
    }

    /// One of a caller's own bookings.
    private func isOwn(_ reference: String) -> Bool { state.own?.contains(reference) ?? false }

    /// - Parameter name: the argument that names the booking. A caller's own needs no contact but the name that proved it.
    private func contact(_ arguments: CallArguments, for name: String) throws(CallMisuse) -> String? {
        if let reference = try arguments.maybeText(name), isOwn(reference) { return state.ownName }
        guard let contact = try arguments.maybeText("contact") else { return nil }
        guard written.holds(contact: contact) || [state.email, state.phone, state.contact].contains(contact) else {
            throw CallMisuse("The visitor never gave that email or phone number. Ask for it.")
        }
        return contact
    }

    /// A booking is cancelled only by the answer to our own question.
    private func cancellation(_ arguments: CallArguments) throws(CallMisuse) -> ToolCall {
        .cancelBooking(
            reference: try reference(arguments), contact: try contact(arguments, for: "reference"),
            reason: try arguments.text("reason", atMost: 200))
    }

    private func givenName(_ arguments: CallArguments) throws(CallMisuse) -> String? {
        guard let name = try arguments.maybeText("name") else { return nil }
        guard written.holds(name: name) else { throw CallMisuse("The visitor never gave that name. Ask for it.") }
        return name
    }

    private func message(_ arguments: CallArguments) throws(CallMisuse) -> ToolCall {
        let contact = try arguments.text("contact"), name = try arguments.text("name", atMost: 200)
        guard written.holds(contact: contact) || [state.email, state.phone].contains(contact) else {
            throw CallMisuse("The visitor never said how to reach them. Ask for an email or a phone number.")
        }
        guard name.isEmpty || written.holds(name: name) || name == state.name else { throw CallMisuse("The visitor never gave that name.") }
        return .takeMessage(name: name, contact: contact, body: try arguments.text("body", atMost: 2_000))
    }
}
