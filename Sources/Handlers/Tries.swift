internal import Booking
internal import Postgres
internal import Sealing
internal import Web

/// Tries at a reference and its email that failed, counted in machine time.
enum Tries {
    /// How many may fail within the window.
    static let perReference = 10
    static let perAddress = 30
    static let windowSeconds = 600
}

extension Visit {
    /// Runs a verb that a reference and an email open. Failed tries are counted for the reference and for the
    /// address; whoever has failed too often waits, whether or not this try is right.
    func counted<Result>(_ diary: Diary, reference: String, _ verb: () throws -> Result) throws -> Result {
        guard house.settings.limits else { return try verb() }
        let tried = [hash("reference", reference.uppercased()), hash("address", request.remoteAddress)]
        try refuseIfTooMany(diary, tried)
        do {
            return try verb()
        } catch {
            guard (error as? DiaryError)?.detail(of: .notFound) != nil else { throw error }
            for key in tried { _ = try house.database.call(Statements.countTry, tenant: diary.tenant.id.value, key, Tries.windowSeconds) }
            throw error
        }
    }

    private func refuseIfTooMany(_ diary: Diary, _ tried: [[UInt8]]) throws {
        let wait = try house.database.call(
            Statements.tryWait, tenant: diary.tenant.id.value, tried[0], Tries.perReference, tried[1], Tries.perAddress)
        guard let seconds = wait.first, seconds > 0 else { return }
        throw Problem.rateLimited(
            "Too many tries with a reference and an email that don't fit. Wait a little, then try again.", retryAfter: seconds)
    }

    /// An address and a reference are people's data: only their digest is kept.
    private func hash(_ kind: String, _ value: String) -> [UInt8] { SHA256.digest("\(kind) \(value)") }
}
