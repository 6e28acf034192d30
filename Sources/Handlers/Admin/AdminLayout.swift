internal import Booking
internal import Web

/// The frame of the owner's pages: header, navigation, content. What is added to `/admin/` gets a line in `entries`.
struct AdminLayout {
    let heading: String
    /// nil for whoever isn't signed in.
    let tenant: Tenant?
    let current: AdminPlace?
    /// The hidden fields of the form that signs out.
    let signOut: HTML?
    /// When the page is loaded anew, or where it leads by itself.
    var refresh: String?

    private static let entries: [(place: AdminPlace, name: String)] = [
        (.agenda, "Agenda"), (.blocks, "Time off"), (.messages, "Messages"), (.conversations, "Conversations"), (.calls, "Calls"),
        (.texts, "Texts"), (.receptionist, "Receptionist"), (.answers, "Answers"), (.phone, "Phone"),
        (.calendar, "Calendar"),
    ]

    func page(@HTMLBuilder _ content: () -> HTML) -> HTML {
        html(.lang("en")) {
            head {
                meta(Attribute("charset", "utf-8"))
                meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                meta(.name("color-scheme"), .content("light dark"))
                meta(.name("robots"), .content("noindex"))
                if let refresh { meta(Attribute("http-equiv", "refresh"), .content(refresh)) }
                title { heading + (tenant.map { " · \($0.name)" } ?? "") }
                link(.rel("stylesheet"), .href(path: "/assets/site.css"))
                link(.rel("stylesheet"), .href(path: "/assets/admin.css"))
            }
            body(.class("admin")) {
                a(.class("skip"), .href(path: "#content")) { "Skip to content" }
                masthead
                main(.id("content")) { content() }
            }
        }
    }

    @HTMLBuilder private var masthead: HTML {
        if let tenant, let signOut {
            header(.class("masthead")) {
                p { a(.class("business"), .href(Place.admin(.agenda))) { tenant.name } }
                nav(.ariaLabel("Pages")) {
                    ul {
                        for (place, name) in Self.entries { li { a(.href(Place.admin(place)), .currentPage(place == current)) { name } } }
                    }
                }
                form(.method(.post), .action(Place.admin(.signOut))) {
                    signOut
                    button(.class("quiet")) { "Sign out" }
                }
            }
        }
    }

    /// A page that says no.
    func response(to problem: Problem) -> Response {
        let html = page {
            section(.class("card notice")) {
                h1 { heading }
                p { problem.detail }
                if tenant != nil { p { a(.class("button"), .href(Place.admin(.agenda))) { "To the agenda" } } }
            }
        }
        var response = Response.page(html, status: problem.status)
        response.headers = response.headers.adding(problem.extraHeaders)
        response.fault = problem.fault
        return response
    }
}
