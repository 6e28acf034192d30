internal import Booking
public import Postgres

/// A message that isn't settled yet, as the outbox has it.
public struct DueText: Sendable {
    public let id: Int64
    public let kind: String
    public let recipient: String
    /// nil for a notice that isn't put into words yet.
    public let body: String?
    /// The conversation's language, else the business's first, as a code or a locale.
    public let language: String
    public let business: Business
    /// What a notice tells of.
    public let notice: Notice?
    let channel: String
    let doubt: Doubt?

    /// The business that it is from.
    public struct Business: Sendable {
        public let slug: String
        public let name: String
        public let locale: String
        /// Its own calendar's day.
        public let today: CivilDate
    }

    /// A booking as it stood when the notice was written.
    public struct Notice: Sendable {
        public let booking: Int64
        public let service: String
        public let start: Instant
        /// Seconds east of UTC that the business's zone has then, and the zone's name for that.
        public let offset: Int
        public let abbreviation: String
        /// Where to come; nil where the business comes to the customer.
        public let address: String?
    }

    /// It was handed over and no answer says what became of it.
    struct Doubt: Sendable {
        let sender: String
        let isTemplate: Bool
        let posted: Instant
        /// How long ago, by the machine's clock.
        let since: Duration
    }
}

/// What is to be done with a message now.
enum Step: Sendable {
    case send(channel: String, from: String, template: String?)
    case wait(until: Instant)
    /// Something else is to be done first, or nothing any more: the outbox says what.
    case lookAgain
}

/// The outbox of texts.
struct Outbox {
    let database: Database
    let tenant: Int64

    func due(_ text: Int64) throws(DatabaseError) -> DueText? {
        try database.call(Statements.due, tenant: tenant, tenant, text).first
    }

    /// Decides upon a message and keeps the decision. Without a recipient it has none that could be texted.
    func begin(_ text: DueText, to recipient: String?, _ bodies: [String], language: String, hasAccount: Bool) throws(DatabaseError) -> Step
    {
        try database.call(Statements.begin, tenant: tenant, tenant, text.id, recipient, bodies, language, hasAccount).first ?? .lookAgain
    }

    func noteTaken(_ text: DueText, sid: String, segments: Int?) throws(DatabaseError) {
        _ = try database.call(Statements.taken, tenant: tenant, tenant, text.id, sid, segments)
    }

    /// - Parameters:
    ///   - end: how it ended; nil where it is to be tried again.
    ///   - doubt: whether it may have been taken all the same.
    func noteRefused(_ text: DueText, end: String? = nil, doubt: String? = nil, reason: String?, code: Int? = nil) throws(DatabaseError) {
        _ = try database.call(Statements.refused, tenant: tenant, tenant, text.id, end, doubt, reason, code)
    }

    /// Which of these names at Twilio are those of messages that are known.
    func known(_ sids: [String]) throws(DatabaseError) -> Set<String> {
        Set(try database.call(Statements.known, tenant: tenant, tenant, sids).first ?? [])
    }
}

/// What Twilio reports of a message that was sent.
public struct TextReport: Sendable {
    public let tenant: Int64
    let text: Int64
    let sid: String
    let status: String
    let code: Int?

    /// - Parameter name: the message as `TextSending` names it to Twilio. nil where any of this is nothing of ours.
    public init?(_ name: String, sid: String, status: String, code: Int?) {
        let parts = name.split(separator: "-").map { Int64($0) }
        guard parts.count == 2, let tenant = parts[0], let text = parts[1], Self.isCode(sid), Self.isCode(status) else { return nil }
        (self.tenant, self.text, self.sid, self.status, self.code) = (tenant, text, sid, status, code)
    }

    static func name(_ text: Int64, of tenant: Int64) -> String { "\(tenant)-\(text)" }

    /// Takes it; false where it was known, or there is no such message.
    public func note(in database: Database) throws(DatabaseError) -> Bool {
        try database.call(Statements.report, tenant: tenant, tenant, text, sid, status, code).first ?? false
    }

    private static func isCode(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte == 45
            }
    }
}

private enum Statements {
    static let due = Statement<DueText, Int64, Int64>(SQL.textDue) { row throws(DatabaseError) in try DueText(row) }
    static let begin = Statement<Step, Int64, Int64, String?, [String], String, Bool>(SQL.beginText) { row throws(DatabaseError) in
        try Step(row)
    }
    static let taken = Statement<Bool, Int64, Int64, String, Int?>(SQL.noteTextTaken) { row throws(DatabaseError) in try row.read("noted") }
    static let refused = Statement<Bool, Int64, Int64, String?, String?, String?, Int?>(SQL.noteTextRefused) { row throws(DatabaseError) in
        try row.read("noted")
    }
    static let report = Statement<Bool, Int64, Int64, String, String, Int?>(SQL.noteTextReport) { row throws(DatabaseError) in
        try row.read("noted")
    }
    static let known = Statement<[String], Int64, [String]>(SQL.knownSids) { row throws(DatabaseError) in try row.read("known") }
}

extension DueText {
    fileprivate init(_ row: borrowing RowView) throws(DatabaseError) {
        id = try row.read("id")
        kind = try row.read("kind")
        channel = try row.read("channel")
        recipient = try row.read("recipient")
        body = try row.read("body")
        language = try row.read("language")
        business = Business(
            slug: try row.read("slug"), name: try row.read("business"), locale: try row.read("locale"), today: try row.read("today"))
        notice = try row.read("booking", as: Int64?.self) == nil ? nil : try Notice(row)
        doubt = try row.read("is_in_doubt") ? try Doubt(row) : nil
    }
}

extension DueText.Notice {
    fileprivate init(_ row: borrowing RowView) throws(DatabaseError) {
        booking = try row.read("booking")
        service = try row.read("service_name")
        start = try row.read("start_at")
        offset = try row.read("start_offset")
        abbreviation = try row.read("start_abbreviation")
        let place: String = try row.read("address")
        address = try row.read("at_customer") || place.isEmpty ? nil : place
    }
}

extension DueText.Doubt {
    fileprivate init(_ row: borrowing RowView) throws(DatabaseError) {
        sender = try row.read("sender")
        isTemplate = try row.read("content_sid", as: String?.self) != nil
        posted = try row.read("posted_at")
        since = .seconds(try row.read("posted_seconds", as: Double.self))
    }
}

extension Step {
    fileprivate init(_ row: borrowing RowView) throws(DatabaseError) {
        switch try row.read("step", as: String.self) {
        case "send": self = .send(channel: try row.read("channel"), from: try row.read("sender"), template: try row.read("content_sid"))
        case "wait": self = .wait(until: try row.read("later"))
        default: self = .lookAgain
        }
    }
}
