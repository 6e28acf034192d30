internal import Booking
internal import Web

/// The frame of the pages that visitors see.
struct Layout {
    /// Shown in the browser's tab before the business's name.
    var heading: String
    /// nil where no business is known, such as for a link that isn't ours.
    var tenant: Tenant?
    /// Search engines may list the page: it is nobody's own.
    var isListed = false

    func page(@HTMLBuilder _ content: () -> HTML) -> HTML {
        html(.lang("en")) {
            head {
                meta(Attribute("charset", "utf-8"))
                meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                meta(.name("color-scheme"), .content("light dark"))
                if !isListed { meta(.name("robots"), .content("noindex")) }
                title { heading + (tenant.map { " · \($0.name)" } ?? "") }
                link(.rel("stylesheet"), .href(path: "/assets/site.css"))
            }
            body {
                a(.class("skip"), .href(path: "#content")) { "Skip to content" }
                masthead
                main(.id("content")) { content() }
                imprint
            }
        }
    }

    @HTMLBuilder private var masthead: HTML {
        if let tenant {
            header(.class("masthead")) {
                p { a(.class("business"), .href(Place.hosted(tenant: tenant.slug, .home))) { tenant.name } }
            }
        }
    }

    @HTMLBuilder private var imprint: HTML {
        if let tenant {
            footer(.class("imprint")) {
                p { [tenant.name, tenant.address].filter { !$0.isEmpty }.joined(separator: " · ") }
                p { Self.reach(tenant) }
            }
        }
    }

    /// How to reach the business without us.
    static func reach(_ tenant: Tenant) -> HTML {
        let digits = tenant.phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
        return .fragment([
            tenant.phone.isEmpty ? .empty : a(.href(path: "tel:\(digits)")) { tenant.phone },
            tenant.phone.isEmpty || tenant.email.isEmpty ? .empty : " · ",
            tenant.email.isEmpty ? .empty : a(.href(path: "mailto:\(tenant.email)")) { tenant.email },
        ])
    }
}

extension Visit {
    /// A page. A visitor who has no cookie yet gets one, or no form of the page could be believed.
    func page(_ html: HTML, status: Status = .ok) -> Response {
        var response = Response.page(html, status: status)
        if !isKnownVisitor {
            response.headers.add("Set-Cookie", Cookie(FormSeal.cookie, value: visitor, secure: house.isSecure).setting)
        }
        return response
    }

    /// A page that says no, in words, with a way on.
    func page(_ problem: Problem, tenant: Tenant?, back: String? = nil) -> Response {
        let html = Layout(heading: problem.status == .notFound ? "Not found" : "That didn’t work", tenant: tenant).page {
            section(.class("card notice")) {
                h1 { problem.status == .notFound ? "We can’t find this" : "That didn’t work" }
                p { problem.detail }
                if let path = back ?? tenant.map({ Place.hosted(tenant: $0.slug, .home).path }) {
                    p { a(.class("button"), .href(path: path)) { "Go on" } }
                }
                if problem.status.rawValue >= 500 { p { small { "Request \(request.id)" } } }
            }
        }
        var response = page(html, status: problem.status)
        response.headers = response.headers.adding(problem.extraHeaders)
        response.fault = problem.fault
        return response
    }
}
