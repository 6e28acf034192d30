internal import CPhoneNumber

/// A telephone number that can be dialled, read by libphonenumber.
public struct PhoneNumber: Hashable, Sendable {
    /// As it is kept, dialled and compared (ITU-T E.164): a plus sign and 7 to 15 digits.
    public let e164: String
    /// As it is written in its own country, such as `(917) 555-0142`.
    public let national: String

    /// Reads a number as people and networks write it; nil where it can't be one, as for `anonymous`.
    ///
    /// - Parameter region: where a number without a country's code is read (ISO 3166-1, such as `US`).
    public init?(_ text: String, region: String) {
        guard !text.utf8.contains(0), text.utf8.count <= 64 else { return nil }
        var e164 = [CChar](repeating: 0, count: PHONE_E164_SIZE)
        var national = [CChar](repeating: 0, count: PHONE_NATIONAL_SIZE)
        guard unsafe phone_number_read(text, region, &e164, &national) != 0, let kept = Self.text(e164), Self.isE164(kept) else {
            return nil
        }
        self.e164 = kept
        self.national = Self.text(national) ?? kept
    }

    private static func text(_ characters: [CChar]) -> String? {
        String(validating: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a number is written as it is kept. No country's code begins with 0.
    public static func isE164(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.utf8.first == UInt8(ascii: "+") && (7...15).contains(digits.count) && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension PhoneNumber {
    /// Where a number without a country's code is read (ISO 3166-1): the country of a BCP 47 locale, or of its language alone.
    public static func region(locale: String) -> String {
        let parts = locale.split { $0 == "-" || $0 == "_" }
        let country = parts.dropFirst().first { $0.count == 2 }.map { $0.uppercased() }
        return country ?? homes[parts.first.map { $0.lowercased() } ?? ""] ?? "US"
    }

    private static let homes = ["de": "DE", "es": "ES", "fr": "FR", "pt": "PT", "it": "IT", "nl": "NL"]
}
