extension English {
    func holding(_ held: HeldSlot) -> String {
        "I am holding \(moment(held.slot.start)) with \(held.slot.person.name) for you until \(clock(held.expires.minute))."
    }

    func details(_ fields: [String]) -> String {
        let names = fields.map { $0 == "email" ? "email address" : $0 == "address" ? "address, where the work is to be done" : $0 }
        return "Please give me your \(allOf(names))."
    }

    var holdExpired: String { "The time that I held for you has run out in the meantime." }

    func what(_ booked: Booked) -> String {
        "\(booked.serviceName) with \(booked.person.name) on \(zoned(booked.start))"
    }

    var unconfirmed: String { "not confirmed yet" }

    func booked(_ booked: Booked, at business: String) -> [String] {
        let first =
            booked.status == "pending"
            ? "I have asked for \(what(booked)); \(business) still has to confirm it." : "You are booked: \(what(booked))."
        return [first, "Your reference is \(spelled(booked.reference)). Keep it, you need it to move or cancel."]
    }

    func found(_ booked: Booked) -> String {
        let what = what(booked) + referred(", reference \(booked.reference)")
        return switch booked.status {
        case "confirmed": "You have \(what)."
        case "pending": "You have asked for \(what); it is not confirmed yet."
        default: "This booking is \(booked.status): \(what)."
        }
    }

    func notStanding(_ booked: Booked) -> String {
        "Booking \(spelled(booked.reference)) is \(booked.status), so there is nothing to change."
    }

    var changeIt: String { "I can move or cancel it if you like." }
    var moveWhen: String { "When would you like to come instead?" }
    var whichBooking: String { "Which booking is it? Please give me its reference and the email address that it was made with." }
    var referenceToo: String { "Please give me the booking's reference too." }
    var emailToo: String { "And which email address was it made with?" }
    var notFound: String { "I can't find a booking with that reference and email address. Please check both and write them again." }
    func whichOfYours(_ references: [String]) -> String { "Which one do you mean: \(oneOf(references.map(spelled)))?" }

    func moved(_ booked: Booked, at business: String) -> String {
        booked.status == "pending"
            ? "I have asked for \(what(booked)) instead; \(business) still has to confirm it."
                + referred(" The reference stays \(booked.reference).")
            : "It is moved: \(what(booked))" + referred(", still under reference \(booked.reference)") + "."
    }

    func cancelThis(_ booked: Booked) -> String {
        "That is \(booked.serviceName) on \(moment(booked.start))" + referred(", reference \(booked.reference)") + ". Shall I cancel it?"
    }
    func cancelled(_ booked: Booked) -> String { "\(booked.serviceName) on \(moment(booked.start)) is cancelled." }
    func kept(_ booked: Booked) -> String { "All right, \(booked.serviceName) on \(moment(booked.start)) stays as it is." }

    func refused(_ refusal: ToolRefusal, _ time: Moment?) -> String {
        switch (refusal.code, time.map(moment)) {
        case ("slot_taken", let time), ("full", let time): "Sorry, \(time ?? "that time") has just been taken."
        case ("too_soon", let time?): "Sorry, \(time) is too soon to be booked now."
        case ("outside_hours", let time?): "Sorry, \(time) is outside our hours."
        case ("hold_expired", nil): holdExpired
        case ("unavailable", _): "We can't look into our calendar right now, so I can't book anything for you. Please try again in a while."
        case ("call_back", _): "We can't look into our calendar right now, so I can't book anything for you myself."
        default: "Sorry, that is not possible: \(refusal.detail)"
        }
    }

    func refusedChange(_ refusal: ToolRefusal) -> String { refusal.detail }
}
