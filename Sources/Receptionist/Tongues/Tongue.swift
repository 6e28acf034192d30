internal import Postgres

/// What the receptionist says in one language: every sentence, and days, times and prices as they are written in it.
///
/// A language that lacks one of them doesn't compile. Visitors are spoken to formally.
protocol Tongue: PhoneTongue {
    var language: Language { get }
    var today: CivilDate { get }
    /// Its sentences are heard and not read: times and days as people say them, references letter by letter.
    var isSpoken: Bool { get }

    // MARK: Days, times, prices, lists

    /// A day by itself: “Tuesday, November 24”, “el martes 24 de noviembre”; the year where it is another.
    func day(_ day: CivilDate) -> String
    /// The same for a button: “Tue Nov 24”.
    func short(_ day: CivilDate) -> String
    /// “2:15 PM”, “14 h 15”.
    func clock(_ minute: Int) -> String
    /// “Tuesday, November 24 at 2:15 PM”.
    func moment(_ day: CivilDate, _ minute: Int) -> String
    func price(_ minor: Int64, _ currency: String) -> String
    /// “30 or 60 minutes”.
    func minutes(_ lengths: [Int]) -> String
    /// “one”, “one or two”, “one, two or three”.
    func oneOf(_ items: [String]) -> String
    func allOf(_ items: [String]) -> String

    // MARK: Small talk

    func greeting(_ business: String) -> String
    func help(_ business: String) -> String
    var bye: String { get }
    var welcome: String { get }
    var whatToDo: String { get }
    var thanksWhatToDo: String { get }
    var noted: String { get }
    var brokenEmail: String { get }
    var allRight: String { get }
    var letGo: String { get }
    var lost: String { get }
    var stillLost: String { get }
    var offerPerson: String { get }
    var canBook: String { get }
    /// - Parameter number: whom to call; nil where only 112 may be known.
    func emergency(_ number: String?) -> String
    var advice: String { get }
    func reach(_ business: String, _ phone: String) -> String

    // MARK: About the business

    func address(_ business: String, _ address: String?) -> String
    func phone(_ phone: String) -> String
    func price(of service: String, _ price: String?) -> String
    func services(_ names: [String]) -> String
    func whichService(_ names: [String]) -> String
    /// The hours of a day, or of a run of days. A window that closes at nil closes at midnight; without windows it is closed.
    func hours(_ first: CivilDate, _ last: CivilDate, _ windows: [(opens: Int, closes: Int?)]) -> String

    // MARK: A message for a person

    var whatMessage: String { get }
    var howToReach: String { get }
    var passedOn: String { get }
    /// The people of the business have the conversation, and what happens next.
    func handedOver(_ business: String, _ contact: String?) -> String
    func alreadyHandedOver(_ business: String) -> String
    var reachElsewhere: String { get }
    func personAnswers(_ business: String) -> String
    func buttonForPerson(_ business: String) -> String
    var backAgain: String { get }

    // MARK: Whoever calls or texts

    /// - Parameter service: what they last came for.
    func welcomeBack(_ business: String, _ service: String) -> String
    var whichOfSeveral: String { get }
    /// The number has no coming booking.
    var noneByNumber: String { get }
    var noneByName: String { get }
    var whichBookingByName: String { get }

    // MARK: Texts

    /// Stands before the first words of a conversation by text.
    var automatic: String { get }
    func textsStopped(_ business: String) -> String
    func textsResumed(_ business: String) -> String
    func textHelp(_ business: String, _ phone: String?) -> String
    var noAttachments: String { get }
    func toChange(_ link: String) -> String
    /// For the owner.
    func wantsPerson(_ who: String, _ said: String) -> String

    // MARK: Times

    var when: String { get }
    var otherDay: String { get }
    var whatInstead: String { get }
    var whenOrSoonest: String { get }
    var soonest: String { get }
    var later: String { get }
    var earlier: String { get }
    var others: String { get }
    var nearest: String { get }
    var twice: String { get }
    var nothingElse: String { get }
    var nothingEarlier: String { get }
    var nothingAtAll: String { get }
    var inThePast: String { get }
    var morningOrAfternoon: String { get }
    func zone(_ city: String) -> String
    func whichTime(_ count: Int) -> String
    func onlySoMany(_ count: Int) -> String
    /// - Parameter days: each with its clock times.
    func times(_ days: [(day: CivilDate, clocks: [String])]) -> String
    func offer(_ only: Moment) -> String
    var theseAreFree: String { get }
    func nothing(on day: CivilDate?) -> String
    func notThen(_ day: CivilDate?) -> String
    func notFree(at minute: Int, on day: CivilDate) -> String
    func closed(at minute: Int, on day: CivilDate) -> String
    func noSuchDay(_ text: String) -> String
    func disagreement(_ days: [CivilDate]) -> String
    func which(_ days: [CivilDate]) -> String

    // MARK: Bookings

    func holding(_ held: HeldSlot) -> String
    /// - Parameter fields: `name`, `email`, `address`.
    func details(_ fields: [String]) -> String
    var holdExpired: String { get }
    /// “Cleaning with Dr. Okafor on Tuesday, November 24 at 2:15 PM (EST)”.
    func what(_ booked: Booked) -> String
    /// What a booking is where it waits for the business.
    var unconfirmed: String { get }
    func booked(_ booked: Booked, at business: String) -> [String]
    func found(_ booked: Booked) -> String
    func notStanding(_ booked: Booked) -> String
    var changeIt: String { get }
    var moveWhen: String { get }
    var whichBooking: String { get }
    var referenceToo: String { get }
    var emailToo: String { get }
    var notFound: String { get }
    func whichOfYours(_ references: [String]) -> String
    func moved(_ booked: Booked, at business: String) -> String
    func cancelThis(_ booked: Booked) -> String
    func cancelled(_ booked: Booked) -> String
    func kept(_ booked: Booked) -> String
    /// A refusal, of the time that it is about where one is known. The diary's own words are English: no other language shows them.
    func refused(_ refusal: ToolRefusal, _ time: Moment?) -> String
    func refusedChange(_ refusal: ToolRefusal) -> String

    // MARK: Texts

    /// What a customer is told of a booking by text.
    func notice(_ notice: Notice) -> String
}

extension Tongue {
    func moment(_ moment: Moment) -> String { self.moment(moment.day, moment.minute) }

    /// A moment, with its zone where it is read: “Tuesday, November 24 at 2:15 PM (EST)”.
    func zoned(_ moment: Moment) -> String { self.moment(moment) + abbreviated(moment) }
    func abbreviated(_ moment: Moment) -> String { isSpoken ? "" : " (\(moment.abbreviation))" }

    /// Words about a reference, which weary who hears them more than once.
    func referred(_ words: String) -> String { isSpoken ? "" : words }

    /// A reference, letter by letter where it is heard: “K, 7, P, Q, 2, M, X, 4”.
    func spelled(_ reference: String) -> String { isSpoken ? reference.map(String.init).joined(separator: ", ") : reference }

    /// The year of a day where it is not this one.
    func otherYear(_ day: CivilDate) -> Int? { day.year == today.year ? nil : day.year }

    func listed(_ items: [String], _ link: String) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(link) " + last
    }
}
