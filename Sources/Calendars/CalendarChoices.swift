public import Postgres

/// An account that a business has connected.
public struct ConnectedAccount: Sendable {
    public let id: Int64
    public let email: String
    /// `ok`, `partial` or `broken`.
    public let state: String
    public let missing: [GooglePermission]
    /// Whether its calendars are known.
    public let isListed: Bool
}

/// A calendar that can be chosen.
public struct ChoosableCalendar: Sendable {
    public let id: Int64
    public let account: Int64
    public let name: String
    public let canBeWritten: Bool
    /// False where it was chosen and the account has it no longer.
    public let isListed: Bool
    public let email: String
}

/// Which calendars serve somebody or something.
public struct ServingCalendars: Sendable {
    public let resource: Int64
    public let name: String
    public let written: Int64?
    public let read: [Int64]
}

/// How a business wants its calendars.
public struct CalendarSettings: Sendable, Equatable {
    /// Google invites customers itself.
    public var invites: Bool
    public var tentativeBlocks: Bool
    /// What becomes of a booking while a calendar can't be read.
    public var outage: Outage

    public enum Outage: String, CaseIterable, Sendable, Bindable, ColumnValue {
        /// It waits for the calendar.
        case pending
        /// It counts as ever.
        case accept
        /// None is taken.
        case refuse
        /// None is taken, and visitors are asked for a number to be called back.
        case callback
    }

    public init(invites: Bool, tentativeBlocks: Bool, outage: Outage) {
        self.invites = invites
        self.tentativeBlocks = tentativeBlocks
        self.outage = outage
    }
}

/// What an owner sees and chooses of calendars.
public struct CalendarChoices {
    private let tenant: Int64
    private let database: Database

    public init(tenant: Int64, database: Database) {
        self.tenant = tenant
        self.database = database
    }

    public func accounts() throws(DatabaseError) -> [ConnectedAccount] { try database.call(Statements.accounts, tenant: tenant) }
    public func calendars() throws(DatabaseError) -> [ChoosableCalendar] { try database.call(Statements.calendars, tenant: tenant) }
    public func uses() throws(DatabaseError) -> [ServingCalendars] { try database.call(Statements.uses, tenant: tenant) }

    public func settings() throws(DatabaseError) -> CalendarSettings {
        try database.call(Statements.settings, tenant: tenant, tenant).first
            ?? CalendarSettings(invites: false, tentativeBlocks: true, outage: .pending)
    }

    /// False where one of the calendars is unknown, or can't be written.
    public func choose(for resource: Int64, written: Int64?, read: [Int64]) throws(DatabaseError) -> Bool {
        try database.call(Statements.choose, tenant: tenant, tenant, resource, written, read).first ?? false
    }

    public func keep(_ settings: CalendarSettings) throws(DatabaseError) {
        _ = try database.call(
            Statements.keep, tenant: tenant, tenant, settings.invites, settings.tentativeBlocks, settings.outage)
    }

    /// False where it isn't connected.
    public func disconnect(_ account: Int64) throws(DatabaseError) -> Bool {
        try database.call(Statements.disconnect, tenant: tenant, tenant, account).first ?? false
    }
}

private enum Statements {
    static let accounts = Statement<ConnectedAccount>(SQL.accounts) { row throws(DatabaseError) in
        ConnectedAccount(
            id: try row.read("id"), email: try row.read("email"), state: try row.read("state"),
            missing: GooglePermission.missing(from: try row.read("scopes")), isListed: try row.read("is_listed"))
    }
    static let calendars = Statement<ChoosableCalendar>(SQL.calendars) { row throws(DatabaseError) in
        ChoosableCalendar(
            id: try row.read("id"), account: try row.read("account_id"), name: try row.read("name"),
            canBeWritten: try row.read("can_write"),
            isListed: try row.read("is_listed"), email: try row.read("email"))
    }
    static let uses = Statement<ServingCalendars>(SQL.uses) { row throws(DatabaseError) in
        ServingCalendars(
            resource: try row.read("id"), name: try row.read("name"), written: try row.read("written"), read: try row.read("read"))
    }
    static let settings = Statement<CalendarSettings, Int64>(SQL.settings) { row throws(DatabaseError) in
        CalendarSettings(
            invites: try row.read("invites"), tentativeBlocks: try row.read("tentative_blocks"), outage: try row.read("outage"))
    }
    static let choose = Statement<Bool, Int64, Int64, Int64?, [Int64]>(SQL.chooseCalendars) { row throws(DatabaseError) in
        try row.read("chosen")
    }
    static let keep = Statement<Bool, Int64, Bool, Bool, CalendarSettings.Outage>(SQL.keepSettings) { row throws(DatabaseError) in
        try row.read("kept")
    }
    static let disconnect = Statement<Bool, Int64, Int64>(SQL.disconnect) { row throws(DatabaseError) in try row.read("disconnected") }
}
