internal import Postgres

/// Portuguese, with você and the words of Brazil that are understood in Portugal too.
struct Portuguese: Tongue {
    let today: CivilDate
    var isSpoken = false
    var language: Language { .portuguese }

    static let weekdays = ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"]
    static let months = [
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
    ]

    /// “terça-feira, 24 de novembro”.
    func day(_ day: CivilDate) -> String {
        let year = otherYear(day).map { " de \($0)" } ?? ""
        return "\(Self.weekdays[Days.weekday(day).rawValue - 1]), \(day.day) de \(Self.months[day.month - 1])\(year)"
    }

    /// “na terça-feira, 24 de novembro”.
    func on(_ day: CivilDate) -> String { "\(Days.weekday(day).rawValue > 5 ? "no" : "na") \(self.day(day))" }

    func short(_ day: CivilDate) -> String {
        let weekday = Self.weekdays[Days.weekday(day).rawValue - 1].prefix(3), month = Self.months[day.month - 1].prefix(3)
        return "\(weekday) \(day.day) \(month)\(otherYear(day).map { " \($0)" } ?? "")"
    }

    func clock(_ minute: Int) -> String { isSpoken ? spokenClock(minute) : ClockTime.text(minute) }

    /// “às 14:15”, “à 1:15”.
    func at(_ minute: Int) -> String { "\(minute / 60 % 24 == 1 ? "à" : "às") \(clock(minute))" }

    func moment(_ day: CivilDate, _ minute: Int) -> String { "\(self.day(day)), \(at(minute))" }

    /// “120,00 €”, “R$ 120,00”.
    func price(_ minor: Int64, _ currency: String) -> String {
        let amount = Amount(minor, currency).text(thousands: ".")
        return currency == "BRL" ? "R$ \(amount)" : "\(amount) \(Amount.symbols[currency] ?? currency)"
    }

    func minutes(_ lengths: [Int]) -> String { oneOf(lengths.map { "\($0)" }) + " minutos" }
    func oneOf(_ items: [String]) -> String { listed(items, "ou") }
    func allOf(_ items: [String]) -> String { listed(items, "e") }
}
