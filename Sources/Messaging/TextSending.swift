internal import Booking
public import Outbound
internal import PhoneNumbers
public import Postgres

/// What sending needs to know of the world.
public struct TextSettings: Sendable {
    /// The account at Twilio; without one nothing is sent.
    public var account: TwilioAccount?
    /// Where the site stands, without a closing slash.
    public var publicURL: String
    /// How long a message that was handed over without an answer may be on its way before it counts as not taken, if Twilio doesn't
    /// know it. Longer than a request takes to arrive after its sender died.
    public var settling: Duration

    public init(account: TwilioAccount?, publicURL: String, settling: Duration = .seconds(3)) {
        self.account = account
        self.publicURL = publicURL
        self.settling = settling
    }
}

/// How a text's job ended for now.
public enum TextEnding: Sendable, Equatable {
    case settled
    case retry(String, after: Duration?)
    case later(Instant)
}

/// Sends what the outbox holds. A message is in doubt from before it is handed over until its end is written down: whoever comes after
/// one that died in between looks it up at Twilio before it sends again.
public struct TextSending {
    /// A notice in words.
    public typealias Words = (DueText) -> (text: String, language: String, variables: [String])

    private let settings: TextSettings
    private let outbox: Outbox
    private let client: HTTPClient
    private let words: Words

    public init(_ settings: TextSettings, tenant: Int64, database: Database, client: HTTPClient, words: @escaping Words) {
        self.settings = settings
        self.client = client
        self.words = words
        outbox = Outbox(database: database, tenant: tenant)
    }

    /// Sends a text, all of its messages in their order.
    ///
    /// - Parameter isLast: whether it isn't tried again, so that what doesn't go now has failed.
    public func send(_ text: Int64, isLast: Bool) throws -> TextEnding {
        while let due = try outbox.due(text) {
            let ending = try step(due)
            if isLast, case .retry(let failure, _) = ending {
                try outbox.noteRefused(due, end: "failed", reason: "gave_up")
                return .retry(failure, after: nil)
            }
            if let ending { return ending }
        }
        return .settled
    }

    /// nil where the outbox is to be asked what is next.
    private func step(_ due: DueText) throws -> TextEnding? {
        if let doubt = due.doubt {
            switch try clear(doubt, of: due) {
            case .taken: return nil
            case .open(let ending): return ending
            case .notTaken: break
            }
        }
        let said = due.notice == nil ? nil : words(due)
        let bodies = Segments.messages(of: due.body ?? Segments.plain(said?.text ?? ""))
        let step = try outbox.begin(
            due, to: recipient(due), bodies, language: said?.language ?? due.language, hasAccount: settings.account != nil)
        switch step {
        case .lookAgain: return nil
        case .wait(let instant): return .later(instant)
        case .send(let channel, let sender, let template):
            let content = template.map { OutgoingMessage.Content.template($0, said?.variables ?? []) } ?? .words(bodies[0])
            return try hand(over: due, to: recipient(due) ?? due.recipient, from: sender, on: channel, content)
        }
    }

    /// As E.164, however it was written; nil where it can't be.
    private func recipient(_ due: DueText) -> String? {
        PhoneNumber(due.recipient, region: PhoneNumber.region(locale: due.business.locale))?.e164
    }
}

// MARK: - Handing over

extension TextSending {
    private func hand(
        over due: DueText, to recipient: String, from sender: String, on channel: String, _ content: OutgoingMessage.Content
    ) throws -> TextEnding? {
        guard let account = settings.account else { return nil }
        let callback = "\(settings.publicURL)/webhooks/twilio/status?text=\(TextReport.name(due.id, of: outbox.tenant))"
        let message = OutgoingMessage(channel: channel, to: recipient, from: sender, content: content, statusCallback: callback)
        switch TwilioMessages(account, client).send(message) {
        case .taken(let sid, let segments):
            try outbox.noteTaken(due, sid: sid, segments: segments)
            return nil
        case .refused(let status, let code, let rest):
            return try take(Refusal(status: status, code: code), of: due, failure: "twilio_\(code ?? status)", code: code, rest)
        case .unreachable:
            try outbox.noteRefused(due, reason: nil)
            return .retry("unreachable", after: nil)
        case .unknown:
            return .retry("no_answer", after: settings.settling)
        }
    }

    private func take(_ refusal: Refusal, of due: DueText, failure: String, code: Int?, _ rest: Duration?) throws -> TextEnding? {
        switch refusal {
        case .later(let reason):
            try outbox.noteRefused(due, reason: reason, code: code)
            return .retry(failure, after: rest)
        case .broken:
            try outbox.noteRefused(due, doubt: "error", reason: nil, code: code)
            return .retry(failure, after: rest)
        case .optedOut: try outbox.noteRefused(due, end: "suppressed", reason: "opted_out", code: code)
        case .windowClosed: try outbox.noteRefused(due, end: "suppressed", reason: "window_closed", code: code)
        case .never(let reason): try outbox.noteRefused(due, end: "failed", reason: reason, code: code)
        }
        return nil
    }
}

// MARK: - Looking up

extension TextSending {
    private enum Clearance {
        case taken, notTaken
        case open(TextEnding)
    }

    /// Clears a doubt: Twilio has the message, or doesn't, and no request can be on its way any more.
    private func clear(_ doubt: DueText.Doubt, of due: DueText) throws -> Clearance {
        guard let account = settings.account else { return .notTaken }
        let listed = TwilioMessages(account, client).latest(from: doubt.sender, to: due.recipient, on: due.channel)
        guard let listed else { return .open(.retry("no_list", after: nil)) }
        if let found = try first(of: listed, like: due, doubt) {
            try outbox.noteTaken(due, sid: found.sid, segments: nil)
            return .taken
        }
        let rest = settings.settling - doubt.since
        return rest > .zero ? .open(.retry("in_doubt", after: rest)) : .notTaken
    }

    /// The message that this may have become: of the same words, taken since it was handed over, and nobody else's. Twilio shows a template
    /// in its own words.
    private func first(of listed: [SentMessage], like due: DueText, _ doubt: DueText.Doubt) throws -> SentMessage? {
        // The clocks of two machines differ a little, and Twilio's has no fractions.
        let since = doubt.posted.microseconds / 1_000_000 - 60
        let alike = listed.filter { message in
            (message.created ?? since) >= since && (doubt.isTemplate || message.body.isSame(as: due.body ?? ""))
        }
        let known = try outbox.known(alike.map(\.sid))
        return alike.last { !known.contains($0.sid) }
    }
}

extension String {
    /// Whether two texts are the same but for blanks around them.
    fileprivate func isSame(as other: String) -> Bool {
        let words = { (text: String) in text.split(whereSeparator: \.isWhitespace) }
        return words(self) == words(other)
    }
}
