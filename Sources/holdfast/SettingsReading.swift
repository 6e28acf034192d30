internal import Calendars
internal import Messaging
internal import Postgres
internal import Receptionist
internal import Sealing

/// One reading of the environment, which collects what is wrong.
struct Reading {
    let environment: [String: String]
    var faults: [String] = []

    init(_ environment: [String: String]) { self.environment = environment }

    mutating func mode() -> Settings.Mode {
        guard let text = environment["HOLDFAST_MODE"] else { return .production }
        guard let mode = Settings.Mode(rawValue: text) else {
            faults.append("HOLDFAST_MODE is neither development nor production")
            return .production
        }
        return mode
    }

    mutating func databaseURL(_ name: String, required: Bool) -> String? {
        guard let url = environment[name] else {
            if required { faults.append("\(name) is missing") }
            return nil
        }
        if !Database.canRead(url: url) { faults.append("\(name) is no address that libpq understands") }
        return url
    }

    mutating func publicURL(_ mode: Settings.Mode) -> String {
        guard let text = environment["HOLDFAST_PUBLIC_URL"] else {
            faults.append("HOLDFAST_PUBLIC_URL is missing")
            return ""
        }
        let url = text.hasSuffix("/") ? String(text.dropLast()) : text
        if Self.origin(url) == nil { faults.append("HOLDFAST_PUBLIC_URL is not of the form https://host or https://host:port") }
        if mode == .production, !url.hasPrefix("https://") { faults.append("HOLDFAST_PUBLIC_URL must begin with https:// in production") }
        return url
    }

    mutating func keys() -> KeyRing? {
        let keys = environment["HOLDFAST_SECRET_KEYS"].map { KeyRing($0) }
        switch keys {
        case .none: faults.append("HOLDFAST_SECRET_KEYS is missing")
        case .some(.none): faults.append("HOLDFAST_SECRET_KEYS must hold keys of 64 or more hexadecimal digits, separated by commas")
        case .some(.some(let keys)): return keys
        }
        return nil
    }

    mutating func now(_ mode: Settings.Mode) -> Instant? {
        guard let text = environment["HOLDFAST_NOW"] else { return nil }
        if mode == .production { faults.append("HOLDFAST_NOW is refused in production") }
        let instant = Instant(text)
        if instant == nil { faults.append("HOLDFAST_NOW is not an instant such as 2026-11-24T09:00:00-05:00") }
        return instant
    }

    mutating func limits(_ mode: Settings.Mode) -> Bool {
        guard let text = environment["HOLDFAST_LIMITS"] else { return true }
        if !["on", "off"].contains(text) { faults.append("HOLDFAST_LIMITS is neither on nor off") }
        if text == "off", mode == .production { faults.append("HOLDFAST_LIMITS=off is refused in production") }
        return text != "off"
    }
}

// MARK: - Services outside

extension Reading {
    /// The services that have no account. What must be set together is, and addresses are addresses.
    mutating func services() -> [String] {
        for name in Self.addresses { check(address: name) }
        if let url = environment["SMTP_URL"], Self.host(url, schemes: ["smtp", "smtps"]) == nil {
            faults.append("SMTP_URL is not of the form smtp://host or smtps://host")
        }
        return Self.accounts.compactMap { account($0.names) ? nil : $0.service }
    }

    private static let addresses = [
        "OPENAI_BASE_URL", "TWILIO_API_URL", "GOOGLE_AUTH_URL", "GOOGLE_TOKEN_URL", "GOOGLE_API_URL",
    ]
    private static let accounts: [(service: String, names: [String])] = [
        ("mail", ["SMTP_URL", "MAIL_FROM"])
    ]

    /// The account at Twilio; without one the stand-in's, and in production none.
    mutating func twilio(_ mode: Settings.Mode, _ publicURL: String, _ keys: KeyRing?) -> TwilioAccount? {
        let isWhole = account(["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"])
        let api = environment["TWILIO_API_URL"].map(Self.withoutSlash), sharedKey = environment["TWILIO_SHARED_KEY"]
        guard isWhole, let sid = environment["TWILIO_ACCOUNT_SID"], let token = environment["TWILIO_AUTH_TOKEN"] else {
            if sharedKey != nil, mode == .production { faults.append("TWILIO_ACCOUNT_SID is missing beside TWILIO_SHARED_KEY") }
            guard mode == .development, let keys else { return nil }
            return .sandbox(keys, apiURL: api ?? publicURL + "/sandbox/twilio", sharedKey: sharedKey)
        }
        if !Self.isSID(sid) { faults.append("TWILIO_ACCOUNT_SID is not AC and 32 hexadecimal digits") }
        return TwilioAccount(sid: sid, token: token, sharedKey: sharedKey, apiURL: api ?? TwilioAccount.usualURL)
    }

    /// Who we are at Google; without a client the stand-in's, and in production nobody.
    mutating func google(_ mode: Settings.Mode, _ publicURL: String, _ keys: KeyRing?) -> GoogleApp? {
        let isWhole = account(["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"])
        guard isWhole, let id = environment["GOOGLE_CLIENT_ID"], let secret = environment["GOOGLE_CLIENT_SECRET"] else {
            guard mode == .development, let keys else { return nil }
            return .sandbox(keys, publicURL: publicURL)
        }
        return GoogleApp(
            clientID: id, clientSecret: secret, authURL: environment["GOOGLE_AUTH_URL"] ?? GoogleApp.usualAuthURL,
            tokenURL: environment["GOOGLE_TOKEN_URL"] ?? GoogleApp.usualTokenURL,
            apiURL: environment["GOOGLE_API_URL"].map(Self.withoutSlash) ?? GoogleApp.usualAPIURL, publicURL: publicURL)
    }

    private static func isSID(_ text: String) -> Bool {
        text.utf8.count == 34 && text.hasPrefix("AC") && text.dropFirst(2).allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    private static func withoutSlash(_ url: String) -> String { url.hasSuffix("/") ? String(url.dropLast()) : url }

    /// The account of the model. A key alone is none: which model it is for stands in the settings only.
    mutating func model() -> ModelAccount? {
        guard let model = environment["OPENAI_MODEL"] else { return nil }
        let (key, url) = (environment["OPENAI_API_KEY"], environment["OPENAI_BASE_URL"])
        if key == nil, url == nil { faults.append("OPENAI_API_KEY or OPENAI_BASE_URL is missing beside OPENAI_MODEL") }
        let base = url ?? "https://api.openai.com/v1"
        return ModelAccount(
            baseURL: Self.withoutSlash(base), key: key ?? "", model: model, price: modelPrice(),
            ceiling: modelCeiling(), patience: limit("HOLDFAST_MODEL_PATIENCE", most: 40))
    }

    private mutating func modelPrice() -> ModelPrice? {
        guard let text = environment["HOLDFAST_MODEL_PRICE"] else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).compactMap { Self.amount(String($0)) }
        if parts.count == 3 { return ModelPrice(prompt: parts[0], cached: parts[1], answer: parts[2]) }
        faults.append("HOLDFAST_MODEL_PRICE is not of the form 2.50/0.25/10: a million tokens of question, of known question, of answer")
        return nil
    }

    private mutating func modelCeiling() -> Int64? {
        guard let text = environment["HOLDFAST_MODEL_CEILING"] else { return nil }
        if environment["HOLDFAST_MODEL_PRICE"] == nil { faults.append("HOLDFAST_MODEL_PRICE is missing beside HOLDFAST_MODEL_CEILING") }
        if let amount = Self.amount(text) { return Int64(amount * 1_000_000) }
        faults.append("HOLDFAST_MODEL_CEILING is not an amount such as 20 or 7.50")
        return nil
    }

    private static func amount(_ text: String) -> Double? { Double(text).flatMap { (0...1_000_000).contains($0) ? $0 : nil } }

    private mutating func check(address name: String) {
        guard let text = environment[name], Self.host(text, schemes: ["http", "https"]) == nil else { return }
        faults.append("\(name) is not of the form https://host/path")
    }

    /// Whether the account is there, whole.
    private mutating func account(_ names: [String]) -> Bool {
        let missing = names.filter { environment[$0] == nil }
        if !missing.isEmpty, missing.count < names.count {
            faults.append(
                "\(missing.joined(separator: ", ")) is missing beside \(names.filter { !missing.contains($0) }.joined(separator: ", "))")
        }
        return missing.isEmpty
    }

    /// The authority of an address of one of these schemes; nil where it isn't one.
    private static func host(_ text: String, schemes: [String]) -> Substring? {
        guard let scheme = schemes.first(where: { text.hasPrefix($0 + "://") }) else { return nil }
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else { return nil }
        let host = text.dropFirst(scheme.count + 3).prefix { $0 != "/" }
        return host.isEmpty ? nil : host
    }

    /// The authority of an origin: nothing may follow it, and it holds letters, digits and marks of hosts only.
    private static func origin(_ text: String) -> Substring? {
        guard let host = host(text, schemes: ["http", "https"]), text.hasSuffix("://" + host) else { return nil }
        let plain = host.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-:[]".unicodeScalars.contains($0))
        }
        return plain ? host : nil
    }
}
