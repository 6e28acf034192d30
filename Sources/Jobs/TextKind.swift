internal import Booking
public import Messaging
internal import Outbound
internal import Receptionist
public import Sealing

/// What a job about a text names.
struct OneText: Decodable {
    var text: Int64
}

/// The job that sends a text.
public enum TextKind {
    private static let policy = RetryPolicy()

    /// - Parameter keys: what the links in texts are sealed with.
    public static func sending(_ settings: TextSettings, keys: KeyRing) -> JobKind {
        let line = OutboundLine()
        return JobKind("send_text", retry: policy) { (run: JobRun<OneText>) in
            try line.use { client in
                let sending = TextSending(settings, tenant: run.tenant, database: run.database, client: client) { due in
                    NoticeText(due, publicURL: settings.publicURL, keys: keys).words
                }
                return JobOutcome(try sending.send(run.payload.text, isLast: run.attempt >= policy.attempts))
            }
        }
    }
}

extension JobOutcome {
    fileprivate init(_ ending: TextEnding) {
        switch ending {
        case .settled: self = .done
        case .retry(let failure, let rest): self = .retry(failure, after: rest)
        case .later(let instant): self = .later(instant)
        }
    }
}

/// A notice of the outbox, put into words at the moment of sending.
private struct NoticeText {
    let language: Language
    let region: Region
    let due: DueText
    let notice: Notice?

    init(_ due: DueText, publicURL: String, keys: KeyRing) {
        self.due = due
        language = Language(locale: due.language)
        region = Region(locale: due.business.locale)
        notice = Notice(due, publicURL: publicURL, keys: keys)
    }

    var words: (text: String, language: String, variables: [String]) {
        guard let notice else { return ("", language.rawValue, []) }
        let today = due.business.today
        return (
            notice.words(in: language, region: region, today: today), language.rawValue,
            [notice.service, notice.time(in: language, region: region, today: today), notice.business, notice.link]
        )
    }
}

extension Notice {
    fileprivate init?(_ due: DueText, publicURL: String, keys: KeyRing) {
        guard let told = due.notice, let kind = Kind(rawValue: due.kind) else { return nil }
        let isOver = [.cancelled, .declined, .lapsed].contains(kind)
        let link =
            isOver
            ? "\(publicURL)/t/\(due.business.slug)/"
            : ShortLink.url(Appointment.ID(told.booking), of: due.business.slug, publicURL: publicURL, keys: keys)
        let start = ZonedTime(instant: told.start, offset: told.offset, abbreviation: told.abbreviation)
        self.init(
            kind: kind, business: due.business.name, service: told.service, start: Moment(start), address: told.address, link: link)
    }
}
