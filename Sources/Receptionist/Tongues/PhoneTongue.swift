internal import Postgres

/// What is said on the phone only. Each tongue has a file of it.
protocol PhoneTongue: Sendable {
    // MARK: A call's beginning and end

    /// Who speaks: always an automated assistant (EU AI Act, article 50(1)), and whether the call is recorded.
    func callGreeting(_ business: String, isRecorded: Bool) -> String
    /// To a number that has been here before, for that service.
    func lastTime(_ service: String) -> String
    /// What can be done, each with its key; `menuWords` is what the first three keys say.
    var menu: String { get }
    /// Words that book, move and cancel, as a caller would say them.
    var menuWords: [String] { get }
    /// Words that ask for a person.
    var personWords: String { get }
    var whatToBook: String { get }
    var anythingElse: String { get }
    /// The call has lasted as long as it may.
    var timeIsUp: String { get }
    /// No more calls are taken now, from this number or at all.
    func noMoreCalls(_ business: String) -> String

    // MARK: Keys

    /// “Press 1 for 2 PM, 2 for 2:15 PM or 3 for 3 PM.”
    func press(_ choices: [(key: Character, label: String)]) -> String
    var yes: String { get }
    var no: String { get }
    var otherTimes: String { get }
    /// A time of day as what a key stands for.
    func timeOfDay(_ minute: Int) -> String

    // MARK: What was not heard

    var unheard: String { get }
    var unheardAgain: String { get }
    var textInstead: String { get }
    var texted: String { get }
    /// The first words of the text with which the conversation goes on; these are read.
    func textHandover(_ business: String) -> String
    var tryAgain: String { get }

    // MARK: One detail at a time

    var askName: String { get }
    /// What the key instead of a name is for.
    var underNumber: String { get }
    var askPhone: String { get }
    var askWorkAddress: String { get }

    // MARK: Read back, and agreed to

    /// - Parameter name: nil where it is booked under the number.
    func readBack(_ service: String, _ slot: OfferedSlot, for name: String?) -> String
    func readMove(_ service: String, _ slot: OfferedSlot) -> String
    var whatIsWrong: String { get }
    func keeping(_ held: HeldSlot) -> String

    // MARK: A person

    var puttingThrough: String { get }
    var nobodyAnswers: String { get }
    func toldPeople(_ business: String, _ contact: String?) -> String
    func peopleKnow(_ business: String) -> String
    var sayMessage: String { get }
    var callBackNumber: String { get }
    var sayPerson: String { get }
    var goOn: String { get }

    // MARK: Somebody's booking

    var sayReference: String { get }
    var referenceUnknown: String { get }

    // MARK: When it takes long, or nothing works

    var oneMoment: String { get }
    var takesTooLong: String { get }
    var sayThatAgain: String { get }
    var callLater: String { get }
}

extension PhoneTongue where Self: Tongue {
    func timeOfDay(_ minute: Int) -> String { clock(minute) }

    /// “1 for 2 PM, 2 for 2:15 PM or 3 for 3 PM”.
    func keyed(_ choices: [(key: Character, label: String)], _ link: String) -> String {
        oneOf(choices.map { "\($0.key) \(link) \($0.label)" })
    }
}
