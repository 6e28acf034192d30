public import Postgres

/// What a customer is told of a booking by text.
public struct Notice: Sendable {
    /// What became of the booking.
    public enum Kind: String, CaseIterable, Sendable {
        case requested, booked, approved, moved, cancelled, declined, lapsed, reminder
    }

    public var kind: Kind
    public var business: String
    public var service: String
    public var start: Moment
    /// Where to come; nil where the business comes to the customer.
    public var address: String?
    /// Where it can be looked at and changed, or booked anew.
    public var link: String

    public init(kind: Kind, business: String, service: String, start: Moment, address: String?, link: String) {
        self.kind = kind
        self.business = business
        self.service = service
        self.start = start
        self.address = address
        self.link = link
    }

    /// Its words. They never ask for a word in return: the networks take several of those for themselves (docs/texting.md).
    public func words(in language: Language, region: Region, today: CivilDate) -> String {
        language.tongue(region: region, today: today).notice(self)
    }

    /// The day and time with the business's zone, as a template's variable.
    public func time(in language: Language, region: Region, today: CivilDate) -> String {
        language.tongue(region: region, today: today).zoned(start)
    }
}

extension Tongue {
    /// The sentence of an address, where there is one.
    func place(_ notice: Notice) -> String { notice.address.map { " \($0)." } ?? "" }
}
