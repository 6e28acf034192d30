internal import Booking
internal import Web

/// A booking as a file for calendars (RFC 5545). Its UID never changes and its SEQUENCE counts the changes, so that a
/// later file updates the entry instead of adding another.
struct CalendarFile {
    private let booking: Appointment
    private let tenant: Tenant
    private let made: ZonedTime

    init(_ booking: Appointment, of tenant: Tenant, made: ZonedTime) {
        self.made = made
        self.booking = booking
        self.tenant = tenant
    }

    /// Lines end in CRLF and are folded at 75 bytes.
    var bytes: [UInt8] { lines.flatMap { Self.fold($0) + [0x0D, 0x0A] } }

    private var lines: [String] {
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Holdfast//Booking//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "BEGIN:VEVENT", "UID:\(booking.uid(of: tenant))", "DTSTAMP:\(Self.utc(made))", "SEQUENCE:\(booking.version)",
            "DTSTART:\(Self.utc(booking.start))", "DTEND:\(Self.utc(booking.end))",
            "SUMMARY:\(Self.escape("\(booking.service.name) – \(tenant.name)"))",
            "LOCATION:\(Self.escape(booking.location(of: tenant)))",
            "DESCRIPTION:\(Self.escape("Reference \(booking.reference)\nWith \(booking.resource.name)"))",
            "STATUS:\(status)", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR",
        ]
    }

    private var status: String {
        switch booking.status {
        case .confirmed: "CONFIRMED"
        case .pending: "TENTATIVE"
        default: "CANCELLED"
        }
    }

    private static func utc(_ time: ZonedTime) -> String {
        let text = Timestamp(microseconds: time.timestamp.microseconds, offset: 0).text.prefix("2026-11-24T14:00:00".count)
        return text.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    /// Scalar by scalar: a mark that carries an accent is one character, and must be escaped all the same.
    private static func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": result += "\\\(scalar)"
            case "\n": result += "\\n"
            default: if scalar.value >= 0x20 { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// Cut before a character would pass the 75th byte; a line that goes on begins with a space.
    private static func fold(_ line: String) -> [UInt8] {
        var out: [UInt8] = []
        var width = 0
        for scalar in line.unicodeScalars {
            let bytes = Array(String(Character(scalar)).utf8)
            if width + bytes.count > 75 {
                out += [0x0D, 0x0A, 0x20]
                width = 1
            }
            out += bytes
            width += bytes.count
        }
        return out
    }
}
