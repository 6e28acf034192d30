/// What a message is after, by its words.
enum Intents {
    /// All intents of a message; an order of importance is the engine's matter.
    static func read(_ words: [String]) -> Set<Intent> {
        var intents: Set<Intent> = []
        for (intent, phrases) in table where Phrases.contain(words, phrases) { intents.insert(intent) }
        intents = settled(intents)
        if intents.contains(.address), !Phrases.contain(words, ["book", "appointment", "schedule", "reserve"]) { intents.remove(.book) }
        if Phrases.contain(words, keeping) { intents.subtract([.cancel, .move]) }
        return intents
    }

    /// What is wanted where several intents were found, in any language.
    static func settled(_ found: Set<Intent>) -> Set<Intent> {
        var intents = found
        if !intents.isDisjoint(with: [.move, .cancel]) { intents.subtract([.book, .lookup]) }
        if intents.contains(.emergency) { intents.remove(.advice) }
        return intents
    }

    private static let keeping = [
        "don't cancel", "do not cancel", "not cancel", "without cancelling", "don't want to cancel", "keep my appointment", "don't move",
        "cancellation policy",
    ]

    private static let table: [(Intent, [String])] = [
        (.greet, ["hi", "good morning", "good afternoon", "good evening", "good day", "hi there"]),
        (
            .book,
            [
                "book", "booking", "appointment", "appointments", "schedule", "make an appointment", "reserve", "reservation", "come in",
                "get in",
                "available", "availability", "free times", "openings", "any openings", "slots", "fit me in", "squeeze me in", "see you",
                "i need a",
                "i'd like a", "i want a", "can i get", "could i get", "looking for", "can i have", "set up", "arrange",
                "do you have anything",
            ]
        ),
        (
            .move,
            [
                "reschedule", "move my", "move it", "move the", "move to", "move an", "change my appointment", "change my booking",
                "change the time",
                "change the date", "change my time", "change the appointment", "change the booking", "push back", "push my",
                "bring forward", "different time for my",
                "switch my", "shift my", "rearrange", "move me", "change it to", "moving my", "need to move", "want to move",
                "like to move", "rescheduling",
                "rescheduled", "can't make it", "can't make my", "change an appointment", "change a booking", "swap my", "move",
                "make it later", "make it earlier",
            ]
        ),
        (
            .cancel,
            [
                "cancel", "cancelled", "cancellation", "cancelling", "call off", "drop my appointment", "delete my", "remove my",
                "won't be coming", "no longer need", "don't need the appointment", "don't need my",
            ]
        ),
        (
            .lookup,
            [
                "when is my", "when's my", "what time is my", "my appointment", "my booking", "look up", "find my", "check my",
                "details of my", "do i have",
                "have i got", "am i booked", "when am i", "status of my", "is my appointment", "is my booking", "remind me",
            ]
        ),
        (
            .hours,
            [
                "opening hours", "opening times", "hours", "are you open", "when are you open", "open on", "what time do you open",
                "when do you open",
                "when do you close", "what time do you close", "closing time", "open today", "open tomorrow", "do you open",
                "business hours", "you open", "you closed", "still open",
            ]
        ),
        (
            .prices,
            ["price", "prices", "how much", "cost", "costs", "fee", "fees", "rates", "charge", "pricing", "expensive", "price list"]
        ),
        (
            .address,
            [
                "address", "where are you", "where is", "where's", "location", "located", "directions", "how do i get", "find you",
                "parking", "where do i go", "your place",
                "phone number of", "your phone number", "your number",
            ]
        ),
        (
            .services,
            [
                "services", "what do you offer", "what do you do", "treatments", "what can i book", "do you do", "do you offer",
                "what kind of", "what types", "menu",
                "what can you do", "which services", "list of",
            ]
        ),
        (
            .person,
            [
                "human", "real person", "a person", "talk to someone", "speak to someone", "speak with someone", "talk with someone",
                "speak to a", "talk to a", "speak with a",
                "manager", "receptionist", "call me", "call me back", "phone me", "ring me", "leave a message", "take a message",
                "pass on a message", "pass a message",
                "somebody real", "speak to the", "talk to the", "operator", "complaint", "complain", "contact me", "tell the doctor",
                "tell the owner", "owner", "staff member",
                "someone from", "give a message", "message for", "get in touch",
            ]
        ),
        (.thanks, ["thanks", "thank you", "thank", "appreciate it", "much appreciated", "grateful"]),
        (
            .bye,
            [
                "bye", "see you later", "see you then", "have a nice", "have a good", "that's all", "that is all", "that's it",
                "good night", "take care",
            ]
        ),
        (
            .help,
            [
                "help", "how does this work", "what can you", "who are you", "are you a robot", "are you a bot", "are you human",
                "are you real", "how do i book", "instructions",
            ]
        ),
        (
            .emergency,
            [
                "emergency", "can't breathe", "cannot breathe", "chest pain", "bleeding", "unconscious", "overdose", "suicide", "suicidal",
                "kill myself", "heart attack",
                "stroke", "ambulance", "call 911", "call 999", "call 112", "severe pain", "unbearable pain", "swollen face", "knocked out",
                "hard to breathe", "not breathing", "passed out",
            ]
        ),
        (
            .advice,
            [
                "should i take", "what should i do about", "is it normal", "can i take", "ibuprofen", "painkiller", "painkillers",
                "antibiotics", "diagnose", "diagnosis", "symptoms",
                "is it safe", "medication", "dosage", "dose", "legal advice", "medical advice", "is it serious", "do i need surgery",
                "infected", "side effects", "prescribe",
            ]
        ),
    ]
}
