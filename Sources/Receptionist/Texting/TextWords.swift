/// A text's words without case, accents and signs.
struct TextWords {
    let all: [String]

    init(_ body: String) {
        let letters = body.lowercased().unicodeScalars.map { Self.folded[$0] ?? String($0) }.joined()
        all = letters.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The text as it stands.
    var plain: String { all.joined(separator: " ") }

    /// A text as Twilio compares it: whole, but for case and the spaces around it.
    static func bare(_ body: String) -> String {
        String(body.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()).lowercased()
    }

    /// Without courtesies and repetitions: “STOP stop please!” is `stop`.
    var command: String {
        let bare = all.filter { !Self.courtesies.contains($0) }
        return Set(bare).count == 1 ? bare[0] : bare.joined(separator: " ")
    }

    private static let courtesies: Set<String> = [
        "please", "pls", "plz", "now", "ok", "okay", "just", "thanks", "thank", "you", "it", "this", "por", "favor", "ya", "gracias",
        "bitte",
        "jetzt", "danke", "merci", "svp", "obrigado", "obrigada", "ja",
    ]

    private static let folded: [Unicode.Scalar: String] = {
        let from = Array("áàâãäåçéèêëíìîïñóòôõöúùûüýÿ".unicodeScalars), to = Array("aaaaaaceeeeiiiinooooouuuuyy")
        var table = Dictionary(uniqueKeysWithValues: zip(from, to.map(String.init)))
        table["ß"] = "ss"
        return table
    }()
}
