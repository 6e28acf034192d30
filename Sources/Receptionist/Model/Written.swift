/// What a visitor wrote in a conversation, to tell what they said from what a model made up.
struct Written {
    private let letters: String
    private let digits: String
    private let plain: String

    init(_ messages: [String]) {
        let text = messages.joined(separator: " \n ")
        plain = text.lowercased()
        letters = Self.letters(text)
        digits = text.filter(\.isNumber)
    }

    func holds(email: String) -> Bool { email.contains("@") && plain.contains(email.lowercased()) }

    func holds(phone: String) -> Bool {
        let wanted = phone.filter(\.isNumber)
        return wanted.count >= 5 && digits.contains(wanted)
    }

    /// Letters alone are compared, so that a name which was spelled out is found too.
    func holds(name: String) -> Bool {
        let parts = name.split { !$0.isLetter }.map { Self.letters(String($0)) }
        return !parts.isEmpty && parts.allSatisfy(letters.contains)
    }

    /// A reference, whatever stands between its characters.
    func holds(reference: String) -> Bool {
        let wanted = reference.lowercased().filter { $0.isLetter || $0.isNumber }
        return wanted.count == 8 && plain.filter { $0.isLetter || $0.isNumber }.contains(wanted)
    }

    func holds(contact: String) -> Bool { holds(email: contact) || holds(phone: contact) }

    private static func letters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }
}
