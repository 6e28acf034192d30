extension English {
    func handedOver(_ business: String, _ contact: String?) -> String {
        "I have asked the people of \(business) to answer you, and they can read this conversation. "
            + "They will answer in this chat\(contact.map { ", or at \($0)" } ?? ""). Meanwhile I can still book, move or cancel for you."
    }
    func alreadyHandedOver(_ business: String) -> String {
        "The people of \(business) have this conversation already and will answer here as soon as they can."
    }
    var reachElsewhere: String { "If they should reach you elsewhere too, give me your name and an email or phone number." }
    func personAnswers(_ business: String) -> String {
        "A person of \(business) is answering here now. I have passed your message on to them."
    }
    func buttonForPerson(_ business: String) -> String {
        "A person of \(business) is answering here now, so I have done nothing. They see what you chose."
    }
    var backAgain: String { "The receptionist is back: I can book, move or cancel an appointment for you." }
}
