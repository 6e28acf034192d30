public import Postgres

/// Why a message got no answer.
public enum TurnError: Error {
    /// An earlier message of the conversation is still being answered; the same message may be sent again.
    case busy(retryAfter: Int)
    /// Two messages of the conversation are being answered or waiting already.
    case tooMany
    /// The message can't be taken as it is.
    case invalid(String)
    case database(DatabaseError)
}
