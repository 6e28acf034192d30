internal import Postgres
internal import Web

extension Switchboard {
    /// A week of one calendar, as its owner sees it.
    func week(_ request: Request) throws -> Response {
        let query = try request.queryFields()
        let calendars = try database.rows(GoogleStatements.calendars)
        guard let calendar = calendars.first(where: { $0.id == query["calendar"] }) ?? calendars.first else {
            throw Problem.notFound("There is no calendar yet.")
        }
        let today = try database.rows(GoogleStatements.today, calendar.zone).only()
        guard let asked = Days(query["week"] ?? today) ?? Days(today) else {
            throw Problem.malformed("“week” is a day such as 2026-11-23.")
        }
        let monday = Days(number: asked.number - asked.weekday + 1)
        let events = try events(of: calendar.id, from: monday)
        let choices = calendars.map {
            GoogleWeekPage.Calendar(id: $0.id, name: $0.id == $0.owner ? $0.owner : "\($0.owner) · \($0.summary)")
        }
        return .page(
            GoogleWeekPage(calendars: choices, chosen: calendar.id, zone: calendar.zone, monday: monday, today: today, events: events).html)
    }

    /// A day more at both ends: where a week begins is the zone's affair, and the page shows what falls on its days.
    private func events(of calendar: String, from monday: Days) throws -> [GoogleWeekPage.Event] {
        let bound = { (day: Int) -> JSON in .array([.string(Days(number: day).text + "T00:00:00Z")]) }
        let query: JSON = [
            "singleEvents": ["true"], "orderBy": ["startTime"], "maxResults": ["2500"], "timeMin": bound(monday.number - 1),
            "timeMax": bound(monday.number + 8),
        ]
        let answer = try database.rows(GoogleStatements.byHand, "events.list", calendar, nil, query.text, nil).only()
        let items = try JSON(reading: Array((answer.body ?? "{}").utf8))["items"]
        guard case .array(let all) = items else { return [] }
        return all.compactMap(GoogleWeekPage.Event.init)
    }
}

/// The page on which a person keeps a calendar. Without its script it is a list of days; `web/sandbox-week.js` lays it out as a week and
/// lets events be added, dragged and deleted.
struct GoogleWeekPage {
    struct Calendar {
        var id: String
        var name: String
    }

    /// An event as it falls on the calendar's own days.
    struct Event {
        var id: String
        var title: String
        var isAllDay: Bool
        /// Local: `2026-11-24T10:00:00-05:00`, or a day.
        var start: String
        var end: String
        var note: String

        init?(_ json: JSON) {
            guard let id = json.string("id"), let start = json["start"], let end = json["end"] else { return nil }
            isAllDay = start["date"] != nil
            guard let from = start.string(isAllDay ? "date" : "dateTime"), let to = end.string(isAllDay ? "date" : "dateTime") else {
                return nil
            }
            (self.id, self.start, self.end) = (id, from, to)
            title = json.string("summary") ?? "(No title)"
            let marks = [
                json.string("transparency") == "transparent" ? "free" : "", json.string("status") == "tentative" ? "tentative" : "",
                json["recurringEventId"] == nil ? "" : "repeats", json["extendedProperties"]?["private"] == nil ? "" : "by a program",
                json["hangoutLink"] == nil ? "" : "Meet",
            ]
            note = marks.filter { !$0.isEmpty }.joined(separator: ", ")
        }

        var day: String { String(start.prefix(10)) }

        /// Whether an event without hours covers a day; its end is the day after.
        func covers(_ day: String) -> Bool { isAllDay ? start <= day && day < end : self.day == day }

        var hours: String { isAllDay ? "All day" : "\(start.dropFirst(11).prefix(5))–\(end.dropFirst(11).prefix(5))" }
    }

    let calendars: [Calendar]
    let chosen: String
    let zone: String
    let monday: Days
    let today: String
    let events: [Event]

    private static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private var isNow: Bool { (monday.number..<monday.number + 7).contains { Days(number: $0).text == today } }

    private func address(_ week: Int) -> String {
        SandboxPlace.week.path(query: ["calendar": chosen, "week": Days(number: week).text])
    }

    var html: HTML {
        SandboxFrame.page(title: "Calendar", script: "/assets/sandbox-week.js") {
            a(.class("skip"), .href(path: "#week")) { "Skip to the week" }
            header(.class("masthead")) {
                p(.class("business")) { "Sandbox" }
                p(.class("zone")) {
                    span { "Stands in for Google Calendar. " }
                    a(.href(SandboxPlace.page)) { "The telephone network" }
                }
            }
            main(.id("content"), .class("calendar")) {
                section(.class("card"), .ariaLabel("Calendar")) {
                    choices
                    week
                    p(.class("fault"), .id("trouble"), .role("alert"), Attribute("hidden", true))
                }
                section(.class("card"), .ariaLabel("Event")) { writing }
            }
        }
    }

    private var choices: HTML {
        .fragment([
            h1 { "A calendar" },
            form(.method(.get), .action(SandboxPlace.week), .class("options")) {
                input(.type("hidden"), .name("week"), .value(monday.text))
                p(.class("field")) {
                    label(.for("calendar")) { "Whose" }
                    select(.id("calendar"), .name("calendar")) {
                        for calendar in calendars { option(.value(calendar.id), .selected(calendar.id == chosen)) { calendar.name } }
                    }
                }
                div(.class("actions")) { button(.class("quiet")) { "Show" } }
            },
            p(.class("weeks")) {
                a(.href(path: address(monday.number - 7)), .rel("prev")) { "The week before" }
                strong { " \(monday.text) to \(Days(number: monday.number + 6).text) · \(zone) " }
                a(.href(path: address(monday.number + 7)), .rel("next")) { "The week after" }
            },
        ])
    }

    private var week: HTML {
        ol(.id("week"), .class("week"), Attribute("data-calendar", chosen), Attribute("data-zone", zone)) {
            for number in monday.number..<monday.number + 7 { day(Days(number: number).text, Self.names[number - monday.number]) }
        }
    }

    private func day(_ day: String, _ name: String) -> HTML {
        li(.class(day == today ? "day today" : "day"), Attribute("data-day", day)) {
            h2 { "\(name) \(day.dropFirst(8))" }
            ol(.class("events")) { for event in events where event.covers(day) { row(event) } }
        }
    }

    private func row(_ event: Event) -> HTML {
        li(
            .class(event.isAllDay ? "event all-day" : "event"), Attribute("data-id", event.id), Attribute("data-start", event.start),
            Attribute("data-end", event.end), Attribute("tabindex", "0")
        ) {
            strong { event.title }
            span { " \(event.hours) " }
            if !event.note.isEmpty { small { event.note } }
            button(.type("button"), .class("quiet remove"), .ariaLabel("Delete \(event.title)")) { "×" }
        }
    }

    private var writing: HTML {
        .fragment([
            h2 { "A new event" },
            form(.id("add"), .class("options")) {
                field("title", "What", "text", "")
                field("on", "Day", "date", isNow ? today : monday.text)
                field("from", "From", "time", "12:00")
                field("to", "To", "time", "13:00")
                tick("all-day", "All day")
                tick("free", "I’m free meanwhile")
                p(.class("field")) {
                    label(.for("repeats")) { "Repeats" }
                    select(.id("repeats")) {
                        for (rule, name) in [("", "never"), ("RRULE:FREQ=DAILY", "daily"), ("RRULE:FREQ=WEEKLY", "weekly")] {
                            option(.value(rule)) { name }
                        }
                    }
                }
                div(.class("actions")) { button { "Add" } }
            },
            p(.class("zone")) { "In the week: press in a day to begin an event there, drag one to move it, press Delete to delete it." },
        ])
    }

    private func field(_ id: String, _ name: String, _ type: String, _ value: String) -> HTML {
        p(.class("field")) {
            label(.for(id)) { name }
            input(.id(id), .type(type), .value(value), .autocomplete("off"))
        }
    }

    private func tick(_ id: String, _ name: String) -> HTML {
        p(.class("tick")) {
            input(.id(id), .type("checkbox"))
            label(.for(id)) { name }
        }
    }
}
