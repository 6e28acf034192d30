public import Outbound
public import Postgres
public import Sealing

/// What the work on calendars of one business needs: who we are at Google, its rows, and a connection outside.
public struct CalendarDesk {
    let app: GoogleApp
    let vault: CalendarVault
    let database: Database
    let client: HTTPClient

    public init(_ app: GoogleApp, keys: KeyRing, tenant: Int64, database: Database, client: HTTPClient) {
        self.app = app
        self.database = database
        self.client = client
        vault = CalendarVault(keys: keys, tenant: tenant)
    }

    var tenant: Int64 { vault.tenant }
    var google: GoogleTokens { GoogleTokens(app: app, client: client) }

    func calendar(of account: Int64) -> GoogleCalendar {
        let tokens = CalendarTokens(google: google, vault: vault, account: account, database: database)
        return GoogleCalendar(app: app, client: client, tokens: tokens, database: database)
    }
}

/// How a piece of work on calendars ended for now.
public enum CalendarEnding: Sendable, Equatable {
    case done
    case retry(String, after: Duration?)
    case never(String)
}

extension CalendarEnding {
    /// What a failure comes to. Where only the owner can help, nothing is left to do until they have.
    init(_ failure: GoogleFailure) {
        switch failure.remedy {
        case .retry(let rest): self = .retry(failure.code, after: rest)
        case .wait: self = .done
        case .giveUp: self = .never(failure.code)
        }
    }

    /// Runs work whose failures are Google's; any other is thrown on.
    static func of(_ work: () throws -> CalendarEnding) throws -> CalendarEnding {
        do { return try work() } catch let failure as GoogleFailure { return CalendarEnding(failure) }
    }
}
