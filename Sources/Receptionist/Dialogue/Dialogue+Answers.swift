internal import Postgres

extension Dialogue {
    /// Tells what the owner has answered, where the message asks for just that. What was being done goes on with its open question.
    mutating func answerForOwner(_ heard: Understanding, _ message: String) throws(TurnFailure) -> Bool {
        guard asksOfBusiness(heard, message), let answer = try ownersAnswer(to: message), answer.isClose else { return false }
        try tell(answer)
        return true
    }

    /// What the owner has answered to a message.
    mutating func ownersAnswer(to message: String) throws(TurnFailure) -> OwnersAnswer? {
        if searched == nil, case .answers(let found) = try desk.use(.searchAnswers(question: message, language: words.language)) {
            searched = found
        }
        return searched?.first
    }

    mutating func tell(_ answer: OwnersAnswer) throws(TurnFailure) {
        say(answer.answer)
        try askAgain()
    }

    /// The message asks something, and is no step of a booking: it says nothing of when, which or who, and more than what to book.
    private func asksOfBusiness(_ heard: Understanding, _ message: String) -> Bool {
        let questions: Set<Intent> = [.help, .hours, .prices, .address, .services, .greet, .thanks, .book, .lookup]
        guard heard.intents.isSubset(of: questions), heard.contact.isEmpty, heard.reference == nil, heard.choice == nil else {
            return false
        }
        guard heard.day == nil, heard.time == nil, heard.trouble == nil, heard.number == nil, !heard.soonest else { return false }
        let words = message.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init)
        let asks = message.contains("?") || words.first.map(Self.askingWords.contains) ?? false
        return asks && words.contains { isTopic($0) && !Self.bookingWords.contains($0) && !namesService($0) }
    }

    /// Some words are too common to be a name or a slip, and yet are what a question is about.
    private func isTopic(_ word: String) -> Bool { !Stopwords.set.contains(word) || Self.commonTopics.contains(word) }

    private func namesService(_ word: String) -> Bool { services.contains { Naming.words($0.name).contains(word) } }

    private static let askingWords: Set<String> = [
        "am", "are", "can", "could", "did", "do", "does", "has", "have", "how", "is", "may", "should", "what", "what's", "when", "where",
        "which", "who", "why", "will", "would",
    ]

    private static let commonTopics: Set<String> = [
        "child", "children", "holiday", "holidays", "hurt", "hurts", "kid", "kids", "pain", "staff", "teeth", "tooth", "website",
    ]

    private static let bookingWords: Set<String> = [
        "appointment", "appointments", "available", "availability", "book", "booking", "bookings", "openings", "reservation", "reserve",
        "schedule", "slots",
    ]
}
