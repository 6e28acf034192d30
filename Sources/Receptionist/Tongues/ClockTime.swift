/// Clock times in digits.
enum ClockTime {
    /// “9:05”, “14:15”.
    static func text(_ minute: Int) -> String { "\(minute / 60 % 24):\(two(minute % 60))" }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension String {
    /// With a capital letter first, as a sentence begins.
    var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
