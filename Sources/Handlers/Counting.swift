internal import Booking
internal import Receptionist
internal import Web

extension Visit {
    /// Runs a verb that a reference and an email open, for whoever has not failed too often.
    func counted<Result>(_ diary: Diary, reference: String, _ verb: () throws -> Result) throws -> Result {
        let count = count(diary), wait = try count.wait(before: reference)
        guard wait == 0 else { throw Problem.rateLimited(VisitorCount.tooManyTries, retryAfter: wait) }
        do {
            return try verb()
        } catch {
            if (error as? DiaryError)?.detail(of: .notFound) != nil { try count.countFailure(at: reference) }
            throw error
        }
    }

    /// What this visitor tries and takes at a business.
    func count(_ diary: Diary) -> VisitorCount {
        VisitorCount(of: .address(request.remoteAddress), at: diary.tenant, in: house.database, isOn: house.settings.limits)
    }
}
