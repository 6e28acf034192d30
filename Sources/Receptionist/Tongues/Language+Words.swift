extension Language {
    /// Words by which a language is known, as they are spelled and as they are typed without its letters.
    static let known: [Language: Set<String>] = Dictionary(
        uniqueKeysWithValues: allCases.map { language in
            let listed = language.listed.split { $0.isWhitespace }.map(String.init)
            return (language, Set(listed + listed.map(Letters.plain) + listed.map(Letters.spelledOut)))
        })

    private var listed: String {
        switch self {
        case .english: Words.english
        case .spanish: Words.spanish
        case .french: Words.french
        case .german: Words.german
        case .portuguese: Words.portuguese
        }
    }
}

/// The small words of each language, and what visitors of a business write in it.
enum Words {}
