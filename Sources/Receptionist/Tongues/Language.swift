/// A language that the receptionist speaks, under its code of ISO 639-1.
public enum Language: String, CaseIterable, Codable, Sendable {
    case english = "en"
    case spanish = "es"
    case french = "fr"
    case german = "de"
    case portuguese = "pt"
}
