internal import Postgres
internal import Web

extension Instant {
    /// RFC 2822 in GMT, as the API and its webhooks write dates.
    var rfc2822: String {
        let seconds = Int(microseconds / 1_000_000)
        let day = Days(number: seconds / 86_400), clock = seconds % 86_400
        let (year, month, date) = day.civil
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
        let time = [clock / 3600, clock / 60 % 60, clock % 60].map(Self.twoDigits).joined(separator: ":")
        return "\(weekday), \(Self.twoDigits(date)) \(name) \(year) \(time) +0000"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
