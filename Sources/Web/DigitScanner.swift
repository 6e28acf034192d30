/// Reads the fixed shapes of dates and times, byte by byte.
struct DigitScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    /// Exactly so many digits.
    mutating func digits(_ count: Int) -> Int? {
        var number = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Microseconds of `.123456`, zero where no point stands; digits beyond the sixth are dropped.
    mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        guard var number = digit() else { return nil }
        var count = 1
        while count < 20, let digit = digit() {
            if count < 6 { number = number * 10 + digit }
            count += 1
        }
        while count < 6 { (number, count) = (number * 10, count + 1) }
        return number
    }

    /// Seconds east of UTC of `Z`, `+01:00` or `-05:00`.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private mutating func digit() -> Int? {
        guard let first = rest.first, (0x30...0x39).contains(first) else { return nil }
        rest = rest.dropFirst()
        return Int(first - 0x30)
    }
}
