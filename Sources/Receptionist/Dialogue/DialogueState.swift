internal import Postgres

/// Where a conversation stands between two messages.
struct DialogueState: Codable {
    enum Goal: String, Codable { case nothing, book, move, cancel, lookup, message }
    enum Asked: String, Codable {
        case nothing, service, day, time, slot, half, whichDay, details, booking, bookingName, ownBooking, confirmCancel, message, contact
        /// What was read back is right.
        case agreement
        /// It may go on by text.
        case text
        /// There is something else.
        case more
    }

    /// The language that is spoken; nil where nobody has spoken yet.
    var language: Language?
    var goal = Goal.nothing
    var asked = Asked.nothing
    var service: Int64?
    var person: Int64?
    var duration: Int?
    var day: DayWish?
    var time: TimeWish?
    var soonest = false
    /// The slots as they were last numbered.
    var shown: [String] = []
    /// Slots that may still be taken by their id.
    var slots: [OfferedSlot] = []
    var held: HeldSlot?
    var name: String?
    var email: String?
    var phone: String?
    var address: String?
    /// The booking that is to be changed, and what proves it.
    var reference: String?
    var contact: String?
    var target: Booked?
    /// References that this conversation made.
    var made: [String] = []
    /// A caller's own bookings as they were last numbered, and the name that proves them where their number does not.
    var own: [String]?
    var ownName: String?
    /// The days between which a weekday and a date left a choice.
    var days: [DaySpan] = []
    /// What the owner is to be told.
    var draft: String?
    /// Messages in a row that were not understood.
    var misses = 0
    var zoneTold = false
    /// What was asked before `text` was.
    var resumes: Asked?
    /// The visitor knows that a person answers.
    var isPersonTold: Bool?

    /// When somebody last wrote, in microseconds of business time, where the conversation may last for years.
    var heardAt: Int64?
    /// Nobody has written here before this turn.
    var isFirst: Bool?

    /// How long an open question is meant by an answer, in microseconds: a day.
    private static let memory: Int64 = 86_400_000_000

    /// Who comes back after a day finds what they were being asked, and what was held for them, forgotten; who they are stays.
    mutating func wake(at now: Moment) {
        isFirst = heardAt == nil
        defer { heardAt = now.microseconds }
        guard let heardAt, now.microseconds - heardAt > Self.memory else { return }
        rest()
        (made, slots, misses, zoneTold) = ([], [], 0, false)
    }

    /// What a short answer would be to.
    var expecting: Expecting {
        switch asked {
        case .nothing, .more: .anything
        case .service: .service
        case .day, .whichDay: .day
        case .time, .half: .time
        case .slot, .ownBooking: .slot
        case .details, .contact, .bookingName: .details
        case .booking: .reference
        case .confirmCancel, .agreement, .text: .yesOrNo
        case .message: .message
        }
    }

    /// Forgets what was being done; who the visitor is and what was booked stays.
    mutating func rest() {
        (goal, asked, service, person, duration, day, time) = (.nothing, .nothing, nil, nil, nil, nil, nil)
        (soonest, shown, held, reference, contact, target, days, draft) = (false, [], nil, nil, nil, nil, [], nil)
        (own, ownName) = (nil, nil)
        resumes = nil
    }
}
