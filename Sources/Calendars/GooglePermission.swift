/// What we ask an owner's leave for, and no more.
public enum GooglePermission: String, CaseIterable, Sendable {
    /// To write bookings and to read what else is in a calendar.
    case events = "https://www.googleapis.com/auth/calendar.events"
    /// To ask whether a time is still free.
    case freeBusy = "https://www.googleapis.com/auth/calendar.freebusy"
    /// To show which calendars there are.
    case list = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"

    /// What the owner is asked, with the two that say who it is.
    static var wanted: String { (["openid", "email"] + allCases.map(\.rawValue)).joined(separator: " ") }

    /// Those that are missing from what was granted.
    public static func missing(from scopes: [String]) -> [GooglePermission] { allCases.filter { !scopes.contains($0.rawValue) } }
}
