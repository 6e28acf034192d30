internal import Outbound
internal import Web

/// Why Google didn't do what it was asked. It names kinds and codes, never what was sent or said.
public enum GoogleFailure: Error, Hashable, Sendable {
    /// Nobody was asked: the account rests, or goes at its pace.
    case resting(Duration)
    /// It never came there.
    case unreachable
    /// Nobody knows whether it did: the answer was lost.
    case unanswered
    /// The other side broke.
    case trouble(status: Int)
    /// Too many at once.
    case limited(after: Duration?)
    /// A cap against misuse, or the day's: hours, not seconds.
    case exhausted
    /// The account can't be used until its owner does something: it is `broken`, `partial` or `gone`.
    case account(String)
    /// The access token isn't taken.
    case unauthorized
    /// There is no such thing, or not yet everywhere.
    case notFound
    /// It was there: an event that is deleted, or a sync token that counts no longer.
    case gone
    /// The id is used already.
    case taken
    /// It is not as we knew it (`If-Match`).
    case changed
    /// Asking again comes to the same.
    case refused(status: Int, reason: String)
}

/// What is to be done about a failure.
enum Remedy: Equatable {
    case retry(after: Duration?)
    /// Nothing, until the owner has connected the account again.
    case wait
    case giveUp
}

/// How an account's other side is.
enum Health: Equatable {
    case well
    /// It is left alone for so long; without a time the longer the more often in a row.
    case ill(rest: Duration?)
}

extension GoogleFailure {
    var remedy: Remedy {
        switch self {
        case .resting(let rest): .retry(after: rest)
        case .unreachable, .unanswered, .trouble, .unauthorized, .notFound, .taken, .changed, .gone: .retry(after: nil)
        case .limited(let rest): .retry(after: rest)
        case .exhausted: .retry(after: Self.longRest)
        case .account: .wait
        case .refused: .giveUp
        }
    }

    /// How it is written down: a code.
    var code: String {
        switch self {
        case .resting: "resting"
        case .unreachable: "unreachable"
        case .unanswered: "no_answer"
        case .trouble(let status): "google_\(status)"
        case .limited: "limited"
        case .exhausted: "quota"
        case .account(let state): "account_\(state)"
        case .unauthorized: "unauthorized"
        case .notFound: "not_found"
        case .gone: "gone"
        case .taken: "taken"
        case .changed: "changed"
        case .refused(let status, let reason): "google_\(status)" + (reason.isEmpty ? "" : "_\(reason)")
        }
    }

    /// What it says of the account's health: whether asking again soon would only burden it.
    var health: Health {
        switch self {
        case .unreachable, .unanswered, .trouble: .ill(rest: nil)
        case .limited(let rest): .ill(rest: rest)
        case .exhausted: .ill(rest: Self.longRest)
        default: .well
        }
    }

    private static var longRest: Duration { .seconds(3600) }
}

extension GoogleFailure {
    init(_ failure: HTTPFailure) {
        switch failure {
        case .malformed: self = .refused(status: 0, reason: "address")
        case .tooLarge: self = .refused(status: 0, reason: "too_large")
        default: self = failure.mayHaveArrived ? .unanswered : .unreachable
        }
    }

    /// What an answer that is no success says (developers.google.com/workspace/calendar/api/guides/errors).
    init(_ answer: HTTPResponse) {
        let reason = Self.reason(answer.body)
        let wait = answer.head["Retry-After"].flatMap { Int($0) }.map { Duration.seconds(min(max($0, 1), 3600)) }
        switch (answer.status, reason) {
        case (401, _): self = .unauthorized
        case (403, "userRateLimitExceeded"), (403, "rateLimitExceeded"), (429, _): self = .limited(after: wait)
        case (403, "quotaExceeded"), (403, "dailyLimitExceeded"): self = .exhausted
        case (404, _): self = .notFound
        case (409, _): self = .taken
        case (410, _): self = .gone
        case (412, _): self = .changed
        case (408, _), (500..., _): self = .trouble(status: answer.status)
        default: self = .refused(status: answer.status, reason: reason)
        }
    }

    /// The reason as a code of letters; newer front ends give a status in its place.
    private static func reason(_ body: [UInt8]) -> String {
        guard let error = (try? JSON(reading: body))?["error"] else { return "" }
        var found = error["status"]
        if case .array(let errors) = error["errors"], let first = errors.first?["reason"] { found = first }
        guard case .string(let text) = found else { return "" }
        return String(text.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") }.prefix(40).map(Character.init))
    }
}
