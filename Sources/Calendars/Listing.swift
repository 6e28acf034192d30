internal import Postgres
internal import Web

extension CalendarDesk {
    /// Reads which calendars an account has, all pages of them.
    public func list(account: Int64) throws -> CalendarEnding {
        try CalendarEnding.of {
            let found = try calendar(of: account).items("/users/me/calendarList", query: [("maxResults", "250")], most: Self.most)
                .compactMap(ListedCalendar.init)
            _ = try database.call(
                Statements.keep, tenant: tenant, tenant, account, found.map(\.id), found.map(\.name), found.map(\.zone), found.map(\.role),
                found.map(\.isPrimary), found.map(\.meets))
            return .done
        }
    }

    /// Nobody chooses among more.
    private static let most = 2_000
}

/// A calendar as an account's list has it.
struct ListedCalendar: Sendable, Equatable {
    let id: String
    let name: String
    let zone: String?
    let role: String
    let isPrimary: Bool
    let meets: Bool

    /// nil for one without an id, and for one that was taken off the list.
    init?(_ json: JSON) {
        guard let id = json["id"]?.asText, !id.isEmpty, json["deleted"]?.asBool != true else { return nil }
        self.id = id
        name = String((json["summaryOverride"]?.asText ?? json["summary"]?.asText ?? id).unicodeScalars.prefix(200).map(Character.init))
        zone = json["timeZone"]?.asText
        role = json["accessRole"]?.asText ?? "reader"
        isPrimary = json["primary"]?.asBool ?? false
        let ways = json["conferenceProperties"]?["allowedConferenceSolutionTypes"]?.asItems ?? []
        meets = ways.contains { $0.asText == "hangoutsMeet" }
    }
}

private enum Statements {
    static let keep = Statement<Bool, Int64, Int64, [String], [String], [String?], [String], [Bool], [Bool]>(SQL.keepCalendars) {
        row throws(DatabaseError) in try row.read("kept")
    }
}
