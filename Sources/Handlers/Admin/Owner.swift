internal import Booking
internal import Postgres
internal import Sealing
internal import Web

/// A request by the owner of a business, whose session was found.
struct Owner {
    let visit: Visit
    let diary: Diary
    let token: Substring

    var tenant: Tenant { diary.tenant }
    var speech: Speech { Speech(tenant) }

    /// Finds the session of a request's cookie; nil where there is none that still stands.
    init?(_ visit: Visit) throws {
        guard let cookie = visit.request.cookie(SignIn.cookie, secure: visit.house.isSecure), let (slug, token) = SignIn.parts(cookie),
            let tenant = try Diary.tenant(slug: slug, in: visit.house.database)
        else { return nil }
        let found = try visit.house.database.call(
            AdminStatements.touchSession, tenant: tenant.id.value, SignIn.digest(token), SignIn.idleSeconds)
        guard !found.isEmpty else { return nil }
        self.visit = visit
        self.token = token
        diary = Diary(tenant: tenant, database: visit.house.database)
    }
}

extension Owner {
    private static let purpose = Purpose(rawValue: "admin form")

    /// The hidden fields of every form: a mark of this session, and a key so that a double click counts once.
    var formFields: HTML {
        .fragment([
            visit.hidden(FormSeal.field, SignedToken(subject, for: Self.purpose, expires: .max).sealed(by: visit.house.keys)),
            visit.hidden("key", Random.token()),
        ])
    }

    /// The posted fields, if the form was made for this session and sent from our page.
    func sealedForm() throws(Problem) -> Fields {
        let fields = try visit.request.formFields()
        guard visit.cameFromUs, let seal = fields[FormSeal.field],
            SignedToken(seal, for: Self.purpose, at: 0, by: visit.house.keys)?.subject == subject
        else { throw Problem(.forbidden, code: "forbidden", detail: "This form is too old. Go back, reload the page and try again.") }
        return fields
    }

    private var subject: String { Hexadecimal.encode(SignIn.digest(token)) }

    /// Ends the session here and in the browser.
    func signOut() throws -> Response {
        _ = try sealedForm()
        _ = try visit.house.database.call(AdminStatements.endSession, tenant: tenant.id.value, SignIn.digest(token))
        var response = Response.redirect(to: Place.admin(.agenda).path)
        response.headers.add("Set-Cookie", Cookie(SignIn.cookie, value: "", secure: visit.house.isSecure, maxAge: 0).setting)
        return response
    }
}
