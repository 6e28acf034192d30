internal import Booking
internal import Postgres

/// Everything that the scripted receptionist says, in English; the dialogue holds no words of its own.
struct Wording {
    let business: Tenant
    let region: Region
    let speech: Speech

    init(business: Tenant, today: CivilDate) {
        self.business = business
        region = Region(locale: business.locale)
        speech = Speech(region: region, today: today)
    }

    // MARK: Small talk

    var greeting: String {
        "Hello, this is the receptionist of \(business.name). I can book, move or cancel an appointment for you. What would you like to do?"
    }
    var help: String {
        "I am the automatic receptionist of \(business.name). Tell me what you would like and when, such as “tomorrow at 4”, and I will look for a free time. I can also move or cancel a booking, tell you prices and opening hours, or pass a message on to a person."
    }
    var bye: String { "Goodbye." }
    var welcome: String { "You are welcome." }
    var whatToDo: String { "What would you like to do?" }
    var thanksWhatToDo: String { "Thank you. What can I do for you?" }
    var noted: String { "Thank you, I have noted that." }
    var brokenEmail: String { "That email address does not look complete." }
    var allRight: String { "All right. Just write when you need something." }
    var letGo: String { "All right, I have given that time back and booked nothing." }
    var lost: String { "Sorry, I did not understand that." }
    var stillLost: String {
        "I am afraid I still did not understand. I can book, move or cancel an appointment, and tell you about hours, prices and services."
    }
    var offerPerson: String { "If you would rather have a person answer, write “talk to a person” and I will take a message." }
    var canBook: String { "If it can wait, I can look for the earliest free time for you." }

    var emergency: String {
        "If this is an emergency, please call \(emergencyNumber) now; I only book appointments and can't help with that." + callUs
    }

    var advice: String { "I only book appointments and can't give advice on that; please ask the people here directly." + callUs }

    private var callUs: String { business.phone.isEmpty ? "" : " You can reach \(business.name) at \(business.phone)." }

    private var emergencyNumber: String {
        if business.locale.hasSuffix("US") || business.locale.hasSuffix("CA") { return "911" }
        if business.locale.hasSuffix("GB") { return "999" }
        return "112 or your local emergency number"
    }

    // MARK: About the business

    var address: String {
        let place =
            business.address.isEmpty
            ? "I have no address on file for \(business.name)." : "You find \(business.name) at \(business.address)."
        return place + (business.phone.isEmpty ? "" : " The phone number is \(business.phone).")
    }

    func price(_ service: ServiceItem) -> String {
        guard let minor = service.amountMinor, let currency = service.currency else {
            return "I have no price on file for \(service.name)."
        }
        return "\(service.name) costs \(Speech.price(minor, currency))."
    }

    func servicesList(_ services: [ServiceItem]) -> String {
        services.isEmpty ? "There is nothing to book at the moment." : "You can book \(Speech.list(services.map(\.name), "or"))."
    }

    /// A sentence for each run of days with the same hours.
    func hours(_ days: [OpenHours]) -> [String] {
        let runs = days.reduce(into: [(first: OpenHours, last: OpenHours)]()) { runs, day in
            if let run = runs.last, windows(run.last) == windows(day) { runs[runs.count - 1].last = day } else { runs.append((day, day)) }
        }
        return runs.map { run in
            let first = speech.day(run.first.day.first), last = speech.day(run.last.day.first)
            return (first == last ? first : "\(first) to \(last)") + ": " + windows(run.first)
        }
    }

    private func windows(_ day: OpenHours) -> String {
        let windows = day.windows.map { window in
            let closes = window.closes.minute == 0 && window.closes.day > window.opens.day ? "midnight" : speech.clock(window.closes.minute)
            return "\(speech.clock(window.opens.minute)) to \(closes)"
        }
        return windows.isEmpty ? "closed." : "open \(Speech.list(windows, "and"))."
    }

    // MARK: Which service

    func whichService(_ services: [ServiceItem]) -> String { "What would you like to book: \(Speech.list(services.map(\.name), "or"))?" }

    // MARK: A message for a person

    var whatMessage: String { "I will pass a message on to a person. What should it say?" }
    var howToReach: String { "And how can they reach you? Please give me your name and an email or phone number." }
    var passedOn: String { "Thank you, your message is waiting for them now. They will get back to you." }
}
