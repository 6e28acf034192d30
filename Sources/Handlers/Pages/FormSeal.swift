internal import Booking
internal import Sealing
internal import Web

/// What makes a form ours: a mark of the visitor's cookie that no other site can make.
enum FormSeal {
    static let cookie = "visitor"
    static let field = "seal"
    static let purpose = Purpose(rawValue: "form")

    /// Whether a cookie has the length of ours; any other is replaced, or a planted one could lock its visitor out.
    static func isOurs(_ cookie: String) -> Bool { Base64URL.decode(cookie)?.count == 32 }
}

extension Visit {
    /// The hidden fields of every form: the seal, and a key so that a double click counts once.
    var formFields: HTML {
        .fragment([
            hidden(FormSeal.field, SignedToken(visitor, for: FormSeal.purpose, expires: .max).sealed(by: house.keys)),
            hidden("key", Random.token()),
        ])
    }

    /// A hidden field.
    func hidden(_ name: String, _ value: String) -> HTML { input(.type("hidden"), .name(name), .value(value)) }

    /// The posted fields, if the form is ours and was sent from our page.
    func sealedForm() throws(Problem) -> Fields {
        let fields = try request.formFields()
        guard cameFromUs, isKnownVisitor, let seal = fields[FormSeal.field],
            SignedToken(seal, for: FormSeal.purpose, at: 0, by: house.keys)?.subject == visitor
        else {
            throw Problem(
                .forbidden, code: "forbidden",
                detail:
                    "This form is too old, or cookies are turned off. Allow cookies for this site, go back, reload the page and try again.")
        }
        return fields
    }

    /// The key of a posted form. Its content counts: sent again after a correction it is another write.
    func formKey(_ route: String, _ fields: Fields) -> RequestKey {
        let content = fields.pairs.filter { $0.name != FormSeal.field }.map { "\($0.name)=\($0.value)\n" }.joined()
        let hash = SHA256.digest(request.path + "\n" + content)
        let key = (fields["key"] ?? "").prefix(60) + "." + Base64URL.encode(hash)
        return RequestKey(route: route, key: String(key), bodyHash: hash)
    }

    /// Browsers say where a form was sent from. `Origin` is `null` where the page tells no referrer, as ours do.
    var cameFromUs: Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["Origin"], origin != "null" else { return true }
        let host = request.headers["Host"] ?? ""
        return origin == house.settings.publicURL || origin == "https://\(host)" || origin == "http://\(host)"
    }
}
