extension Language {
    /// Words by which a language is known, as they are spelled and as they are typed without its letters.
    static let known: [Language: Set<String>] = Dictionary(
        uniqueKeysWithValues: allCases.map { language in
            let listed = language.listed.split { $0.isWhitespace }.map(String.init)
            return (language, Set(listed + listed.map(Letters.plain) + listed.map(Letters.spelledOut)))
        })

    private var listed: String {
        switch self {
        case .english: English.words
        case .spanish: Spanish.words
        case .french: French.words
        case .german: German.words
        case .portuguese: Portuguese.words
        }
    }
}
