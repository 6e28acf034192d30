public import Postgres

/// Something that has a name in a business: a service, a person.
public struct Named: Sendable {
    public var id: Int64
    public var name: String
    /// More words that point at it, such as its description.
    public var hints: String
    public init(id: Int64, name: String, hints: String = "") {
        self.id = id
        self.name = name
        self.hints = hints
    }
}

/// What the receptionist has just asked, which decides how short answers are taken.
public enum Expecting: String, Codable, Sendable {
    case anything, service, day, time, slot, details, reference, yesOrNo, message
}

/// What a message is understood against.
public struct Setting: Sendable {
    /// The business's own day and minute of the day.
    public var today: CivilDate
    public var minute: Int
    public var region: Region
    public var services: [Named]
    public var people: [Named]
    public var expecting: Expecting
    /// The language that is spoken. Dates and times are read in English; what is never left to a model is heard in all.
    public var language: Language

    public init(
        today: CivilDate, minute: Int, region: Region, services: [Named] = [], people: [Named] = [], expecting: Expecting = .anything,
        language: Language = .english
    ) {
        self.today = today
        self.minute = minute
        self.region = region
        self.services = services
        self.people = people
        self.expecting = expecting
        self.language = language
    }
}

/// What a visitor wants.
public enum Intent: String, Hashable, Sendable, CaseIterable {
    case greet, book, move, cancel, lookup, hours, prices, address, services, person, thanks, bye, help, emergency, advice
}

/// Which of the offered times is meant, or in which direction to look on.
public enum Choice: Hashable, Sendable {
    /// The nth that was shown, from 1; -1 is the last.
    case nth(Int)
    case later
    case earlier
    /// Other times, or other days.
    case others
    case otherDay
    case either
}

/// A name, an email address, a telephone number.
public struct ContactDetails: Hashable, Sendable, CustomStringConvertible {
    public var name: String?
    public var email: String?
    public var phone: String?
    public init(name: String? = nil, email: String? = nil, phone: String? = nil) {
        self.name = name
        self.email = email
        self.phone = phone
    }
    public var isEmpty: Bool { name == nil && email == nil && phone == nil }
    public var description: String { "contact" }
}

/// What one message says.
public struct Understanding: Sendable {
    public var intents: Set<Intent> = []
    /// Services that fit equally well.
    public var services: [Int64] = []
    public var people: [Int64] = []
    public var day: DayWish?
    public var time: TimeWish?
    public var trouble: DateTrouble?
    public var soonest = false
    public var choice: Choice?
    /// Yes is true, no is false.
    public var assent: Bool?
    public var contact = ContactDetails()
    public var reference: String?
    /// Something was meant as an email address and can't be one.
    public var brokenEmail = false
    /// Minutes, where a length was named.
    public var duration: Int?
    /// A number and nothing else.
    public var number: Int?
    /// “the same time”: that of the held or booked one.
    public var sameTime = false
    /// “any time”, “whenever”.
    public var flexible = false
    /// Anger at the business or the receptionist.
    public var isAngry = false

    /// Nothing at all was understood.
    public var isEmpty: Bool {
        intents.isEmpty && services.isEmpty && people.isEmpty && day == nil && time == nil && trouble == nil && !soonest
            && choice == nil && assent == nil && contact.isEmpty && reference == nil && number == nil && !flexible && !brokenEmail
    }
}

extension Understanding {
    /// Understands a message. Pure: the same words and setting always give the same.
    public init(_ message: String, in setting: Setting) {
        var listener = Listener(message, in: setting)
        self = listener.understand()
        isAngry = Anger.isHeard(in: message)
    }
}
