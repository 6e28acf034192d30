internal import Booking
internal import Calendars
internal import Postgres
internal import Web

extension Owner {
    private var choices: CalendarChoices { CalendarChoices(tenant: tenant.id.value, database: visit.house.database) }

    /// The accounts that are connected, which calendar serves whom, and how the business wants it.
    func calendarPage() throws -> Response {
        let last = try GoogleConsent.last(session: SignIn.digest(token), tenant: tenant.id.value, in: visit.house.database)
        let accounts = try choices.accounts(), calendars = try choices.calendars()
        let uses = try choices.uses(), settings = try choices.settings()
        var frame = layout("Calendar", current: .calendar)
        if last == .exchanging || accounts.contains(where: { $0.state == "ok" && !$0.isListed }) { frame.refresh = "2" }
        return visit.page(
            frame.page {
                h1 { "Calendar" }
                if let words = last.flatMap(CalendarWords.told) { section(.class("card notice"), .role("status")) { p { words } } }
                section(.class("card")) {
                    h2 { "Google accounts" }
                    for account in accounts { shown(account) }
                    connecting(accounts.isEmpty)
                }
                if !calendars.isEmpty {
                    section(.class("card")) {
                        h2 { "Which calendar serves whom" }
                        p {
                            "Bookings are written into one calendar. What stands in it, and in the others that you tick, is never booked over."
                        }
                        for use in uses { choosing(use, calendars) }
                    }
                }
                section(.class("card")) {
                    h2 { "How it goes" }
                    wishing(settings)
                }
            })
    }

    /// Sends the owner to Google's consent. A page does it: a form may lead nowhere but to us.
    func leave() throws -> Response {
        let fields = try sealedForm()
        guard let app = visit.house.settings.google else { throw Problem.invalid(CalendarWords.noApp) }
        let consent = GoogleConsent(app, keys: visit.house.keys, tenant: tenant.id.value, database: visit.house.database)
        let hint = try choices.accounts().first { String($0.id) == fields["account"] }?.email
        let address = try consent.address(session: SignIn.digest(token), hint: hint)
        var frame = layout("To Google", current: .calendar)
        frame.refresh = "0; url=\(address)"
        return visit.page(
            frame.page {
                section(.class("card")) {
                    h1 { "To Google" }
                    p { "Google asks you which account, and what Holdfast may do. Leave all boxes ticked." }
                    p { a(.class("button"), .href(path: address)) { "Go on to Google" } }
                }
            })
    }

    /// The owner is back from Google.
    func comeBack() throws -> Response {
        let fields = try visit.request.queryFields()
        guard let app = visit.house.settings.google, let state = fields["state"] else { throw CalendarWords.unknownState }
        let consent = GoogleConsent(app, keys: visit.house.keys, tenant: tenant.id.value, database: visit.house.database)
        let outcome = try consent.answer(
            state: state, session: SignIn.digest(token), code: fields["error"] == nil ? fields["code"] : nil, error: fields["error"])
        guard let outcome else { throw CalendarWords.unknownState }
        if outcome == .exchanging { visit.house.settings.nudge() }
        return .redirect(to: Place.admin(.calendar).path)
    }

    func chooseCalendars(for resource: Int64) throws -> Response {
        let fields = try sealedForm()
        let read = fields.pairs.filter { $0.name == "read" }.compactMap { Int64($0.value) }
        guard try choices.choose(for: resource, written: fields["written"].flatMap { Int64($0) }, read: read) else {
            throw Problem.notFound("One of these calendars isn’t there any more. Go back and reload the page.")
        }
        return .redirect(to: Place.admin(.calendar).path)
    }

    func disconnectCalendar(_ account: Int64) throws -> Response {
        _ = try sealedForm()
        guard try choices.disconnect(account) else { throw Problem.notFound("This account isn’t connected.") }
        return .redirect(to: Place.admin(.calendar).path)
    }

    func keepCalendarSettings() throws -> Response {
        let fields = try sealedForm()
        guard let outage = CalendarSettings.Outage(rawValue: fields["outage"] ?? "") else {
            throw Problem.invalid("Choose what becomes of bookings while a calendar can’t be read.")
        }
        try choices.keep(
            CalendarSettings(invites: fields["invites"] != nil, tentativeBlocks: fields["tentative"] != nil, outage: outage))
        return .redirect(to: Place.admin(.calendar).path)
    }
}

// MARK: - Showing

extension Owner {
    private func shown(_ account: ConnectedAccount) -> HTML {
        div(.class("account")) {
            p {
                strong { account.email }
                ": \(CalendarWords.state(account))"
            }
            if account.state == "partial" { ul { for permission in account.missing { li { CalendarWords.purpose(of: permission) } } } }
            if account.state != "ok" { consenting("Connect it again", account) }
            form(.method(.post), .action(Place.admin(.disconnecting(account.id)))) {
                formFields
                button(.class("quiet")) { "Disconnect" }
            }
        }
    }

    @HTMLBuilder private func connecting(_ isFirst: Bool) -> HTML {
        if visit.house.settings.google == nil {
            p { CalendarWords.noApp }
        } else {
            if isFirst { p { "None yet. Holdfast asks to see your calendars, to read when you are busy, and to write bookings." } }
            consenting(isFirst ? "Connect a Google account" : "Connect another account", nil)
        }
    }

    private func consenting(_ caption: String, _ account: ConnectedAccount?) -> HTML {
        form(.method(.post), .action(Place.admin(.leaving))) {
            formFields
            if let account { visit.hidden("account", String(account.id)) }
            button { caption }
        }
    }

    private func choosing(_ use: ServingCalendars, _ calendars: [ChoosableCalendar]) -> HTML {
        form(.method(.post), .action(Place.admin(.choosing(use.resource)))) {
            formFields
            fieldset {
                legend { use.name }
                p(.class("field")) {
                    label(.for("written-\(use.resource)")) { "Write bookings into" }
                    select(.id("written-\(use.resource)"), .name("written")) {
                        option(.value(""), .selected(use.written == nil)) { "No calendar" }
                        for calendar in calendars where calendar.canBeWritten {
                            option(.value(String(calendar.id)), .selected(calendar.id == use.written)) { CalendarWords.name(calendar) }
                        }
                    }
                }
                for calendar in calendars { ticked(calendar, use) }
                button { "Keep this" }
            }
        }
    }

    private func ticked(_ calendar: ChoosableCalendar, _ use: ServingCalendars) -> HTML {
        let id = "read-\(use.resource)-\(calendar.id)"
        return p(.class("tick")) {
            input(.type("checkbox"), .id(id), .name("read"), .value(String(calendar.id)), .checked(use.read.contains(calendar.id)))
            label(.for(id)) { "Busy by \(CalendarWords.name(calendar))" }
        }
    }

    private func wishing(_ settings: CalendarSettings) -> HTML {
        form(.method(.post), .action(Place.admin(.calendar))) {
            formFields
            Tick(name: "invites", caption: "Let Google invite customers to the event", isOn: settings.invites).html
            Tick(name: "tentative", caption: "Events that are only tentative block time too", isOn: settings.tentativeBlocks).html
            p(.class("field")) {
                label(.for("outage")) { "While a calendar can’t be read" }
                select(.id("outage"), .name("outage")) {
                    for outage in CalendarSettings.Outage.allCases {
                        option(.value(outage.rawValue), .selected(outage == settings.outage)) { CalendarWords.outage(outage) }
                    }
                }
            }
            button { "Keep this" }
        }
    }
}

/// What the owner reads of calendars.
private enum CalendarWords {
    static let noApp = "Whoever runs Holdfast hasn’t registered it at Google yet: GOOGLE_CLIENT_ID is missing."

    static var unknownState: Problem {
        Problem(
            .forbidden, code: "forbidden",
            detail: "This answer from Google belongs to no request of yours. Begin again on the page “Calendar”, in this browser.")
    }

    static func told(_ outcome: ConsentOutcome) -> String? {
        switch outcome {
        case .exchanging: "Connecting. This page goes on by itself."
        case .connected: "Connected. Choose below which calendar serves whom."
        case .partial: "Google left out a permission, so this account isn’t used yet. Connect it again and leave all boxes ticked."
        case .denied: "You said no at Google, so nothing was connected."
        case .tooLate: "That took more than an hour, so it no longer counts. Connect again."
        case .codeRefused: "Google didn’t take its own answer back: it was too old, or used before. Connect again."
        case .settings:
            "Google doesn’t know this Holdfast, or not at this address. Whoever runs it must check the client’s settings at Google."
        case .unreachable: "Google couldn’t be reached. Connect again in a while."
        case .failed: "Google’s answer was incomplete. Connect again."
        default: nil
        }
    }

    static func state(_ account: ConnectedAccount) -> String {
        switch account.state {
        case "ok": account.isListed ? "connected" : "connected, its calendars are being read"
        case "partial": "not used, since a permission is missing. Holdfast needs it"
        default: "Google no longer lets Holdfast in. Bookings aren’t written there, and what is there isn’t seen"
        }
    }

    static func purpose(of permission: GooglePermission) -> String {
        switch permission {
        case .events: "to write bookings, and to read what else is in the calendar"
        case .freeBusy: "to ask whether a time is still free before it is booked"
        case .list: "to show you which calendars there are"
        }
    }

    static func name(_ calendar: ChoosableCalendar) -> String {
        let whose = calendar.name == calendar.email ? calendar.name : "\(calendar.name) (\(calendar.email))"
        return calendar.isListed ? whose : "\(whose), which isn’t there any more"
    }

    static func outage(_ outage: CalendarSettings.Outage) -> String {
        switch outage {
        case .pending: "take bookings as requests, until it can be read"
        case .accept: "take bookings as ever"
        case .refuse: "take no bookings"
        case .callback: "take no bookings, and have visitors leave a number to be called back"
        }
    }
}
