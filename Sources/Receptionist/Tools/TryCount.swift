internal import Booking
public import Postgres

/// Who tried how often to open a booking by its reference and a contact that doesn't fit.
public struct TryCount {
    /// The words for whoever failed too often; nil for everybody else.
    let refusal: (_ reference: String) throws(DatabaseError) -> String?
    /// Notes a failure.
    let failed: (_ reference: String) throws(DatabaseError) -> Void

    public init(
        refusal: @escaping (_ reference: String) throws(DatabaseError) -> String?,
        failed: @escaping (_ reference: String) throws(DatabaseError) -> Void
    ) {
        self.refusal = refusal
        self.failed = failed
    }

    /// Counts nothing.
    public static var none: TryCount {
        TryCount(refusal: { _ throws(DatabaseError) in nil }, failed: { _ throws(DatabaseError) in })
    }

    /// Runs a verb that a reference and a contact open.
    func counted<Result>(_ reference: String, _ verb: () throws(DiaryError) -> Result) throws(DiaryError) -> Result {
        if let detail = try Self.asking({ () throws(DatabaseError) in try refusal(reference) }) {
            throw .refused(.rateLimited, detail: detail, alternatives: [])
        }
        do throws(DiaryError) {
            return try verb()
        } catch {
            if case .refused(.notFound, _, _) = error { try Self.asking { () throws(DatabaseError) in try failed(reference) } }
            throw error
        }
    }

    private static func asking<Result>(_ question: () throws(DatabaseError) -> Result) throws(DiaryError) -> Result {
        do throws(DatabaseError) { return try question() } catch { throw .database(error) }
    }
}

extension ToolCall {
    /// What a guess would be at: the reference that a contact is to open, or the number that a name is to. A conversation opens its own
    /// bookings without one.
    func tried(by caller: Caller?) -> String? {
        switch self {
        case .recognizeCaller(.some): caller?.number
        case .lookupBooking(let reference, .some), .rescheduleBooking(let reference, .some, _), .cancelBooking(let reference, .some, _):
            reference
        case .checkAvailability(let question) where question.contact != nil: question.moving
        default: nil
        }
    }
}

extension Reason {
    /// Too many tries; its words say when to come back.
    static let rateLimited = Reason(rawValue: "rate_limited")
}
