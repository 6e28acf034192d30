/// How email addresses, telephone numbers and booking references look.
enum ContactShapes {
    /// One `@`, a dot in the domain, nothing that an address can't hold.
    static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= 254 else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, (labels.last?.count ?? 0) >= 2, labels.allSatisfy(isLabel) else { return false }
        return !parts[0].hasPrefix(".") && !parts[0].hasSuffix(".") && parts[0].utf8.allSatisfy(isLocal)
    }

    /// Something before and after an `@` that is no time or day, and still no address: “dana@example”.
    static func isBrokenEmail(_ text: String) -> Bool {
        let parts = text.lowercased().split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let left = parts[0].first, let right = parts[1].first, !left.isWholeNumber || !right.isWholeNumber else {
            return false
        }
        return !right.isWholeNumber && !Lexicon.vocabulary.contains(String(parts[1]))
    }

    private static func isLabel(_ label: Substring) -> Bool {
        !label.isEmpty && label.first != "-" && label.last != "-"
            && label.allSatisfy { $0.isLetter || $0.isWholeNumber || $0 == "-" }
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: ".!#$%&'*+-/=?^_{|}~`".utf8.contains(byte)
        }
    }

    /// Eight characters of the references' alphabet, at least one of them a letter, one hyphen in the middle allowed.
    static func isReference(_ text: String) -> Bool {
        let letters = text.uppercased().filter { $0 != "-" }
        guard letters.count == 8, text.count <= 9, letters.contains(where: \.isLetter) else { return false }
        return letters.allSatisfy { "23456789BCDFGHJKMNPQRSTVWXYZ".contains($0) }
    }

    /// Digits with the marks of a telephone number that are more than a range of hours.
    static func isPhonePart(_ text: String) -> Bool {
        let digits = text.filter(\.isWholeNumber).count
        guard text.allSatisfy({ $0.isWholeNumber || "+-().".contains($0) }), digits < text.count else { return false }
        return digits >= 5 || (digits > 0 && text.first == "+")
    }

    /// The end of a telephone number that begins at a token; nil where none does.
    static func phone(in tokens: [Token], from start: Int) -> Int? {
        var end = start, digits = 0, plus = false
        while end < tokens.count, let count = phoneDigits(tokens[end]) {
            if end > start, digits + count > 15 { break }
            digits += count
            plus = plus || tokens[end].text.contains("+")
            end += 1
        }
        let asked =
            start > 0
            && ["phone", "number", "mobile", "cell", "tel", "telephone", "call", "ring", "text", "is", "on"]
                .contains(tokens[start - 1].word)
        guard digits >= (plus || asked ? 7 : 9), digits <= 15 else { return nil }
        return end
    }

    /// How many digits a token would give to a telephone number; nil where it can't be part of one.
    private static func phoneDigits(_ token: Token) -> Int? {
        switch token.kind {
        case .number, .word:
            let digits = token.text.filter(\.isWholeNumber).count
            return digits > 0 && token.text.allSatisfy({ $0.isWholeNumber || "+-().".contains($0) }) ? digits : nil
        default:
            return nil
        }
    }
}
