internal import Booking
internal import Web

/// The front page: the chat, what can be booked, and the way back to a booking.
struct HomePage {
    let tenant: Tenant
    let services: [Service]
    let formFields: HTML

    var html: HTML {
        Layout(heading: "Book an appointment", tenant: tenant, isListed: true).page {
            section(.class("hero")) {
                h1 { "Book an appointment" }
                p { "Ask for what you need, or choose a service below. You’ll see real free times and have your booking in a minute." }
            }
            chat
            catalogue
            change
        }
    }

    /// The widget comes in here. Without scripts the rest of the page does all that it does.
    private var chat: HTML {
        section(.class("chat"), .ariaLabel("Chat with us")) {
            script(
                .source("/widget.js"), Attribute("data-tenant", tenant.slug), Attribute("data-name", tenant.name),
                Attribute("data-inline", true), Attribute("async", true))
        }
    }

    private var catalogue: HTML {
        section(.class("card")) {
            h2 { "Choose a service" }
            ul(.class("services")) {
                for service in services {
                    li { entry(service) }
                }
            }
        }
    }

    private func entry(_ service: Service) -> HTML {
        let times = Place.hosted(tenant: tenant.slug, .times).path(query: ["service": service.id.description])
        return a(.href(path: times)) {
            strong { service.name }
            if !service.description.isEmpty { span { service.description } }
            small { ServiceWords(service, Speech(tenant)).summary }
        }
    }

    private var change: HTML {
        section(.class("card"), .id("change")) {
            h2 { "Move or cancel a booking" }
            form(.method(.post), .action(Place.hosted(tenant: tenant.slug, .lookup))) {
                formFields
                Field("reference", "Reference").with(autocomplete: "off", hint: "Eight letters and digits, from your confirmation.").html
                Field("email", "Email").with(type: "email", autocomplete: "email").html
                button { "Find my booking" }
            }
        }
    }
}

/// What is said of a service.
struct ServiceWords {
    private let service: Service
    private let speech: Speech

    init(_ service: Service, _ speech: Speech) {
        self.service = service
        self.speech = speech
    }

    /// `60 minutes · $120`.
    var summary: String {
        let lengths = service.durations.map(Service.length).joined(separator: " or ")
        return [lengths, service.price.map(speech.price) ?? "", service.capacity > 1 ? "up to \(service.capacity) people" : ""]
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    var facts: HTML {
        .fragment([
            p(.class("lead")) { summary },
            service.description.isEmpty ? .empty : p { service.description },
            service.needsApproval ? p { "We confirm these by hand: you’ll have an answer after you book." } : .empty,
        ])
    }
}

/// A labelled input with its hint.
struct Field {
    private let name: String
    private let caption: String
    private var type = "text"
    private var autocomplete = "on"
    private var hint = ""
    private var value = ""
    private var isRequired = true

    init(_ name: String, _ caption: String) {
        self.name = name
        self.caption = caption
    }

    /// The field with some of these settled.
    func with(type: String? = nil, autocomplete: String? = nil, hint: String? = nil, value: String? = nil, required: Bool? = nil) -> Field {
        var field = self
        field.type = type ?? field.type
        field.autocomplete = autocomplete ?? field.autocomplete
        field.hint = hint ?? field.hint
        field.value = value ?? field.value
        field.isRequired = required ?? field.isRequired
        return field
    }

    var html: HTML {
        p(.class("field")) {
            label(.for(name)) { isRequired ? caption : "\(caption) (optional)" }
            input(
                .id(name), .name(name), .type(type), .value(value), .autocomplete(autocomplete), .maxlength(200), .required(isRequired),
                hint.isEmpty ? Attribute("aria-describedby", false) : .describedBy("\(name)-hint"))
            if !hint.isEmpty { small(.id("\(name)-hint")) { hint } }
        }
    }
}
