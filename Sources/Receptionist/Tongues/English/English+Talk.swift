internal import Postgres

extension English {
    func greeting(_ business: String) -> String {
        "Hello, this is the receptionist of \(business). I can book, move or cancel an appointment for you. What would you like to do?"
    }
    func help(_ business: String) -> String {
        "I am the automatic receptionist of \(business). Tell me what you would like and when, such as “tomorrow at 4”, and I will look for a free time. I can also move or cancel a booking, tell you prices and opening hours, or pass a message on to a person."
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

    func emergency(_ number: String?) -> String {
        "If this is an emergency, please call \(number ?? "112 or your local emergency number") now; I only book appointments and can't help with that."
    }
    var advice: String { "I only book appointments and can't give advice on that; please ask the people here directly." }
    func reach(_ business: String, _ phone: String) -> String { "You can reach \(business) at \(phone)." }

    // MARK: About the business

    func address(_ business: String, _ address: String?) -> String {
        address.map { "You find \(business) at \($0)." } ?? "I have no address on file for \(business)."
    }
    func phone(_ phone: String) -> String { "The phone number is \(phone)." }
    func price(of service: String, _ price: String?) -> String {
        price.map { "\(service) costs \($0)." } ?? "I have no price on file for \(service)."
    }
    func services(_ names: [String]) -> String {
        names.isEmpty ? "There is nothing to book at the moment." : "You can book \(oneOf(names))."
    }
    func whichService(_ names: [String]) -> String { "What would you like to book: \(oneOf(names))?" }

    func hours(_ first: CivilDate, _ last: CivilDate, _ windows: [(opens: Int, closes: Int?)]) -> String {
        let days = first == last ? day(first) : "\(day(first)) to \(day(last))"
        let open = windows.map { "\(clock($0.opens)) to \($0.closes.map(clock) ?? "midnight")" }
        return "\(days): " + (open.isEmpty ? "closed." : "open \(allOf(open)).")
    }

    // MARK: A message for a person

    var whatMessage: String { "What should I tell them? Write it here, and I will pass it on." }
    var howToReach: String { "And how can they reach you? Please give me your name and an email or phone number." }
    var passedOn: String { "Thank you, your message is waiting for them now. They will get back to you." }
}
