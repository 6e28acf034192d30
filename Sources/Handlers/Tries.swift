internal import Booking
internal import Postgres
internal import Receptionist
internal import Sealing
internal import Web

/// Tries at a reference and its email that failed, counted in machine time.
enum Tries {
    /// How many may fail within the window.
    static let perReference = 10
    static let perAddress = 30
    static let windowSeconds = 600
}

/// Messages that a model answers within an hour of machine time; the script answers more. An office, or a telephone network's customers,
/// share an address.
enum ModelShare {
    static let perConversation = 60
    static let perAddress = 300
    static let windowSeconds = 3_600
}

extension Visit {
    /// Runs a verb that a reference and an email open. Failed tries are counted for the reference and for the
    /// address; whoever has failed too often waits, whether or not this try is right.
    func counted<Result>(_ diary: Diary, reference: String, _ verb: () throws -> Result) throws -> Result {
        if let problem = try tooManyTries(diary, reference) { throw problem }
        do {
            return try verb()
        } catch {
            if (error as? DiaryError)?.detail(of: .notFound) != nil { try countTry(diary, reference) }
            throw error
        }
    }

    /// The same count for references that are said in a conversation.
    func tryCount(_ diary: Diary) -> TryCount {
        TryCount(
            refusal: { reference throws(DatabaseError) in try self.tooManyTries(diary, reference)?.detail },
            failed: { reference throws(DatabaseError) in try self.countTry(diary, reference) })
    }

    /// What is left of a visitor's share of the model.
    func modelAllowance(_ diary: Diary) -> ModelAllowance {
        ModelAllowance { conversation throws(DatabaseError) in
            guard house.settings.limits else { return true }
            let taken = try house.database.call(
                Statements.takeShare, tenant: diary.tenant.id.value, hash("model conversation", conversation), ModelShare.perConversation,
                hash("model address", request.remoteAddress), ModelShare.perAddress, ModelShare.windowSeconds)
            return taken.first ?? false
        }
    }

    private func tooManyTries(_ diary: Diary, _ reference: String) throws(DatabaseError) -> Problem? {
        guard house.settings.limits else { return nil }
        let tried = tried(reference)
        let wait = try house.database.call(
            Statements.tryWait, tenant: diary.tenant.id.value, tried[0], Tries.perReference, tried[1], Tries.perAddress)
        guard let seconds = wait.first, seconds > 0 else { return nil }
        return .rateLimited(
            "Too many tries with a reference and an email that don't fit. Wait a little, then try again.", retryAfter: seconds)
    }

    private func countTry(_ diary: Diary, _ reference: String) throws(DatabaseError) {
        guard house.settings.limits else { return }
        for key in tried(reference) {
            _ = try house.database.call(Statements.countTry, tenant: diary.tenant.id.value, key, Tries.windowSeconds)
        }
    }

    /// One booking has one count, however its reference is spelled.
    private func tried(_ reference: String) -> [[UInt8]] {
        [hash("reference", Reference(reference)?.text ?? reference.uppercased()), hash("address", request.remoteAddress)]
    }

    /// An address and a reference are people's data: only their digest is kept.
    private func hash(_ kind: String, _ value: String) -> [UInt8] { SHA256.digest("\(kind) \(value)") }
}
