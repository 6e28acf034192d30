internal import Outbound
internal import Postgres

/// An access token that counts now.
struct AccessToken: Sendable, Equatable {
    let text: String
    let version: Int64
}

/// The access tokens of one account. Of all workers that need a new one, one asks for it; the others wait for what it brings. No
/// transaction is open meanwhile.
struct CalendarTokens {
    let google: GoogleTokens
    let vault: CalendarVault
    let account: Int64
    let database: Database

    /// Longer than Google may take, so that nobody asks beside the one who does.
    private static let lease = 20.0
    private static let patience = Duration.seconds(10)

    private var tenant: Int64 { vault.tenant }

    func token() throws -> AccessToken {
        let started = ContinuousClock.now
        while ContinuousClock.now - started < Self.patience {
            guard let taken = try database.call(Statements.take, tenant: tenant, tenant, account, Self.lease).first else { break }
            switch taken.step {
            case "use":
                if let token = opened(taken) { return token }
                try distrust(version: taken.version)
            case "refresh": if let token = try refresh(taken) { return token }
            case "wait": HTTPClient.wait(.milliseconds(50))
            case let state: throw GoogleFailure.account(state)
            }
        }
        throw GoogleFailure.resting(.seconds(1))
    }

    /// Google refused a token before its end: the next one who asks gets another.
    func distrust(version: Int64) throws(DatabaseError) {
        _ = try database.call(Statements.distrust, tenant: tenant, tenant, account, version)
    }

    private func opened(_ taken: TakenToken) -> AccessToken? {
        taken.access.flatMap { vault.open($0, in: .accessToken(account: account)) }.map { AccessToken(text: $0, version: taken.version) }
    }

    /// nil where somebody connected the account anew meanwhile.
    private func refresh(_ taken: TakenToken) throws -> AccessToken? {
        guard let sealed = taken.refresh, let token = vault.open(sealed, in: .refreshToken(account: account)) else {
            return try broken("unreadable", taken)
        }
        do throws(TokenRefusal) {
            return try keep(try google.refresh(token), taken, old: (sealed, token))
        } catch {
            switch error {
            case .grant(let code): return try broken(code, taken)
            case .client(let code): return try given(back: taken, .refused(status: 401, reason: code))
            case .failure(let failure): return try given(back: taken, failure)
            }
        }
    }

    private func keep(
        _ granted: GrantedTokens, _ taken: TakenToken, old: (sealed: [UInt8], text: String)
    ) throws(TokenRefusal) -> AccessToken? {
        let place = CalendarVault.Place.refreshToken(account: account)
        let refresh = granted.refresh.map { vault.seal($0, in: place) } ?? vault.renewed(old.sealed, old.text, in: place)
        do {
            let kept = try database.call(
                Statements.keep, tenant: tenant, tenant, account, taken.fence,
                vault.seal(granted.access, in: .accessToken(account: account)),
                granted.seconds, refresh)
            return kept.first == true ? AccessToken(text: granted.access, version: taken.version + 1) : nil
        } catch {
            // The token is lost with the connection; the lease runs out, and the next one asks again.
            throw .failure(.resting(.seconds(1)))
        }
    }

    private func broken(_ code: String, _ taken: TakenToken) throws -> AccessToken? {
        let link = google.app.reconnectURL
        let said = try database.call(Statements.breaks, tenant: tenant, tenant, account, taken.fence, code, link).first ?? false
        if said { throw GoogleFailure.account("broken") }
        return nil
    }

    private func given(back taken: TakenToken, _ failure: GoogleFailure) throws -> AccessToken? {
        _ = try database.call(Statements.release, tenant: tenant, tenant, account, taken.fence)
        throw failure
    }
}

private struct TakenToken: Sendable {
    let step: String
    let access: [UInt8]?
    let version: Int64
    let refresh: [UInt8]?
    let fence: Int64
}

private enum Statements {
    static let take = Statement<TakenToken, Int64, Int64, Double>(SQL.takeToken) { row throws(DatabaseError) in
        TakenToken(
            step: try row.read("step"), access: try row.read("access_token"), version: try row.read("access_version", as: Int64?.self) ?? 0,
            refresh: try row.read("refresh_token"), fence: try row.read("fence", as: Int64?.self) ?? 0)
    }
    static let keep = Statement<Bool, Int64, Int64, Int64, [UInt8], Double, [UInt8]?>(SQL.keepToken) { row throws(DatabaseError) in
        try row.read("kept")
    }
    static let release = Statement<Bool, Int64, Int64, Int64>(SQL.releaseToken) { row throws(DatabaseError) in try row.read("released") }
    static let distrust = Statement<Bool, Int64, Int64, Int64>(SQL.distrustToken) { row throws(DatabaseError) in
        try row.read("distrusted")
    }
    static let breaks = Statement<Bool, Int64, Int64, Int64, String, String>(SQL.breakAccount) { row throws(DatabaseError) in
        try row.read("broken")
    }
}
