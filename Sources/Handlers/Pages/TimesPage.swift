internal import Booking
internal import Web

/// Days with free times, and the times of one day as buttons of a form.
struct TimesPage {
    let choice: TimeChoice
    let times: FreeTimes
    let resources: [Resource]
    let speech: Speech
    let tenant: Tenant
    /// Where the links of this page lead back to, and where its form goes.
    let here: Place
    let holds: Place
    /// The next free day beyond those shown, where they have none.
    let next: Days?

    func content(hidden: HTML) -> HTML {
        .fragment([
            options,
            section(.class("card")) {
                h2 { "Choose a day" }
                days
                paging
            },
            chosen(hidden: hidden),
        ])
    }

    /// With whom and for how long, where there is a choice.
    @HTMLBuilder private var options: HTML {
        if resources.count > 1 || choice.service.durations.count > 1 {
            form(.class("card options"), .method(.get), .action(here)) {
                input(.type("hidden"), .name("service"), .value(choice.service.id.description))
                input(.type("hidden"), .name("from"), .value(choice.from.text))
                if choice.service.durations.count > 1 { durations }
                if resources.count > 1 { people }
                button(.class("quiet")) { "Show times" }
            }
        }
    }

    private var durations: HTML {
        p {
            label(.for("duration")) { "How long" }
            select(.id("duration"), .name("duration")) {
                for minutes in choice.service.durations {
                    option(.value(String(minutes)), .selected(minutes == choice.duration)) { Service.length(minutes) }
                }
            }
        }
    }

    private var people: HTML {
        p {
            label(.for("resource")) { "With" }
            select(.id("resource"), .name("resource")) {
                option(.value("")) { "Anyone" }
                for resource in resources {
                    option(.value(resource.id.description), .selected(resource.id == choice.resource)) { resource.name }
                }
            }
        }
    }

    @HTMLBuilder private var days: HTML {
        if times.days.isEmpty {
            p { "Nothing is free from \(speech.day(choice.from)) to \(speech.day(choice.last))." }
            if let next { p { a(.class("button"), link(from: next, day: next)) { "Next free day: \(speech.day(next))" } } }
        } else {
            ul(.class("days")) {
                for (day, slots) in times.days {
                    li { dayLink(day, count: slots.count) }
                }
            }
        }
    }

    private func dayLink(_ day: Days, count: Int) -> HTML {
        a(link(from: choice.from, day: day), .currentDate(day == times.shown(choice.day)?.day)) {
            span { speech.shortDay(day) }
            small { count == 1 ? "1 time" : "\(count) times" }
        }
    }

    private var paging: HTML {
        nav(.class("paging"), .ariaLabel("Other days")) {
            if let earlier = choice.earlier { a(link(from: earlier)) { "Earlier" } }
            a(link(from: choice.later)) { "Later" }
        }
    }

    @HTMLBuilder private func chosen(hidden: HTML) -> HTML {
        if let (day, slots) = times.shown(choice.day) {
            section(.class("card"), .id("times")) {
                h2 { speech.day(day) }
                p(.class("zone")) { "Times are in \(tenant.zoneName)." }
                if slots.isEmpty {
                    p { "Nothing is free on this day any more. Choose another." }
                } else {
                    buttons(for: slots, hidden: hidden)
                }
            }
        }
    }

    private func buttons(for slots: [Slot], hidden: HTML) -> HTML {
        form(.class("times"), .method(.post), .action(holds)) {
            hidden
            input(.type("hidden"), .name("service"), .value(choice.service.id.description))
            input(.type("hidden"), .name("duration"), .value(choice.duration.map { String($0) } ?? ""))
            input(.type("hidden"), .name("resource"), .value(choice.resource?.description ?? ""))
            for slot in slots { choiceButton(slot, among: slots.map(\.start)) }
        }
    }

    private func choiceButton(_ slot: Slot, among all: [ZonedTime]) -> HTML {
        button(.name("start"), .value(slot.start.timestamp.text)) {
            span { speech.clock(slot.start, among: all) }
            if choice.service.capacity > 1 { small { slot.seatsLeft == 1 ? "1 seat left" : "\(slot.seatsLeft) seats left" } }
        }
    }

    private func link(from: Days, day: Days? = nil) -> Attribute {
        .href(path: here.path(query: choice.query(from: from, day: day)) + (day == nil ? "" : "#times"))
    }
}

extension Attribute {
    static func currentDate(_ isCurrent: Bool) -> Attribute {
        isCurrent ? Attribute("aria-current", "date") : Attribute("aria-current", false)
    }
}
