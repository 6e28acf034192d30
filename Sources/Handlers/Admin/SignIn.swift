public import Postgres
internal import Booking
internal import Sealing
internal import Web

/// A one-time link to the owner's pages, and the session that it opens.
enum SignIn {
    /// How long a link waits to be used.
    static let linkSeconds = 3_600
    /// A session ends after this long without a click, and after the second in any case.
    static let idleSeconds = 8 * 3_600
    static let longestSeconds = 14 * 86_400
    static let cookie = "session"

    /// What stands in the database of a token.
    static func digest(_ token: some StringProtocol) -> [UInt8] { SHA256.digest(String(token)) }

    /// `slug.token`, as links and cookies carry it.
    static func parts(_ text: String) -> (slug: String, token: Substring)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].utf8.count >= 22 else { return nil }
        return (String(parts[0]), parts[1])
    }
}

extension Handlers {
    /// Makes a link that signs the owner of a business in once, within the hour.
    ///
    /// - Returns: the whole address, or nil where no business has this name.
    public static func signInLink(tenant slug: String, publicURL: String, in database: Database) throws -> String? {
        guard let tenant = try Diary.tenant(slug: slug, in: database) else { return nil }
        let token = Random.token()
        _ = try database.call(AdminStatements.mintLink, tenant: tenant.id.value, SignIn.digest(token), SignIn.linkSeconds)
        return publicURL + Place.admin(.signIn("\(slug).\(token)")).path
    }
}

extension Visit {
    /// The page that a link opens. It changes nothing: scanners of mail open links too, people press buttons.
    func signInPage(_ text: String) -> Response {
        page(
            AdminLayout(heading: "Sign in", tenant: nil, current: nil, signOut: nil).page {
                section(.class("card")) {
                    h1 { "Sign in" }
                    p { "This link works once." }
                    form(.method(.post), .action(Place.admin(.signIn(text)))) {
                        formFields
                        button { "Sign in" }
                    }
                }
            })
    }

    /// Uses the link up and gives a session's cookie.
    func signIn(_ text: String) throws -> Response {
        _ = try sealedForm()
        guard let (slug, link) = SignIn.parts(text), let tenant = try Diary.tenant(slug: slug, in: house.database) else {
            throw Self.usedUp
        }
        let token = Random.token()
        let opened = try house.database.call(
            AdminStatements.openSession, tenant: tenant.id.value, SignIn.digest(link), SignIn.digest(token), SignIn.longestSeconds)
        guard !opened.isEmpty else { throw Self.usedUp }
        var response = Response.redirect(to: Place.admin(.agenda).path)
        let cookie = Cookie(SignIn.cookie, value: "\(slug).\(token)", secure: house.isSecure, maxAge: SignIn.longestSeconds)
        response.headers.add("Set-Cookie", cookie.setting)
        return response
    }

    private static let usedUp = Problem(
        .forbidden, code: "forbidden", detail: "This link was used already or ran out. Ask for a new one: holdfast tenant link.")
}
