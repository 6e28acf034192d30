internal import Booking
internal import Web

/// A booking as its row stands, and what can be done with it.
struct BookingPage {
    let opened: OpenedBooking
    let now: ZonedTime
    /// What has just happened, if the visitor comes from a form.
    let news: String?
    let formFields: HTML

    private var booking: Appointment { opened.booking }
    private var tenant: Tenant { opened.diary.tenant }
    private var stands: Bool { [.confirmed, .pending].contains(booking.status) && now < booking.start }

    var html: HTML {
        Layout(heading: heading, tenant: tenant).page {
            h1 { heading }
            if booking.status == .pending {
                p(.class("lead")) { "\(tenant.name) answers this request by hand. Your time is kept until then." }
            }
            section(.class("card")) { facts }
            if stands { actions } else { again }
        }
    }

    /// The words follow the row: news of a booking only greets one that still stands as told.
    private var heading: String {
        switch booking.status {
        case .confirmed: news == "booked" ? "You’re booked" : news == "moved" ? "Your booking is moved" : "Your booking"
        case .pending: news == "booked" ? "Your request is in" : "Your request"
        case .cancelled: "Your booking is cancelled"
        case .declined: "Your request was declined"
        case .lapsed: "Your request ran out unanswered"
        default: "Your booking"
        }
    }

    private var facts: HTML {
        dl(.class("facts")) {
            fact("Reference") { strong(.class("reference")) { booking.reference.text } }
            fact("When") { time(.datetime(booking.start.timestamp.text)) { Speech(tenant).span(booking.start, booking.end) } }
            fact("Time zone") { tenant.zoneName }
            fact("What") { booking.service.name }
            fact("With") { booking.resource.name }
            if !booking.location(of: tenant).isEmpty { fact("Where") { booking.location(of: tenant) } }
            fact("Status") { booking.status.rawValue }
        }
    }

    private func fact(_ name: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
        div {
            dt { name }
            dd { content() }
        }
    }

    private var actions: HTML {
        .fragment([
            p(.class("actions")) {
                a(.class("button"), .href(opened.place(.calendar))) { "Add to calendar" }
                a(.class("button quiet"), .href(opened.place(.times))) { "Move" }
            },
            form(.class("card"), .method(.post), .action(opened.place(.cancellation))) {
                h2 { "Cancel this booking" }
                formFields
                Field("reason", "Reason").with(autocomplete: "off", required: false).html
                button(.class("danger")) { "Cancel the booking" }
            },
            p {
                "Keep "
                a(.href(opened.place(.booking))) { "the link to this booking" }
                " to come back. Whoever has it can change the booking."
            },
        ])
    }

    private var again: HTML {
        p(.class("actions")) { a(.class("button"), .href(Place.hosted(tenant: tenant.slug, .home))) { "Book another time" } }
    }
}

/// The old time, the new one, and the button that exchanges them.
struct MovePage {
    let opened: OpenedBooking
    let hold: Hold
    let formFields: HTML

    private var tenant: Tenant { opened.diary.tenant }

    var html: HTML {
        let speech = Speech(tenant)
        return Layout(heading: "Move your booking", tenant: tenant).page {
            h1 { "Move your booking" }
            section(.class("card")) {
                dl(.class("facts")) {
                    div {
                        dt { "From" }; dd { speech.span(opened.booking.start, opened.booking.end) }
                    }
                    div {
                        dt { "To" }; dd { strong { speech.span(hold.start, hold.end) } }
                    }
                    div {
                        dt { "With" }; dd { hold.resource.name }
                    }
                }
                p { "The new time is kept for you until \(speech.clock(hold.expires)). Times are in \(tenant.zoneName)." }
                form(.method(.post), .action(opened.place(.move(hold.id.text)))) {
                    formFields
                    button { "Move the booking" }
                }
            }
            p(.class("actions")) { a(.class("button quiet"), .href(opened.place(.booking))) { "Leave it as it is" } }
        }
    }
}
