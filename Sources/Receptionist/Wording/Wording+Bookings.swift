internal import Booking

/// Words of outcome: each takes the row that it speaks of.
extension Wording {
    func welcomeBack(_ service: String) -> String { tongue.welcomeBack(business.name, service) }
    func toChange(_ link: String) -> String { tongue.toChange(link) }
    func wantsPerson(_ who: String, _ said: String) -> String { tongue.wantsPerson(who, said) }

    /// What is texted to a word that is meant for the number rather than the business; nil where the receptionist answers.
    func answer(to meaning: TextMeaning) -> String? {
        let words: String? =
            switch meaning {
            case .talk, .kept: nil
            case .optOut: tongue.textsStopped(business.name)
            case .optIn: tongue.textsResumed(business.name)
            case .help: tongue.textHelp(business.name, business.phone.isEmpty ? nil : business.phone)
            }
        return words.map(tidied)
    }

    func label(_ booked: Booked) -> String { "\(booked.serviceName), \(speech.label(booked.start.day, booked.start.minute))" }
    func holding(_ held: HeldSlot) -> String { isSpoken ? tongue.keeping(held) : tongue.holding(held) }
    func details(_ fields: [String]) -> String { isSpoken ? askFor(fields.first) : tongue.details(fields) }
    func booked(_ booked: Booked, email: String?) -> [String] { tongue.booked(booked, at: business.name) }
    func found(_ booked: Booked) -> String { tongue.found(booked) }
    func notStanding(_ booked: Booked) -> String { tongue.notStanding(booked) }
    func whichOfYours(_ references: [String]) -> String { tongue.whichOfYours(references) }
    func moved(_ booked: Booked) -> String { tongue.moved(booked, at: business.name) }
    func cancelThis(_ booked: Booked) -> String { tongue.cancelThis(booked) }
    func cancelled(_ booked: Booked) -> String { tongue.cancelled(booked) }
    func kept(_ booked: Booked) -> String { tongue.kept(booked) }
    func refusedChange(_ refusal: ToolRefusal) -> String { tongue.refusedChange(refusal) }

    /// A refusal without the time that it is about.
    func refusedByDiary(_ refusal: ToolRefusal) -> String { tongue.refused(refusal, nil) }

    /// A refusal in the visitor's words.
    func refused(_ refusal: ToolRefusal, _ slot: OfferedSlot) -> String { tongue.refused(refusal, slot.start) }
}
