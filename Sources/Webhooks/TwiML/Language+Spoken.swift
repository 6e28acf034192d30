internal import Receptionist

extension Language {
    /// How Twilio calls this language as it is spoken at a business. A language and country that none of its voices has would leave a
    /// caller with silence.
    func spoken(at locale: String) -> String {
        let parts = locale.split { $0 == "-" || $0 == "_" }
        let wanted = parts.first.map { $0.lowercased() } == rawValue ? parts.last.map { "\(rawValue)-\($0.uppercased())" } : nil
        return Self.spoken[self, default: []].first { $0 == wanted } ?? Self.spoken[self]?.first ?? "en-US"
    }

    /// A language's own first.
    private static let spoken: [Language: [String]] = [
        .english: ["en-US", "en-GB", "en-AU", "en-IN"], .spanish: ["es-US", "es-ES", "es-MX"], .french: ["fr-FR", "fr-CA"],
        .german: ["de-DE"], .portuguese: ["pt-BR", "pt-PT"],
    ]
}
