internal import Booking
internal import Postgres
internal import Web

extension Owner {
    /// Days ahead that the agenda shows.
    private static let days = 30

    /// Requests that wait for an answer, today, and the days after it.
    func agenda() throws -> Response {
        let now = try diary.now(), today = Days(now.timestamp.dateText) ?? Days(number: 0)
        let coming = try diary.agenda(from: bound(today), to: bound(Days(number: today.number + Self.days)))
        let pending = coming.filter { $0.status == .pending }
        let groups = byDay(coming)
        return visit.page(
            layout("Agenda", current: .agenda).page {
                h1 { "Agenda" }
                if !pending.isEmpty { list("Waiting for your answer", pending, isWaiting: true) }
                list("Today, \(speech.day(today))", groups.first { $0.day == today }?.bookings ?? [])
                for group in groups where group.day != today { list(speech.day(group.day), group.bookings) }
                if coming.isEmpty { p { "Nothing is booked for the coming \(Self.days) days." } }
            })
    }

    private func list(_ heading: String, _ bookings: [Appointment], isWaiting: Bool = false) -> HTML {
        section(.class("card")) {
            h2 { heading }
            if bookings.isEmpty { p { "Nothing booked." } } else { rows(bookings, isWaiting: isWaiting) }
        }
    }

    /// A table that a phone shows as a list: each cell carries its heading.
    private func rows(_ bookings: [Appointment], isWaiting: Bool) -> HTML {
        table(.class("rows"), .role("table")) {
            headings(["Time", "What", "With", "For", "Status", "Details"])
            tbody(.role("rowgroup")) { for booking in bookings { row(booking, isWaiting: isWaiting) } }
        }
    }

    /// The roles are said, because a phone's styles take a table's own away.
    func headings(_ names: [String]) -> HTML {
        thead(.role("rowgroup")) {
            tr(.role("row")) { for name in names { th(Attribute("scope", "col"), .role("columnheader")) { name } } }
        }
    }

    private func row(_ booking: Appointment, isWaiting: Bool) -> HTML {
        let when = isWaiting ? speech.span(booking.start, booking.end) : "\(speech.clock(booking.start)) – \(speech.clock(booking.end))"
        return tr(.role("row")) {
            cell("Time") { time(.datetime(booking.start.timestamp.text)) { when } }
            cell("What") { booking.service.name }
            cell("With") { booking.resource.name }
            cell("For") { booking.customer.name }
            cell("Status") { badge(booking.status) }
            td(.role("cell")) {
                a(.href(Place.admin(.booking(booking.id.value))), .ariaLabel("Open \(booking.customer.name), \(when)")) { "Open" }
            }
        }
    }

    func cell(_ heading: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
        td(.role("cell"), Attribute("data-heading", heading)) { content() }
    }

    func badge(_ status: BookingStatus) -> HTML { span(.class("badge \(status.rawValue)")) { status.rawValue } }

    private func byDay(_ bookings: [Appointment]) -> [(day: Days, bookings: [Appointment])] {
        var groups: [(day: Days, bookings: [Appointment])] = []
        for booking in bookings.sorted(by: { $0.start < $1.start }) {
            guard let day = Days(booking.start.timestamp.dateText) else { continue }
            if groups.last?.day == day { groups[groups.count - 1].bookings.append(booking) } else { groups.append((day, [booking])) }
        }
        return groups
    }

    /// A day as the diary takes it.
    func bound(_ day: Days) -> Bound {
        CivilDate(day).map(Bound.day) ?? .instant(Instant(microseconds: Int64(day.number) * 86_400_000_000))
    }
}
