internal import Booking
internal import Postgres
internal import Receptionist
internal import Web

/// A text as the owner's list shows it.
struct ListedText: Sendable {
    let kind: String
    let channel: String
    let recipient: String
    let body: String
    let status: String
    let reason: String?
    let code: Int?
    let isRepeated: Bool
    let at: ZonedTime
}

/// A WhatsApp template as it is kept.
struct ListedTemplate: Sendable {
    let kind: String
    let language: String
    let sid: String
}

extension AdminStatements {
    static let texts = Statement<ListedText>(SQL.texts) { row throws(DatabaseError) in
        ListedText(
            kind: try row.read("kind"), channel: try row.read("channel"), recipient: try row.read("recipient"), body: try row.read("body"),
            status: try row.read("status"), reason: try row.read("reason"), code: try row.read("error_code"),
            isRepeated: try row.read("repeated"),
            at: ZonedTime(instant: try row.read("created_at"), offset: try row.read("zone_offset"), abbreviation: ""))
    }

    static let templates = Statement<ListedTemplate>(SQL.templates) { row throws(DatabaseError) in
        ListedTemplate(kind: try row.read("kind"), language: try row.read("language"), sid: try row.read("content_sid"))
    }

    static let keepTemplate = Statement<Bool, Int64, String, String, String?>(SQL.keepTemplate) { row throws(DatabaseError) in
        try row.read("kept")
    }
}

extension Owner {
    /// What was texted and what became of it, and what may be sent by WhatsApp at any time.
    func texts() throws -> Response {
        let texts = try visit.house.database.call(AdminStatements.texts, tenant: tenant.id.value)
        let templates = try visit.house.database.call(AdminStatements.templates, tenant: tenant.id.value)
        return visit.page(
            layout("Texts", current: .texts).page {
                h1 { "Texts" }
                section(.class("card")) {
                    h2 { "The last ones" }
                    if texts.isEmpty { p { "Nothing has been texted." } } else { list(texts) }
                }
                section(.class("card")) {
                    h2 { "WhatsApp templates" }
                    p {
                        "Who has not written for a day takes approved templates only. Without one, a notice goes as an SMS. "
                            + "Variables: 1 the service, 2 the day and time, 3 the business, 4 the link."
                    }
                    if !templates.isEmpty { list(templates) }
                    keeping
                }
            })
    }

    /// Keeps a template, or takes it away where its name is left empty.
    func keepTemplate() throws -> Response {
        let fields = try sealedForm()
        let sid = try fields.words("sid", "Content SID", atMost: 34)
        guard let kind = Notice.Kind(rawValue: fields["kind"] ?? ""), let language = Language(rawValue: fields["language"] ?? "") else {
            throw Problem.invalid("Choose what the template tells, and its language.")
        }
        guard sid.isEmpty || Self.isContentSID(sid) else { throw Problem.invalid("A Content SID is HX and 32 digits from 0 to f.") }
        _ = try visit.house.database.call(
            AdminStatements.keepTemplate, tenant: tenant.id.value, tenant.id.value, kind.rawValue, language.rawValue,
            sid.isEmpty ? nil : sid)
        return .redirect(to: Place.admin(.texts).path)
    }

    private static func isContentSID(_ text: String) -> Bool {
        text.hasPrefix("HX") && text.utf8.count == 34
            && text.utf8.dropFirst(2).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private func list(_ texts: [ListedText]) -> HTML {
        table(.class("rows"), .role("table")) {
            headings(["When", "To", "Text", "Status"])
            tbody(.role("rowgroup")) { for text in texts { row(text) } }
        }
    }

    private func row(_ text: ListedText) -> HTML {
        tr(.role("row")) {
            cell("When") { moment(text.at) }
            cell("To") { text.channel == "whatsapp" ? "\(text.recipient) (WhatsApp)" : text.recipient }
            cell("Text") { text.body.isEmpty ? (TextWords.kinds[text.kind] ?? text.kind) : text.body }
            cell("Status") { TextWords(text).status }
        }
    }

    private func list(_ templates: [ListedTemplate]) -> HTML {
        table(.class("rows"), .role("table")) {
            headings(["Tells", "Language", "Content SID"])
            tbody(.role("rowgroup")) {
                for template in templates {
                    tr(.role("row")) {
                        cell("Tells") { TextWords.kinds[template.kind] ?? template.kind }
                        cell("Language") { Language(locale: template.language).name }
                        cell("Content SID") { template.sid }
                    }
                }
            }
        }
    }

    private var keeping: HTML {
        form(.method(.post), .action(Place.admin(.texts))) {
            formFields
            p(.class("field")) {
                label(.for("kind")) { "What it tells" }
                select(.id("kind"), .name("kind")) {
                    for kind in Notice.Kind.allCases { option(.value(kind.rawValue)) { TextWords.kinds[kind.rawValue] ?? kind.rawValue } }
                }
            }
            p(.class("field")) {
                label(.for("language")) { "Language" }
                select(.id("language"), .name("language")) {
                    for language in Language.allCases { option(.value(language.rawValue)) { language.name } }
                }
            }
            Field("sid", "Content SID").with(autocomplete: "off", hint: "Left empty, the template is taken away.", required: false).html
            button { "Keep this template" }
        }
    }
}

/// What a text is and what became of it, as the owner reads it.
private struct TextWords {
    private let text: ListedText

    init(_ text: ListedText) { self.text = text }

    static let kinds = [
        "reply": "Answer", "handover": "Offer to go on by text", "keyword": "Answer to a keyword", "owner_summary": "Summary for you",
        "requested": "Request received", "booked": "Booked", "approved": "Confirmed", "moved": "Moved", "cancelled": "Cancelled",
        "declined": "Declined", "lapsed": "Not answered in time", "reminder": "Reminder",
    ]

    var status: String {
        let told = [Self.statuses[text.status] ?? text.status] + [why].compactMap(\.self)
        return told.joined(separator: ": ") + (text.isRepeated ? ". It may have arrived twice." : "")
    }

    /// Why it wasn't sent or didn't arrive; what was sent needs no reason.
    private var why: String? {
        guard ["queued", "suppressed", "failed", "undelivered"].contains(text.status), let reason = text.reason else { return nil }
        let told = Self.reasons[reason] ?? (text.status == "queued" ? "it is tried again" : "it failed")
        return told + (text.code.map { " (\($0))" } ?? "")
    }

    private static let statuses = [
        "queued": "Waiting", "sending": "On its way", "sent": "Sent", "delivered": "Delivered", "undelivered": "Not delivered",
        "failed": "Failed", "suppressed": "Not sent",
    ]

    private static let reasons = [
        "quiet_hours": "until the quiet hours end", "opted_out": "this number doesn’t want texts",
        "window_closed": "WhatsApp takes templates only", "no_account": "there is no account to send by",
        "no_number": "the business has no number", "texts_off": "texts are turned off", "superseded": "the booking has changed since",
        "too_late": "it would have come too late", "no_consent": "this number hasn’t asked for it",
        "bad_number": "the number can’t be texted",
        "landline": "the number is a landline", "queue_full": "too much waits to be sent", "suspended": "the account is suspended",
        "unreachable": "the phone could not be reached", "blocked": "the phone’s network refused it", "filtered": "a network filtered it",
        "settings": "the account’s settings don’t allow it", "gave_up": "it could not be sent for hours",
    ]
}
