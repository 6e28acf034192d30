internal import Postgres

extension English {
    /// “Tuesday, November 24th” or “Tuesday the 24th of November”.
    func spoken(_ day: CivilDate) -> String {
        let weekday = Self.weekday(day), month = Self.months[day.month - 1], number = "\(day.day)\(Self.ending(day.day))"
        let year = otherYear(day).map { ", \($0)" } ?? ""
        return region.dayFirst ? "\(weekday) the \(number) of \(month)\(year)" : "\(weekday), \(month) \(number)\(year)"
    }

    private static func ending(_ number: Int) -> String {
        switch number {
        case 1, 21, 31: "st"
        case 2, 22: "nd"
        case 3, 23: "rd"
        default: "th"
        }
    }

    /// “2 PM”, “2:15 PM”; said like this where clocks are read to 24 hours too.
    func spokenClock(_ minute: Int) -> String {
        switch minute % 1_440 {
        case 0: return "midnight"
        case 720: return "noon"
        default:
            let hour = minute / 60 % 24, rest = minute % 60
            return "\(hour % 12 == 0 ? 12 : hour % 12)\(rest == 0 ? "" : ":\(ClockTime.two(rest))") \(hour < 12 ? "AM" : "PM")"
        }
    }

    func callGreeting(_ business: String, isRecorded: Bool) -> String {
        "Hello, this is the automated assistant of \(business). "
            + (isRecorded ? "This call is recorded and written down." : "This call is written down.")
    }
    func lastTime(_ service: String) -> String { "Welcome back. Last time you came for \(service)." }
    var menu: String {
        "Tell me what you would like, or press 1 to book, 2 to move or 3 to cancel an appointment, and 0 to speak to a person."
    }
    var menuWords: [String] {
        ["I would like to book an appointment", "I would like to move my appointment", "I would like to cancel my appointment"]
    }
    var personWords: String { "I would like to talk to a person" }
    var whatToBook: String { "What would you like to book?" }
    var anythingElse: String { "Is there anything else I can do for you?" }
    var timeIsUp: String { "I have to end this call now. Please call again if you need anything else. Goodbye." }
    func noMoreCalls(_ business: String) -> String {
        "This is \(business). We can't take more calls at the moment. Please try again later. Goodbye."
    }

    func press(_ choices: [(key: Character, label: String)]) -> String { "Press \(keyed(choices, "for"))." }
    var yes: String { "yes" }
    var no: String { "no" }
    var otherTimes: String { "other times" }

    var unheard: String { "I did not hear anything." }
    var unheardAgain: String { "I still can't hear you." }
    var textInstead: String { "It seems that we have a bad line. Can I text you instead?" }
    var texted: String { "I have just sent you a text message. We can go on there." }
    func textHandover(_ business: String) -> String { "This is \(business). You have just called us; we can go on here." }
    var tryAgain: String { "All right, let us try again." }

    var askName: String { "What is your name?" }
    var underNumber: String { "your phone number instead" }
    var askPhone: String { "What is your phone number? Say it, or enter it and press the pound key." }
    var askWorkAddress: String { "At which address is the work to be done?" }

    func readBack(_ service: String, _ slot: OfferedSlot, for name: String?) -> String {
        "That is \(service) with \(slot.person.name) on \(moment(slot.start))\(name.map { ", for \($0)" } ?? ""). Is that right?"
    }
    func readMove(_ service: String, _ slot: OfferedSlot) -> String {
        "Then I move \(service) to \(moment(slot.start)), with \(slot.person.name). Is that right?"
    }
    var whatIsWrong: String { "All right. What should be different, the day, the time or the name?" }
    func keeping(_ held: HeldSlot) -> String { "I have \(moment(held.slot.start)) with \(held.slot.person.name) for you." }

    var puttingThrough: String { "One moment please, I am putting you through." }
    var nobodyAnswers: String { "Nobody can come to the phone at the moment." }
    func toldPeople(_ business: String, _ contact: String?) -> String {
        "I have told the people of \(business). They will get back to you\(contact == nil ? "" : " at this number")."
    }
    func peopleKnow(_ business: String) -> String { "The people of \(business) know already and will get back to you." }
    var sayMessage: String { "What should I tell them? Please say it now." }
    var callBackNumber: String { "At which number can they call you back? Say it, or enter it and press the pound key." }
    var sayPerson: String { "If you would rather speak to a person, press 0." }
    var goOn: String { "All right." }

    var sayReference: String { "Which booking is it? Please spell its reference, letter by letter." }
    var referenceUnknown: String { "I can't find a booking with that reference and this phone number. Please spell the reference again." }

    var oneMoment: String { "One moment, please." }
    var takesTooLong: String { "I am sorry, this takes longer than it should." }
    var sayThatAgain: String { "I am sorry, something went wrong here. Please say that again." }
    var callLater: String { "I am sorry, I can't help you at the moment. Please call again in a few minutes. Goodbye." }
}
