/// A language that the receptionist speaks, under its code of ISO 639-1.
public enum Language: String, CaseIterable, Codable, Sendable {
    case english = "en"
    case spanish = "es"
    case french = "fr"
    case german = "de"
    case portuguese = "pt"

    /// The language of a BCP 47 locale, such as `de-AT`; English for one that is not spoken here.
    public init(locale: String) {
        self = Self(rawValue: locale.prefix { $0 != "-" && $0 != "_" }.lowercased()) ?? .english
    }

    /// All of them, a business's own first.
    public static func allowed(at locale: String) -> [Language] {
        let own = Language(locale: locale)
        return [own] + allCases.filter { $0 != own }
    }

    /// Its English name, as a model is told of it, and the owner's pages call it.
    public var name: String {
        switch self {
        case .english: "English"
        case .spanish: "Spanish"
        case .french: "French"
        case .german: "German"
        case .portuguese: "Portuguese"
        }
    }
}
