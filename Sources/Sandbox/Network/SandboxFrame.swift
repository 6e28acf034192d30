internal import Web

/// What every page of the sandbox has around it.
enum SandboxFrame {
    static func page(title text: String?, script source: String?, @HTMLBuilder _ content: () -> HTML) -> HTML {
        Web.html(.lang("en")) {
            head {
                meta(Attribute("charset", "utf-8"))
                meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                meta(.name("color-scheme"), .content("light dark"))
                meta(.name("robots"), .content("noindex"))
                title { (text.map { "\($0) · " } ?? "") + "Sandbox · Holdfast" }
                link(.rel("stylesheet"), .href(path: "/assets/site.css"))
                link(.rel("stylesheet"), .href(path: "/assets/sandbox.css"))
                if let source { script(.source(source), Attribute("defer", true)) }
            }
            body(.class("sandbox")) { content() }
        }
    }
}
