internal import Web

/// The consent screen's pages: whose account, what is allowed, and what is wrong with the request.
enum GoogleConsentPage {
    private static func frame(_ title: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
        SandboxFrame.page(title: title, script: nil) {
            main(.id("content"), .class("consent card")) {
                p(.class("zone")) { "Stands in for Google. Nobody’s real account is asked." }
                content()
            }
        }
    }

    static func fault(_ fault: GoogleConsentFault) -> HTML {
        frame("Access blocked") {
            h1 { "Access blocked: authorization error" }
            p(.class("fault"), .role("alert")) { "Error \(String(fault.status.rawValue)): \(fault.code). \(fault.words)" }
        }
    }

    /// Whoever has no account yet gets one by naming it.
    static func chooser(_ query: String, _ accounts: [(email: String, name: String)]) -> HTML {
        frame("Choose an account") {
            h1 { "Choose an account" }
            ul(.class("accounts")) {
                for account in accounts {
                    li {
                        a(.href(path: address(query, account.email))) {
                            strong { account.name }
                            span { " \(account.email)" }
                        }
                    }
                }
            }
            form(.method(.get), .action(SandboxPlace.google(.consent)), .class("asked")) {
                for pair in Fields(reading: query)?.pairs ?? [] { input(.type("hidden"), .name(pair.name), .value(pair.value)) }
                p(.class("field")) {
                    label(.for("authuser")) { "Use another account" }
                    input(.id("authuser"), .name("authuser"), .type("email"), .autocomplete("off"), .required())
                }
                div(.class("actions")) { button(.class("quiet")) { "Next" } }
            }
        }
    }

    private static func address(_ query: String, _ account: String) -> String {
        SandboxPlace.google(.consent).path + "?" + query + "&authuser=" + Percent.encode(account)
    }

    /// A single thing that is asked is allowed or not; of several each can be unticked.
    static func consent(_ query: String, _ account: String, _ scopes: [String]) -> HTML {
        let asked = scopes.filter { !GoogleScope.signIn.contains($0) }
        return frame("Holdfast wants access to your Google Account") {
            h1 { "Holdfast wants access to your Google Account" }
            p { account }
            form(.method(.post), .action(SandboxPlace.google(.consent)), .class("asked")) {
                input(.type("hidden"), .name("request"), .value(query))
                input(.type("hidden"), .name("account"), .value(account))
                ul {
                    for scope in scopes where GoogleScope.signIn.contains(scope) { li { GoogleScope.words(scope) } }
                    if asked.count == 1, let only = asked.first {
                        li {
                            input(.type("hidden"), .name("scope"), .value(only))
                            span { GoogleScope.words(only) }
                        }
                    }
                }
                if asked.count > 1 {
                    fieldset {
                        legend { "Select what Holdfast can access" }
                        for (index, scope) in asked.enumerated() {
                            p(.class("tick")) {
                                input(.id("scope-\(index)"), .type("checkbox"), .name("scope"), .value(scope), .checked(true))
                                label(.for("scope-\(index)")) { GoogleScope.words(scope) }
                            }
                        }
                    }
                }
                div(.class("actions")) {
                    button(.name("decision"), .value("deny"), .class("quiet")) { "Cancel" }
                    button(.name("decision"), .value("allow")) { "Continue" }
                }
            }
        }
    }
}
