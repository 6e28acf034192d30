internal import Booking
internal import Messaging
internal import Postgres
internal import Receptionist
internal import Web

/// A telephone number of a business, and the business.
struct Line {
    let diary: Diary
    /// The number's row.
    let number: Int64
    /// As it is dialled (E.164).
    let e164: String

    var tenant: Tenant { diary.tenant }
    /// What is spoken here before a caller is known.
    var language: Language { Language(locale: tenant.locale) }
}

extension WebhookVisit {
    /// Whose number was dialled or texted; nil where it is nobody's. WhatsApp's addresses are numbers with a prefix.
    func line(_ address: String) throws -> Line? {
        let number = address.hasPrefix(Self.whatsApp) ? String(address.dropFirst(Self.whatsApp.count)) : address
        guard let dialled = try office.database.rows(LineStatements.dialled, number).first,
            let tenant = try Diary.tenant(slug: dialled.slug, in: office.database)
        else { return nil }
        return Line(diary: Diary(tenant: tenant, database: office.database), number: dialled.number, e164: number)
    }

    /// How an address of WhatsApp begins.
    static let whatsApp = "whatsapp:"

    /// The receptionist of the business that was called or texted.
    ///
    /// - Parameter caller: E.164; nil where the number is withheld.
    func receptionist(_ line: Line, from caller: String?) -> Receptionist {
        let settings = office.settings, count = count(of: caller, on: line)
        return Receptionist(
            diary: line.diary, database: office.database, publicURL: settings.publicURL, pace: Receptionist.Pace(worker: settings.worker),
            tries: count.tries, model: office.model(), allowance: count.modelAllowance
        ) { ShortLink.url($0.id, of: line.tenant.slug, publicURL: settings.publicURL, keys: settings.keys) }
    }
}

private enum LineStatements {
    static let dialled = Statement<(slug: String, number: Int64), String>(SQL.dialled) { row throws(DatabaseError) in
        (try row.read("slug"), try row.read("number_id"))
    }
}
