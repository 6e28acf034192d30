internal import Handlers
internal import Postgres

/// `holdfast tenant`.
struct TenantCommand {
    static let usage = """
        add --slug SLUG --name NAME --zone ZONE [--locale en-US] [--currency USD] [--address A] [--phone P] [--email E]
        holdfast tenant list
        holdfast tenant show SLUG
        holdfast tenant ceiling SLUG AMOUNT|none
                                        what it may spend on the model in a month, such as 7.50, in the currency of
                                        HOLDFAST_MODEL_PRICE; none leaves it to HOLDFAST_MODEL_CEILING
        holdfast tenant link SLUG       prints a link that signs the owner in to /admin/ once, within the hour

        A zone is an IANA name such as America/New_York. A slug stands in addresses: small letters, digits and hyphens.
        """

    private let settings: Settings
    init(_ settings: Settings) { self.settings = settings }

    func run(_ arguments: [String]) throws {
        let rest = Array(arguments.dropFirst())
        switch (arguments.first, rest.count) {
        case ("add", _): try add(rest)
        case ("list", 0): try list()
        case ("show", 1): try show(rest[0])
        case ("ceiling", 2): try ceiling(rest[0], rest[1])
        case ("link", 1): try link(rest[0])
        default: throw CommandFault.usage("tenant knows add, list, show, ceiling and link; see --help")
        }
    }
}

// MARK: - Verbs

extension TenantCommand {
    private static let adding = Statement<Int64, String, String, String, String, String, String, String, String>(SQL.tenantAdd) {
        row throws(DatabaseError) in try row.read("id")
    }

    private func add(_ arguments: [String]) throws {
        let options = try Options(arguments, known: ["slug", "name", "zone", "locale", "currency", "address", "phone", "email"])
        let (slug, name, zone) = (try options.required("slug"), try options.required("name"), try options.required("zone"))
        let added = try Self.explained {
            try settings.ownerDatabase().rows(
                Self.adding, slug, name, zone, options["locale"] ?? "en-US", options["currency"] ?? "USD",
                options["address"] ?? "", options["phone"] ?? "", options["email"] ?? "")
        }
        guard let id = added.first else { throw CommandFault.failed("Postgres doesn't know the zone \(zone)") }
        print("added \(slug) with the number \(id)")
    }

    /// The constraint that refused, in words.
    private static func explained<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            guard let constraint = error.constraint else { throw error }
            throw CommandFault.failed(words[constraint] ?? "refused by \(constraint)")
        }
    }

    private static let words = [
        "tenants_slug_once": "a business with that slug exists",
        "tenant_slug_is_a_path_segment": "a slug holds small letters, digits and hyphens, 63 at most",
        "tenant_currency_is_iso_4217": "a currency is three capital letters",
    ]

    private static let listing = Statement<String>(SQL.tenantList) { row throws(DatabaseError) in
        [try row.read("slug"), try row.read("name"), try row.read("zone")].joined(separator: "\t")
    }

    private func list() throws {
        try settings.ownerDatabase().rows(Self.listing).forEach { print($0) }
    }

    private static let showing = Statement<[(String, String)], String>(SQL.tenantShow) { row throws(DatabaseError) in
        let texts = ["slug", "name", "zone", "locale", "currency", "address", "phone", "email"]
        var lines = [("id", String(try row.read("id", as: Int64.self)))]
        for name in texts { lines.append((name, try row.read(name))) }
        lines.append(("origins", try row.read("allowed_origins", as: [String].self).joined(separator: " ")))
        for name in ["services", "resources", "answers"] { lines.append((name, String(try row.read(name, as: Int.self)))) }
        lines.append(("ceiling", try row.read("ceiling")))
        lines.append(("spent", try row.read("spent")))
        return lines
    }

    private func show(_ slug: String) throws {
        guard let lines = try settings.ownerDatabase().rows(Self.showing, slug).first else {
            throw CommandFault.failed("no business has the slug \(slug)")
        }
        for (name, value) in lines { print("\(name)\t\(value)") }
    }

    private static let setCeiling = Statement<String, String, Int64?>(SQL.tenantCeiling) { row throws(DatabaseError) in
        try row.read("slug")
    }

    private func ceiling(_ slug: String, _ amount: String) throws {
        guard let micros = Self.micros(amount) else { throw CommandFault.usage("\(amount) is not an amount such as 7.50, nor none") }
        guard try !settings.ownerDatabase().rows(Self.setCeiling, slug, micros).isEmpty else {
            throw CommandFault.failed("no business has the slug \(slug)")
        }
        print("\(slug) may spend \(amount == "none" ? "what HOLDFAST_MODEL_CEILING says" : amount) in a month")
    }

    /// Millionths; an inner nil for no ceiling of its own.
    private static func micros(_ amount: String) -> Int64?? {
        if amount == "none" { return .some(nil) }
        return Double(amount).flatMap { (0...1_000_000).contains($0) ? .some(Int64(($0 * 1_000_000).rounded())) : nil }
    }

    private func link(_ slug: String) throws {
        let database = Database(url: settings.databaseURL)
        guard let link = try Handlers.signInLink(tenant: slug, publicURL: settings.publicURL, in: database) else {
            throw CommandFault.failed("no business has the slug \(slug)")
        }
        print(link)
    }
}

/// Options of the form `--name value` or `--name=value`.
struct Options {
    private var values: [String: String] = [:]

    init(_ arguments: [String], known: Set<String>) throws(CommandFault) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = String(parts[0].dropFirst(2))
            guard parts[0].hasPrefix("--"), known.contains(name) else { throw .usage("\(argument) is not known here; see --help") }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { throw .usage("--\(name) needs a value") }
            guard values.updateValue(value, forKey: name) == nil else { throw .usage("--\(name) is given twice") }
        }
    }

    subscript(name: String) -> String? { values[name] }

    func required(_ name: String) throws(CommandFault) -> String {
        guard let value = values[name], !value.isEmpty else { throw .usage("--\(name) is missing; see --help") }
        return value
    }
}
