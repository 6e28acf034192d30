internal import Booking

/// Words of outcome: each takes the row that it speaks of.
extension Wording {
    func holding(_ held: HeldSlot) -> String {
        "I am holding \(speech.moment(held.slot.start)) with \(held.slot.person.name) for you until \(speech.clock(held.expires.minute))."
    }

    func details(_ fields: [String]) -> String {
        let names = fields.map { $0 == "email" ? "email address" : $0 == "address" ? "address, where the work is to be done" : $0 }
        return "Please give me your \(Speech.list(names, "and"))."
    }

    var holdExpired: String { "The time that I held for you has run out in the meantime." }

    func booked(_ booked: Booked, email: String?) -> [String] {
        let what = "\(booked.serviceName) with \(booked.person.name) on \(speech.moment(booked.start)) (\(booked.start.abbreviation))"
        let first =
            booked.status == "pending"
            ? "I have asked for \(what); \(business.name) still has to confirm it."
            : "You are booked: \(what)."
        return [first, "Your reference is \(booked.reference). Keep it, you need it to move or cancel."]
    }

    func found(_ booked: Booked) -> String {
        let what =
            "\(booked.serviceName) with \(booked.person.name) on \(speech.moment(booked.start)) (\(booked.start.abbreviation)), reference \(booked.reference)"
        return switch booked.status {
        case "confirmed": "You have \(what)."
        case "pending": "You have asked for \(what); it is not confirmed yet."
        default: "This booking is \(booked.status): \(what)."
        }
    }

    func notStanding(_ booked: Booked) -> String { "Booking \(booked.reference) is \(booked.status), so there is nothing to change." }

    var changeIt: String { "I can move or cancel it if you like." }
    var moveWhen: String { "When would you like to come instead?" }
    var whichBooking: String { "Which booking is it? Please give me its reference and the email address that it was made with." }
    var referenceToo: String { "Please give me the booking's reference too." }
    var emailToo: String { "And which email address was it made with?" }
    var notFound: String { "I can't find a booking with that reference and email address. Please check both and write them again." }

    func whichOfYours(_ references: [String]) -> String { "Which one do you mean: \(Speech.list(references, "or"))?" }

    func moved(_ booked: Booked) -> String {
        let what = "\(booked.serviceName) with \(booked.person.name) on \(speech.moment(booked.start)) (\(booked.start.abbreviation))"
        return booked.status == "pending"
            ? "I have asked for \(what) instead; \(business.name) still has to confirm it. The reference stays \(booked.reference)."
            : "It is moved: \(what), still under reference \(booked.reference)."
    }

    func cancelThis(_ booked: Booked) -> String {
        "That is \(booked.serviceName) on \(speech.moment(booked.start)), reference \(booked.reference). Shall I cancel it?"
    }

    func cancelled(_ booked: Booked) -> String { "\(booked.serviceName) on \(speech.moment(booked.start)) is cancelled." }
    func kept(_ booked: Booked) -> String { "All right, \(booked.serviceName) on \(speech.moment(booked.start)) stays as it is." }
    func refusedChange(_ refusal: ToolRefusal) -> String { refusal.detail }

    /// A refusal without the time that it is about.
    func refusedByDiary(_ refusal: ToolRefusal) -> String {
        switch refusal.code {
        case "slot_taken", "full": "Sorry, that time has just been taken."
        case "hold_expired": holdExpired
        default: "Sorry, that is not possible: \(refusal.detail)"
        }
    }

    /// A refusal in the visitor's words; the diary's own where there are none better.
    func refused(_ refusal: ToolRefusal, _ slot: OfferedSlot) -> String {
        switch refusal.code {
        case "slot_taken", "full": "Sorry, \(speech.moment(slot.start)) has just been taken."
        case "too_soon": "Sorry, \(speech.moment(slot.start)) is too soon to be booked now."
        case "outside_hours": "Sorry, \(speech.moment(slot.start)) is outside our hours."
        default: "Sorry, that is not possible: \(refusal.detail)"
        }
    }
}
