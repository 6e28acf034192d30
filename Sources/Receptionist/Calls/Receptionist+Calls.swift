internal import Booking
public import Postgres
internal import Sealing

/// A call that was taken.
public struct BegunCall: Sendable, Hashable {
    /// Nil where it isn't answered.
    public var conversation: String?
    public var refusal: CallRefusal?
    public var isRecorded: Bool
    /// What the number last came for.
    public var visited: String?
}

/// Why a call isn't answered.
public enum CallRefusal: String, Sendable {
    /// Its caller has talked long enough today.
    case callerMinutes = "caller_minutes"
    /// All callers together have talked long enough this month.
    case monthMinutes = "month_minutes"
    /// It is our own call to the owner, which their phone sends back.
    case forwarded
}

/// Where a call stands.
public struct CallStanding: Sendable, Hashable {
    public var conversation: String?
    public var isOver: Bool
    /// Where its caller is put through, E.164.
    public var ownerPhone: String?
    /// The number that was called.
    public var number: String?
    public var secondsLeft: Int
}

/// What Twilio tells of a call beside its turns.
public struct CallReport: Sendable, Hashable {
    public var sid: String
    /// The number of ours that was called, by its id.
    public var number: Int64
    /// Who called, E.164; nil where the number was withheld.
    public var peer: String?
    /// Twilio's CallStatus.
    public var status: String
    /// Counts the callbacks of a call, which may come in any order.
    public var sequence: Int
    public var seconds: Int?

    public init(sid: String, number: Int64, peer: String?, status: String, sequence: Int, seconds: Int?) {
        self.sid = sid
        self.number = number
        self.peer = peer
        self.status = status
        self.sequence = sequence
        self.seconds = seconds
    }
}

extension Receptionist {
    /// Takes a call, once: a delivery that is repeated finds the same.
    public func begin(call sid: String, number: Int64, peer: String?, isVouched: Bool) throws(DatabaseError) -> BegunCall {
        let fresh = Hexadecimal.encode(Random.bytes(16))
        let begun = try database.call(CallStatements.begin, tenant: tenant, sid, number, peer, isVouched, fresh)
        return begun.first ?? BegunCall(conversation: nil, refusal: nil, isRecorded: false, visited: nil)
    }

    /// Where a call stands; nil for one that was never taken.
    public func standing(call sid: String) throws(DatabaseError) -> CallStanding? {
        try database.call(CallStatements.standing, tenant: tenant, sid).first
    }

    /// Takes a status callback; false where a later one came before it.
    public func note(_ report: CallReport) throws(DatabaseError) -> Bool {
        try database.call(
            CallStatements.note, tenant: tenant, report.sid, report.number, report.peer, report.status, report.sequence, report.seconds
        ).first ?? false
    }

    /// The owner's phone rings for a call, or something came of that.
    public func noteDial(call sid: String, _ status: String?) throws(DatabaseError) {
        _ = try database.call(CallStatements.noteDial, tenant: tenant, sid, status)
    }

    /// A call is recorded.
    public func noteRecording(call sid: String, _ recording: String, seconds: Int?) throws(DatabaseError) {
        _ = try database.call(CallStatements.noteRecording, tenant: tenant, sid, recording, seconds)
    }
}
