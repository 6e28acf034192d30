internal import Postgres

/// Dates as mail writes them (RFC 2822, section 3.3), which is what Twilio's are.
enum MailDate {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Seconds since 1970 of `Sat, 21 Nov 2026 14:05:09 +0000`; nil for anything else.
    static func seconds(of text: String) -> Int64? {
        let parts = text.split { $0 == " " || $0 == "," }
        guard parts.count == 6, let day = Int(parts[1]), let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        let offset = ["+0000", "GMT", "UTC"].contains(parts[5]) ? "Z" : "\(parts[5].prefix(3)):\(parts[5].suffix(2))"
        return Instant("\(date)T\(parts[4])\(offset)").map { $0.microseconds / 1_000_000 }
    }
}
