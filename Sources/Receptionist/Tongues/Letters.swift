/// Letters as people type them in a hurry.
enum Letters {
    /// In small letters without accents; ß is ss, œ is oe.
    static func plain(_ text: String) -> String {
        String(text.lowercased().flatMap { pairs[$0] ?? [$0] })
    }

    /// Umlauts as two letters, for keyboards that lack them.
    static func spelledOut(_ text: String) -> String {
        String(text.lowercased().flatMap { umlauts[$0] ?? [$0] })
    }

    private static let umlauts: [Character: [Character]] = ["ä": ["a", "e"], "ö": ["o", "e"], "ü": ["u", "e"], "ß": ["s", "s"]]

    private static let pairs: [Character: [Character]] = {
        let rows: [(String, String)] = [
            ("áàâãä", "a"), ("éèêë", "e"), ("íìîï", "i"), ("óòôõö", "o"), ("úùûü", "u"), ("ç", "c"), ("ñ", "n"), ("ÿý", "y"), ("ß", "ss"),
            ("œ", "oe"), ("æ", "ae"),
        ]
        return rows.reduce(into: [:]) { table, row in for letter in row.0 { table[letter] = Array(row.1) } }
    }()
}
