/// A point in time with the offset it is told in (RFC 3339). The offset is mandatory: a time without one
/// means another instant in every zone.
public struct Timestamp: Hashable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public var microseconds: Int64
    /// Seconds east of UTC.
    public var offset: Int

    /// A point in time, to be told at that offset.
    public init(microseconds: Int64, offset: Int) {
        self.microseconds = microseconds
        self.offset = offset
    }

    /// Reads `2026-11-24T14:00:00-05:00`, with `Z` and a fraction too; nil for anything else.
    public init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), scanner.skip("T") || scanner.skip("t"),
            let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2), scanner.skip(":"),
            let second = scanner.digits(2), let fraction = scanner.fraction(), let offset = scanner.offset(), scanner.isAtEnd,
            hour < 24, minute < 60, second < 60, let days = Days(year: year, month: month, day: day)
        else { return nil }
        let seconds = Int64(days.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
        self.init(microseconds: seconds * 1_000_000 + Int64(fraction), offset: offset)
    }

    /// The time as RFC 3339 has it. An offset of odd seconds (zones before standard time) is told to the minute below.
    ///
    /// Built of bytes rather than of joined strings: a month of slots holds thousands of them.
    public var text: String {
        var out: [UInt8] = []
        out.reserveCapacity(32)
        Days(number: Int(day)).write(into: &out)
        out.append(UInt8(ascii: "T"))
        writeClock(into: &out)
        writeFraction(into: &out)
        writeOffset(into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// The local day, `2026-11-24`.
    public var dateText: String { Days(number: Int(day)).text }

    private var offsetMinutes: Int { Int(Int64(offset).quotientFloor(60)) }
    private var local: Int64 { microseconds.quotientFloor(1_000_000) + Int64(offsetMinutes) * 60 }
    private var day: Int64 { local.quotientFloor(86_400) }

    private func writeClock(into out: inout [UInt8]) {
        let second = Int(local - day * 86_400)
        out.writeTwo(second / 3_600)
        out.append(UInt8(ascii: ":"))
        out.writeTwo(second / 60 % 60)
        out.append(UInt8(ascii: ":"))
        out.writeTwo(second % 60)
    }

    private func writeFraction(into out: inout [UInt8]) {
        let fraction = microseconds - microseconds.quotientFloor(1_000_000) * 1_000_000
        guard fraction != 0 else { return }
        let digits = String(fraction + 1_000_000).utf8.dropFirst()
        out.append(UInt8(ascii: "."))
        out += fraction % 1_000 == 0 ? digits.dropLast(3) : digits
    }

    private func writeOffset(into out: inout [UInt8]) {
        let size = abs(offsetMinutes)
        out.append(UInt8(ascii: offsetMinutes < 0 ? "-" : "+"))
        out.writeTwo(size / 60)
        out.append(UInt8(ascii: ":"))
        out.writeTwo(size % 60)
    }
}

/// Days of the proleptic Gregorian calendar, counted from 1970-01-01.
public struct Days: Hashable, Comparable, Sendable {
    /// 0 for 1970-01-01.
    public var number: Int

    /// Earlier before later.
    public static func < (left: Days, right: Days) -> Bool { left.number < right.number }

    /// The day of that number.
    public init(number: Int) { self.number = number }

    /// nil where no such day exists.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        // Howard Hinnant's days_from_civil: years begin in March, so that the leap day is the last of its year.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        guard civil == (year, month, day) else { return nil }
    }

    /// Reads `2026-11-24`; nil for anything else.
    public init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), scanner.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day as the calendar names it.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = Int(Int64(shifted).quotientFloor(146_097))
        let day = shifted - era * 146_097
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (era * 400 + year + (civilMonth <= 2 ? 1 : 0), civilMonth, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    /// 1 for Monday to 7 for Sunday.
    public var weekday: Int { (number % 7 + 10) % 7 + 1 }

    /// `2026-11-24`.
    public var text: String {
        var out: [UInt8] = []
        write(into: &out)
        return String(decoding: out, as: UTF8.self)
    }

    func write(into out: inout [UInt8]) {
        let (year, month, day) = civil
        out.writeTwo(year / 100)
        out.writeTwo(year % 100)
        out.append(UInt8(ascii: "-"))
        out.writeTwo(month)
        out.append(UInt8(ascii: "-"))
        out.writeTwo(day)
    }
}

extension [UInt8] {
    /// Two decimal digits.
    mutating func writeTwo(_ number: Int) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}

extension Int64 {
    func quotientFloor(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
