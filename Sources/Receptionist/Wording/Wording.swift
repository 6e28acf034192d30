internal import Booking
internal import Postgres

/// Everything that the receptionist says, in the language of the conversation; the dialogue holds no words of its own.
///
/// A sentence that needs no value is the tongue's own, under its name there. The others are made here of rows and of what the business
/// is called.
@dynamicMemberLookup
struct Wording {
    let business: Tenant
    let region: Region
    let language: Language
    let speech: Speech
    var tongue: any Tongue { speech.tongue }
    /// It is heard and not read.
    var isSpoken: Bool { tongue.isSpoken }

    init(business: Tenant, today: CivilDate, language: Language, isSpoken: Bool = false) {
        self.business = business
        self.language = language
        region = Region(locale: business.locale)
        speech = Speech(region: region, today: today, language: language, isSpoken: isSpoken)
    }

    subscript(dynamicMember sentence: KeyPath<any Tongue, String>) -> String { tongue[keyPath: sentence] }

    // MARK: Small talk

    /// A sentence of the tongue's, at whose end a name such as “Fade & Co.” brings its own full stop.
    func tidied(_ sentence: String) -> String {
        business.name.hasSuffix(".") ? sentence.replacing(business.name + ".", with: business.name) : sentence
    }

    var greeting: String { isSpoken ? tongue.menu : tongue.greeting(business.name) }
    var help: String { tongue.help(business.name) }
    var emergency: String { tongue.emergency(emergencyNumber) + callUs }
    var advice: String { tongue.advice + callUs }

    private var callUs: String { business.phone.isEmpty ? "" : " " + tongue.reach(business.name, business.phone) }

    private var emergencyNumber: String? {
        if business.locale.hasSuffix("US") || business.locale.hasSuffix("CA") { return "911" }
        if business.locale.hasSuffix("GB") { return "999" }
        return nil
    }

    // MARK: About the business

    var address: String {
        tongue.address(business.name, business.address.isEmpty ? nil : business.address)
            + (business.phone.isEmpty ? "" : " " + tongue.phone(business.phone))
    }

    func price(_ service: ServiceItem) -> String { tongue.price(of: service.name, sum(service)) }

    /// What a service costs, where that is known.
    func sum(_ service: ServiceItem) -> String? {
        service.amountMinor.flatMap { minor in service.currency.map { speech.price(minor, $0) } }
    }

    func servicesList(_ services: [ServiceItem]) -> String { tongue.services(services.map(\.name)) }
    func whichService(_ services: [ServiceItem]) -> String {
        isSpoken ? tongue.whatToBook : tongue.whichService(services.map(\.name))
    }

    /// A sentence for each run of days with the same hours.
    func hours(_ days: [OpenHours]) -> [String] {
        let runs = days.reduce(into: [(first: OpenHours, last: OpenHours)]()) { runs, day in
            if let run = runs.last, Self.windows(run.last).elementsEqual(Self.windows(day), by: ==) {
                runs[runs.count - 1].last = day
            } else {
                runs.append((day, day))
            }
        }
        return runs.map { tongue.hours($0.first.day.first, $0.last.day.first, Self.windows($0.first)) }
    }

    private static func windows(_ day: OpenHours) -> [(opens: Int, closes: Int?)] {
        day.windows.map { window in
            let midnight = window.closes.minute == 0 && window.closes.day > window.opens.day
            return (opens: window.opens.minute, closes: midnight ? nil : window.closes.minute)
        }
    }

    // MARK: A person

    /// - Parameter contact: the visitor's, where it is known.
    func handedOver(contact: String?) -> String {
        isSpoken ? tongue.toldPeople(business.name, contact) : tongue.handedOver(business.name, contact)
    }
    var alreadyHandedOver: String { isSpoken ? tongue.peopleKnow(business.name) : tongue.alreadyHandedOver(business.name) }
    var personAnswers: String { tongue.personAnswers(business.name) }
    var buttonForPerson: String { tongue.buttonForPerson(business.name) }
}
