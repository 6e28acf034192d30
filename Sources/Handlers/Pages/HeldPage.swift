internal import Booking
internal import Web

/// A time that is kept, and the details that make it a booking.
struct HeldPage {
    let tenant: Tenant
    let service: Service
    let hold: Hold
    let formFields: HTML
    /// What was filled in before, and why it wasn't taken.
    let given: Fields
    let fault: String?

    private var speech: Speech { Speech(tenant) }

    var html: HTML {
        Layout(heading: "Your details", tenant: tenant).page {
            h1 { "Your details" }
            section(.class("card")) {
                p(.class("lead")) {
                    strong { service.name }; " with \(hold.resource.name)"
                }
                p(.class("when")) { time(.datetime(hold.start.timestamp.text)) { speech.span(hold.start, hold.end) } }
                p { "Kept for you until \(speech.clock(hold.expires)). Times are in \(tenant.zoneName)." }
            }
            details
            another
        }
    }

    private var details: HTML {
        form(.class("card"), .method(.post), .action(Place.hosted(tenant: tenant.slug, .bookings))) {
            if let fault { p(.class("fault"), Attribute("role", "alert")) { fault } }
            formFields
            input(.type("hidden"), .name("hold"), .value(hold.id.text))
            field("name", "Name").with(autocomplete: "name").html
            field("email", "Email").with(type: "email", autocomplete: "email").html
            field("phone", "Phone").with(type: "tel", autocomplete: "tel", required: false).html
            if service.atCustomer { field("address", "Your address").with(autocomplete: "street-address", hint: "We come to you.").html }
            p(.class("field")) {
                label(.for("notes")) { "Anything we should know (optional)" }
                textarea(.id("notes"), .name("notes"), .maxlength(1_000), Attribute("rows", "3")) { given["notes"] ?? "" }
            }
            button { "Book" }
        }
    }

    private var another: HTML {
        form(.class("aside"), .method(.post), .action(Place.hosted(tenant: tenant.slug, .release(hold.id.text)))) {
            formFields
            input(.type("hidden"), .name("service"), .value(service.id.description))
            button(.class("quiet")) { "Choose another time" }
        }
    }

    private func field(_ name: String, _ caption: String) -> Field { Field(name, caption).with(value: given[name]) }
}
