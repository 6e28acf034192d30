/// How dates and times are written where a business is.
public struct Region: Hashable, Sendable {
    /// The day stands before the month.
    public var dayFirst: Bool
    /// Clocks show 2:00 PM rather than 14:00.
    public var twelveHour: Bool

    public init(dayFirst: Bool, twelveHour: Bool) {
        self.dayFirst = dayFirst
        self.twelveHour = twelveHour
    }

    /// The habits of a BCP 47 locale, such as `en-US`. One without a country counts as day first, 24 hours.
    public init(locale: String) {
        let country = locale.split { $0 == "-" || $0 == "_" }.dropFirst().first { (part: Substring) in part.count == 2 }
        let code = country.map { $0.uppercased() } ?? (locale == "en" ? "US" : "")
        self.init(dayFirst: !Self.monthFirst.contains(code), twelveHour: Self.twelve.contains(code))
    }

    private static let monthFirst: Set<String> = ["US", "PH", "PR", "GU", "VI", "FM", "PW", "MH", "AS"]
    private static let twelve: Set<String> = monthFirst.union(["CA", "AU", "NZ", "IN", "PK", "BD", "EG", "MY", "CO", "SG"])
}
