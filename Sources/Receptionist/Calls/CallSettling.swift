internal import Booking
internal import PhoneNumbers
public import Postgres

/// Settles a call that is over: what became of it, and what the owner is told.
public struct CallSettling {
    private let call: Int64
    private let database: Database
    private let tenant: Int64

    public init(call: Int64, of tenant: Int64, in database: Database) {
        (self.call, self.tenant, self.database) = (call, tenant, database)
    }

    /// Does it once, however often it is asked for.
    public func run() throws(DatabaseError) {
        guard let past = try database.call(Self.toSettle, tenant: tenant, call).first, !past.isSettled,
            let diary = try diary(past.slug)
        else { return }
        let end = try CallEnd(past, diary)
        _ = try database.call(
            Self.settle, tenant: tenant, call, end.outcome.rawValue, end.told, end.texted, end.hold)
    }

    private func diary(_ slug: String) throws(DatabaseError) -> Diary? {
        try DiaryError.unwrapped { () throws(DiaryError) in
            try Diary.tenant(slug: slug, in: database).map { Diary(tenant: $0, database: database) }
        } ?? nil
    }

    private static let toSettle = Statement<PastCall, Int64>(SQL.callToSettle) { row throws(DatabaseError) in
        PastCall(
            slug: try row.read("slug"), isSettled: try row.read("is_settled"), isRefused: try row.read("is_refused"),
            peer: try row.read("peer"), dialled: try row.read("dialled"), isTexted: try row.read("is_texted"),
            state: Stored.read(try row.read("state")) ?? DialogueState(), said: try row.read("said"),
            hasMessage: try row.read("has_message"), tools: try row.read("tools"), bookings: try row.read("bookings"))
    }

    private static let settle = Statement<Bool, Int64, String, String?, String?, String?>(SQL.settleCall) { row throws(DatabaseError) in
        try row.read("settled")
    }
}

/// What became of a call.
public enum CallOutcome: String, Sendable, CaseIterable {
    case booked, moved, cancelled
    /// Words for the owner were left.
    case message
    /// The caller talked to a person.
    case transferred
    /// It went on by text.
    case texted
    /// Questions were answered.
    case answered
    /// The caller hung up in the middle.
    case brokenOff = "broken_off"
    /// Nothing was said.
    case missed
    /// It was not answered: too much was talked already.
    case refused
}

/// What a call that is over left behind.
struct PastCall: Sendable {
    var slug: String
    var isSettled: Bool
    var isRefused: Bool
    var peer: String?
    var dialled: String?
    var isTexted: Bool
    var state: DialogueState
    var said: String?
    var hasMessage: Bool
    /// What it settled in the diary, in order, with the bookings.
    var tools: [String]
    var bookings: [Int64]

    var outcome: CallOutcome {
        if isRefused { return .refused }
        switch tools.last {
        case "confirm_booking"?: return .booked
        case "reschedule_booking"?: return .moved
        case "cancel_booking"?: return .cancelled
        default: break
        }
        if dialled == "completed" || dialled == "answered" { return .transferred }
        if isTexted { return .texted }
        if hasMessage { return .message }
        if said == nil { return .missed }
        return state.goal == .nothing ? .answered : .brokenOff
    }
}

/// How a call is settled.
private struct CallEnd {
    let outcome: CallOutcome
    var told: String?
    var texted: String?
    var hold: String?

    init(_ call: PastCall, _ diary: Diary) throws(DatabaseError) {
        outcome = call.outcome
        let language = Language(locale: diary.tenant.locale), words = OwnerWords(language: language)
        let number = call.peer.map(diary.tenant.shown)
        switch outcome {
        case .missed, .brokenOff, .refused:
            told = words.missed(from: number, said: call.said.map(Self.shortened), wasBooking: call.state.goal == .book)
            (texted, hold) = (told, call.state.held?.hold)
        case .booked, .moved, .cancelled:
            texted = try Self.summary(call, diary, words, number)
        case .message, .transferred, .texted, .answered: break
        }
    }

    private static let longestSaying = 120

    private static func shortened(_ said: String) -> String {
        said.count > longestSaying ? said.prefix(longestSaying - 1) + "…" : said
    }

    /// A line for each booking of the call.
    private static func summary(
        _ call: PastCall, _ diary: Diary, _ words: OwnerWords, _ number: String?
    ) throws(DatabaseError) -> String? {
        var lines: [String] = []
        for (tool, id) in zip(call.tools, call.bookings) {
            guard let booking = try DiaryError.unwrapped({ () throws(DiaryError) in try diary.appointment(id: Appointment.ID(id)) }) else {
                continue
            }
            let start = Moment(booking.start)
            let wording = Wording(business: diary.tenant, today: start.day, language: words.language)
            let what = "\(booking.service.name), \(wording.speech.moment(start)), \(booking.resource.name)"
            lines.append(words.settled(tool, what, by: booking.customer.name, number, reference: booking.reference.text))
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}

extension DiaryError {
    /// What the diary gives; nil where it refuses.
    static func unwrapped<T>(_ question: () throws(DiaryError) -> T) throws(DatabaseError) -> T? {
        do throws(DiaryError) { return try question() } catch {
            if case .database(let failure) = error { throw failure }
            return nil
        }
    }
}
