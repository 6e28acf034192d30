internal import Postgres
internal import Sealing

extension CalendarDesk {
    /// Exchanges what an owner came back with for tokens, keeps them, and writes down how the way ended.
    ///
    /// - Parameters:
    ///   - state: the digest of the state, in hexadecimal digits.
    ///   - isLast: whether it isn't tried again.
    public func connect(state: String, isLast: Bool) throws -> CalendarEnding {
        guard let digest = Hexadecimal.decode(state) else { return .never("payload") }
        guard let sealed = try database.call(Statements.exchange, tenant: tenant, tenant, digest).first else { return .done }
        guard let code = vault.open(sealed.code, in: .code(state: digest)),
            let verifier = vault.open(sealed.verifier, in: .verifier(state: digest))
        else { return try end(digest, .failed) }
        do throws(TokenRefusal) {
            let granted = try google.exchange(code: code, verifier: verifier, nonce: GoogleConsent.nonce(digest))
            return try keep(granted, digest)
        } catch {
            switch error {
            case .grant: return try end(digest, .codeRefused)
            case .client: return try end(digest, .settings)
            case .failure(let failure):
                if isLast || failure.remedy == .giveUp { return try end(digest, .unreachable) }
                return CalendarEnding(failure)
            }
        }
    }

    /// Ends the grant of an account that was disconnected, and forgets its token.
    ///
    /// - Parameter endingChannels: whether its channels are ended first, which nobody can afterwards. They end by themselves too.
    public func revoke(account: Int64, endingChannels: Bool) throws -> CalendarEnding {
        try CalendarEnding.of {
            if endingChannels { try endChannels(of: account) }
            if let sealed = try database.call(Statements.toRevoke, tenant: tenant, tenant, account).first,
                let token = vault.open(sealed, in: .refreshToken(account: account))
            {
                try google.revoke(token)
            }
            _ = try database.call(Statements.forget, tenant: tenant, tenant, account)
            return .done
        }
    }

    private func keep(_ granted: GrantedTokens, _ state: [UInt8]) throws(TokenRefusal) -> CalendarEnding {
        do {
            guard let identity = granted.identity, let refresh = granted.refresh else { return try end(state, .failed) }
            guard
                let account = try database.call(Statements.open, tenant: tenant, tenant, "google", identity.subject, identity.email).first
            else { return try end(state, .failed) }
            _ = try database.call(
                Statements.keep, tenant: tenant, tenant, state, account, granted.scopes,
                GooglePermission.missing(from: granted.scopes).isEmpty, vault.seal(refresh, in: .refreshToken(account: account)),
                vault.seal(granted.access, in: .accessToken(account: account)), granted.seconds)
            return .done
        } catch {
            // The code is used up. Whoever takes this again is told so by Google, and the owner by the page.
            throw .failure(.unanswered)
        }
    }

    private func end(_ state: [UInt8], _ outcome: ConsentOutcome) throws(TokenRefusal) -> CalendarEnding {
        do throws(DatabaseError) {
            _ = try database.call(Statements.end, tenant: tenant, tenant, state, outcome)
            return .done
        } catch {
            throw .failure(.unanswered)
        }
    }
}

private enum Statements {
    static let exchange = Statement<(verifier: [UInt8], code: [UInt8]), Int64, [UInt8]>(SQL.oauthExchange) { row throws(DatabaseError) in
        (try row.read("verifier"), try row.read("code"))
    }
    static let end = Statement<Bool, Int64, [UInt8], ConsentOutcome>(SQL.endOauth) { row throws(DatabaseError) in try row.read("ended") }
    static let open = Statement<Int64, Int64, String, String, String>(SQL.openAccount) { row throws(DatabaseError) in try row.read("id") }
    static let keep = Statement<Bool, Int64, [UInt8], Int64, [String], Bool, [UInt8], [UInt8], Double>(SQL.keepAccount) {
        row throws(DatabaseError) in try row.read("kept")
    }
    static let toRevoke = Statement<[UInt8], Int64, Int64>(SQL.toRevoke) { row throws(DatabaseError) in try row.read("token") }
    static let forget = Statement<Bool, Int64, Int64>(SQL.forgetToken) { row throws(DatabaseError) in try row.read("forgotten") }
}
