internal import Booking
internal import Postgres
internal import Web

/// How a business writes days, times and prices: by the region of its locale.
struct Speech {
    private let region: Substring

    init(_ tenant: Tenant) { region = tenant.locale.split(separator: "-").last ?? "" }

    /// `Tuesday, November 24, 2026` or `Tuesday 24 November 2026`.
    func day(_ time: ZonedTime) -> String { day(Days(time.timestamp.dateText) ?? Days(number: 0)) }

    func day(_ days: Days) -> String {
        let (year, _, day) = days.civil
        let weekday = Self.weekdays[days.weekday - 1]
        return monthComesFirst ? "\(weekday), \(month(days)) \(day), \(year)" : "\(weekday) \(day) \(month(days)) \(year)"
    }

    /// `Tue, Nov 24` or `Tue 24 Nov`.
    func shortDay(_ days: Days) -> String {
        let weekday = Self.weekdays[days.weekday - 1].prefix(3), month = month(days).prefix(3)
        return monthComesFirst ? "\(weekday), \(month) \(days.civil.day)" : "\(weekday) \(days.civil.day) \(month)"
    }

    /// `2:00 PM` or `14:00`.
    func clock(_ time: ZonedTime) -> String {
        let parts = time.timestamp.text.dropFirst(11).prefix(5)
        guard hasTwelveHours, let hour = Int(parts.prefix(2)) else { return String(parts) }
        return "\((hour + 11) % 12 + 1):\(parts.suffix(2)) \(hour < 12 ? "AM" : "PM")"
    }

    /// The clock, with the zone's abbreviation where another of the times reads the same: an hour that occurs twice.
    func clock(_ time: ZonedTime, among all: [ZonedTime]) -> String {
        let text = clock(time)
        let twins = all.filter { $0.offset != time.offset && clock($0) == text }
        return twins.isEmpty ? text : "\(text) \(time.abbreviation)"
    }

    /// `Tuesday, November 24, 2026, 2:00 PM to 3:00 PM EST`.
    func span(_ start: ZonedTime, _ end: ZonedTime) -> String {
        let between = start.offset == end.offset ? "" : " \(start.abbreviation)"
        return "\(day(start)), \(clock(start))\(between) to \(clock(end)) \(end.abbreviation)"
    }

    /// `$120` or `£18.50`.
    func price(_ price: Price) -> String {
        let digits = Self.digits[price.currency] ?? 2
        let scale = (0..<digits).reduce(Int64(1)) { scale, _ in scale * 10 }
        let (whole, rest) = price.amountMinor.quotientAndRemainder(dividingBy: scale)
        let fraction = rest == 0 ? "" : "." + String(scale + rest).dropFirst()
        return (Self.symbols[price.currency] ?? price.currency + " ") + String(whole) + fraction
    }

    private func month(_ days: Days) -> String { Self.months[days.civil.month - 1] }
    private var monthComesFirst: Bool { region == "US" || region == "PH" }
    private var hasTwelveHours: Bool { ["US", "CA", "AU", "NZ", "IN", "PH"].contains(region) }

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    private static let symbols = ["USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "INR": "₹", "CAD": "CA$", "AUD": "A$", "NZD": "NZ$"]
    private static let digits = ["JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "BHD": 3, "JOD": 3, "KWD": 3, "OMR": 3, "TND": 3]
}

extension Tenant {
    /// `New York time`, for people.
    var zoneName: String {
        let place = zone.split(separator: "/").last ?? Substring(zone)
        return String(place.map { $0 == "_" ? " " : $0 }) + " time"
    }
}

extension Service {
    /// `60 minutes` or `1 hour 30 minutes`.
    static func length(_ minutes: Int) -> String {
        let hours = minutes / 60, rest = minutes % 60
        let parts = [hours == 1 ? "1 hour" : "\(hours) hours", "\(rest) minutes"]
        return hours == 0 ? parts[1] : rest == 0 ? parts[0] : parts.joined(separator: " ")
    }
}
