/// A sum of money in the smallest unit of its currency.
struct Amount {
    /// Units of the currency, and the digits behind the comma; none where it has no smaller unit.
    let whole: Int64
    let rest: String?

    init(_ minor: Int64, _ currency: String) {
        let indivisible = ["JPY", "KRW", "VND", "CLP", "ISK"].contains(currency)
        whole = indivisible ? minor : minor / 100
        rest = indivisible ? nil : ClockTime.two(Int(minor % 100))
    }

    /// “1.250,00”: a comma for the rest, and a mark between thousands.
    func text(thousands mark: String) -> String {
        var digits = String(whole), groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: mark) + (rest.map { ",\($0)" } ?? "")
    }

    static let symbols = ["USD": "$", "GBP": "£", "EUR": "€", "CAD": "CA$", "AUD": "A$"]
}
