public import Postgres

/// Days, times and prices as they are read, in a language and in the region's order.
public struct Speech: Sendable {
    public let region: Region
    public let today: CivilDate
    let tongue: any Tongue

    /// - Parameter isSpoken: it is heard and not read.
    public init(region: Region, today: CivilDate, language: Language = .english, isSpoken: Bool = false) {
        self.region = region
        self.today = today
        tongue = language.tongue(region: region, today: today, isSpoken: isSpoken)
    }

    /// “Tuesday, November 24”, “martes 24 de noviembre”; the year where it is another.
    public func day(_ day: CivilDate) -> String { tongue.day(day) }

    /// “2:15 PM”, “14:15 Uhr”.
    public func clock(_ minute: Int) -> String { tongue.clock(minute) }

    /// “Tuesday, November 24 at 2:15 PM”.
    public func moment(_ day: CivilDate, _ minute: Int) -> String { tongue.moment(day, minute) }

    func moment(_ moment: Moment) -> String { self.moment(moment.day, moment.minute) }

    /// The label of a button: “Tue Nov 24, 2:15 PM”.
    public func label(_ day: CivilDate, _ minute: Int) -> String { "\(tongue.short(day)), \(clock(minute))" }

    /// “$120.00”, “120,00 €”.
    public func price(_ minor: Int64, _ currency: String) -> String { tongue.price(minor, currency) }
}
