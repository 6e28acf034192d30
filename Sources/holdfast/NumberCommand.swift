internal import PhoneNumbers
internal import Postgres

/// `holdfast number`: the numbers at which businesses are called and texted.
struct NumberCommand {
    static let usage = """
        add SLUG NUMBER [--whatsapp]    the business answers calls and texts to it; --whatsapp where it takes WhatsApp too
        holdfast number list
        holdfast number remove NUMBER   nobody answers there any more; what was said stays

        A number is written as +19175550142, or as in the business's own country. What a business sends without a conversation
        leaves from the number that was added first. docs/phone.md says what to tell Twilio.
        """

    private let settings: Settings
    init(_ settings: Settings) { self.settings = settings }

    func run(_ arguments: [String]) throws {
        let words = arguments.filter { $0 != "--whatsapp" }
        switch (words.first, words.count) {
        case ("add", 3): try add(words[2], to: words[1], whatsApp: words.count < arguments.count)
        case ("list", 1): try settings.ownerDatabase().rows(Self.listing).forEach { print($0) }
        case ("remove", 2): try remove(words[1])
        default: throw CommandFault.usage("number knows add, list and remove; see --help")
        }
    }
}

extension NumberCommand {
    private static let adding = Statement<String, String, String, Bool>(SQL.numberAdd) { row throws(DatabaseError) in
        try row.read("number")
    }
    private static let removing = Statement<String, String>(SQL.numberRemove) { row throws(DatabaseError) in try row.read("number") }
    private static let locale = Statement<String, String>(SQL.numberLocale) { row throws(DatabaseError) in try row.read("locale") }
    private static let listing = Statement<String>(SQL.numberList) { row throws(DatabaseError) in
        let marks = try row.read("takes_whatsapp", as: Bool.self) ? ["WhatsApp"] : []
        return ([try row.read("number"), try row.read("slug")] + marks).joined(separator: "\t")
    }

    private func add(_ text: String, to slug: String, whatsApp: Bool) throws {
        let database = try settings.ownerDatabase()
        guard let locale = try database.rows(Self.locale, slug).first else { throw CommandFault.failed("no business has the slug \(slug)") }
        let number = try Self.read(text, region: PhoneNumber.region(locale: locale))
        do throws(DatabaseError) {
            _ = try database.rows(Self.adding, slug, number, whatsApp)
        } catch {
            guard error.constraint == "phone_numbers_once" else { throw error }
            throw CommandFault.failed("\(number) is a business's already; see holdfast number list")
        }
        print("\(slug) is reached at \(number)")
    }

    private func remove(_ text: String) throws {
        let number = try Self.read(text, region: "ZZ")
        guard try !settings.ownerDatabase().rows(Self.removing, number).isEmpty else {
            throw CommandFault.failed("no business has the number \(number); see holdfast number list")
        }
        print("nobody is reached at \(number) any more")
    }

    private static func read(_ text: String, region: String) throws(CommandFault) -> String {
        guard let number = PhoneNumber(text, region: region) else {
            throw .usage("\(text) can't be dialled; write it with its country's code, such as +19175550142")
        }
        return number.e164
    }
}
