/// Cuts what a model wrote into sentences.
enum Sentences {
    /// Whole sentences with their marks; what stands behind the last mark is one too. A mark inside braces ends nothing. An owner's
    /// answer is a sentence by itself, since its words have marks of their own.
    static func split(_ text: String) -> [String] {
        var sentences: [String] = [], sentence = "", depth = 0
        for character in text {
            depth += character == "{" ? 1 : character == "}" ? -1 : 0
            if character.isNewline || (depth <= 0 && character.isWhitespace && ends(sentence)) {
                keep(&sentence, in: &sentences)
            } else {
                sentence.append(character)
            }
        }
        keep(&sentence, in: &sentences)
        return sentences
    }

    private static func ends(_ sentence: String) -> Bool {
        sentence.last.map { ".!?…".contains($0) } ?? false || (sentence.hasPrefix("{answer:") && sentence.hasSuffix("}"))
    }

    private static func keep(_ sentence: inout String, in sentences: inout [String]) {
        let whole = sentence.drop { $0.isWhitespace }
        if !whole.isEmpty { sentences.append(String(whole)) }
        sentence = ""
    }
}
