internal import Booking
internal import Postgres
internal import Web

extension Reason {
    /// The status that goes with the code.
    var status: Status {
        switch self {
        case .slotTaken, .full, .holdExpired, .idempotencyConflict: .conflict
        case .notFound: .notFound
        case .unavailable, .callBack: .unavailable
        default: .unprocessable
        }
    }
}

extension DiaryError {
    /// The words of a refusal for this reason; nil for any other failure.
    func detail(of reason: Reason) -> String? {
        guard case .refused(let given, let detail, _) = self, given == reason else { return nil }
        return detail
    }
}

extension Visit {
    /// A refusal of the diary, with the slots that could be had instead.
    func problem(of error: DiaryError) -> Problem {
        switch error {
        case .refused(.notFound, let detail, _): return .notFound(detail)
        case .refused(let reason, let detail, let alternatives):
            var problem = Problem(reason.status, code: reason.code, detail: detail)
            if reason == .slotTaken || reason == .full { problem.members = [.init("alternatives", .array(alternatives.map(\.json)))] }
            if reason == .idempotencyConflict { problem.retryAfter = 1 }
            if reason.status == .unavailable { problem.retryAfter = 60 }
            return problem
        case .fenced: return .unavailable("This message is being answered elsewhere. Try again in a moment.")
        case .database(let failure): return problem(of: failure)
        }
    }

    /// What may pass by itself is a 503 that asks to come back; anything else is a fault of ours.
    func problem(of failure: DatabaseError) -> Problem {
        if failure.sqlState == .queryCanceled { return stopped(failure.description) }
        guard failure.kind == .connection || Self.passing.contains(failure.sqlState?.rawValue.prefix(2) ?? "") else {
            return unexpected(failure.description)
        }
        var problem = Problem.unavailable(
            "We can't reach the diary right now. Nothing was changed that you weren't told of. Try again in a moment.")
        problem.fault = failure.description
        return problem
    }

    /// The request was past its limit, or the statement past its own.
    private func stopped(_ description: String) -> Problem {
        var problem = Problem.timeout
        problem.fault = description
        return problem
    }

    /// A fault of ours: its words go to the log under the request's id, never into the answer.
    func unexpected(_ description: String) -> Problem {
        var problem = Problem(
            .internalServerError, code: "internal",
            detail: "Something went wrong on our side. Try again; if it happens again, tell us the request id.")
        problem.fault = description
        return problem
    }

    /// Classes of SQLSTATE that say nothing against trying again: connection, rollback, resources, intervention, and what failed
    /// beneath Postgres, such as a disk.
    private static let passing: Set<Substring> = ["08", "40", "53", "55", "57", "58"]
}
