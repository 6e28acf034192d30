internal import Postgres

/// Spanish, with usted, and words that are common on both sides of the Atlantic.
struct Spanish: Tongue {
    let today: CivilDate
    var isSpoken = false
    var language: Language { .spanish }

    static let weekdays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
    static let months = [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ]

    /// “martes 24 de noviembre”.
    func name(_ day: CivilDate) -> String {
        let year = otherYear(day).map { " de \($0)" } ?? ""
        return "\(Self.weekdays[Days.weekday(day).rawValue - 1]) \(day.day) de \(Self.months[day.month - 1])\(year)"
    }

    func day(_ day: CivilDate) -> String { "el \(name(day))" }

    func short(_ day: CivilDate) -> String {
        let weekday = Self.weekdays[Days.weekday(day).rawValue - 1].prefix(3), month = Self.months[day.month - 1].prefix(3)
        return "\(weekday) \(day.day) \(month)\(otherYear(day).map { " \($0)" } ?? "")"
    }

    func clock(_ minute: Int) -> String { isSpoken ? spokenClock(minute) : ClockTime.text(minute) }

    /// “las 14:15”, “la 1:15”.
    func hour(_ minute: Int) -> String { "\(minute / 60 % (isSpoken ? 12 : 24) == 1 ? "la" : "las") \(clock(minute))" }

    func moment(_ day: CivilDate, _ minute: Int) -> String { "\(self.day(day)) a \(hour(minute))" }

    func price(_ minor: Int64, _ currency: String) -> String {
        "\(Amount(minor, currency).text(thousands: ".")) \(Amount.symbols[currency] ?? currency)"
    }

    func minutes(_ lengths: [Int]) -> String { oneOf(lengths.map { "\($0)" }) + " minutos" }

    /// Before the sound of an o, “o” becomes “u”; before that of an i, “y” becomes “e”.
    func oneOf(_ items: [String]) -> String { listed(items, begins(items.last, with: ["o", "ho", "ó", "8", "11"]) ? "u" : "o") }
    func allOf(_ items: [String]) -> String {
        let same = begins(items.last, with: ["i", "hi", "í"]) && !begins(items.last, with: ["hie", "hia", "ie"])
        return listed(items, same ? "e" : "y")
    }

    private func begins(_ item: String?, with starts: [String]) -> Bool {
        item.map { item in
            starts.contains { start in
                let rest = item.lowercased().dropFirst(start.count).first
                return item.lowercased().hasPrefix(start) && !(start.first?.isNumber == true && rest?.isNumber == true)
            }
        } ?? false
    }
}
