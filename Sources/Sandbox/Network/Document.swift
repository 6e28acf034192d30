internal import Web

/// An answer to a webhook, read as strictly as the network's own schema; what is wrong with it is told, and does as little harm as there.
struct Document {
    /// The verbs in their order; those that aren't known are left out.
    private(set) var verbs: [XMLElement] = []
    private(set) var faults: [NetworkFault] = []

    /// What can't be read at all ends a call.
    init(_ text: String, verbs known: Set<String>) throws(XMLFault) {
        var reader = XMLReader(Array(text.utf8))
        let root = try reader.document()
        guard root.name == "Response" else { throw XMLFault(offset: 0, reason: "the root element is \(root.name), not Response") }
        if let attribute = root.attributes.first { note("Response has no attribute \(attribute.name)") }
        checkText(of: root, .never)
        for verb in root.elements {
            if known.contains(verb.name) { verbs.append(verb) } else { note("\(verb.name) isn't known here") }
            check(verb)
        }
        checkOrder()
    }

    private mutating func note(_ words: String, code: Int = NetworkFault.unknownMarkup) {
        faults.append(NetworkFault(code: code, words: words))
    }

    private mutating func check(_ element: XMLElement) {
        guard let markup = Markup.known[element.name] else { return }
        for attribute in element.attributes { check(attribute, of: element, markup) }
        for name in markup.required.sorted() where element[name] == nil { note("\(element.name) has no \(name)") }
        checkText(of: element, markup.text)
        for child in element.elements {
            guard markup.children.contains(child.name) else { note("\(child.name) can't stand in \(element.name)"); continue }
            if !Markup.isSpeech(child.name) { check(child) }
        }
        checkLimits(of: element)
    }

    private mutating func check(_ attribute: (name: String, value: String), of element: XMLElement, _ markup: Markup) {
        guard let kind = markup.attributes[attribute.name] else { return note("\(element.name) has no attribute \(attribute.name)") }
        if !kind.takes(attribute.value) { note("\(element.name)'s \(attribute.name) can't be “\(attribute.value)”") }
    }

    private mutating func checkText(of element: XMLElement, _ rule: Markup.Text) {
        let own = element.children.contains { if case .text(let text) = $0 { !text.trimmingBlanks.isEmpty } else { false } }
        switch rule {
        case .never where own: note("no text can stand in \(element.name)")
        case .always where element.text.trimmingBlanks.isEmpty: note("\(element.name) is empty")
        case .never, .maybe, .always: break
        }
    }

    /// Reject answers for a call that wasn't taken: nothing can stand before it.
    private mutating func checkOrder() {
        if verbs.dropFirst().contains(where: { $0.name == "Reject" }) { note("Reject stands behind another verb") }
        let ends: Set = ["Hangup", "Reject", "Redirect"]
        if let end = verbs.dropLast().first(where: { ends.contains($0.name) }) { note("what follows \(end.name) is never reached") }
    }
}

// MARK: - Limits

extension Document {
    private mutating func checkLimits(of element: XMLElement) {
        switch element.name {
        case "Say": checkLength(of: element)
        case "Gather": checkListening(of: element)
        case "Dial" where element.text.trimmingBlanks.isEmpty: note("Dial names no number")
        case "Play" where element.text.trimmingBlanks.isEmpty && element["digits"] == nil: note("Play names nothing to play")
        default: break
        }
    }

    /// How much a voice says at once, by the provider in its name.
    private mutating func checkLength(of say: XMLElement) {
        let voice = say["voice"] ?? ""
        let most = voice.hasPrefix("Polly.") ? 3000 : voice.hasPrefix("Google.") ? 5000 : 4096
        let encoded = say.text.utf8.reduce(0) { $0 + ($1.isPlain ? 1 : 3) }
        if say.text.unicodeScalars.count > most || encoded > 4500 { note("Say holds more text than a voice says at once", code: 13521) }
    }

    private mutating func checkListening(of gather: XMLElement) {
        let hints = (gather["hints"] ?? "").split(separator: ",")
        if hints.count > 500 || hints.contains(where: { $0.count > 100 }) { note("Gather has too many or too long hints") }
        let hearsSpeech = gather["input"]?.contains("speech") == true
        if let pause = gather["speechTimeout"], pause != "auto" || gather["speechModel"] != nil, Int(pause) ?? 0 < 1 {
            note("Gather's speechTimeout must be a number of seconds", code: 13335)
        }
        if !hearsSpeech, gather["hints"] != nil || gather["speechTimeout"] != nil { note("Gather has hints for speech and hears none") }
    }
}

extension UInt8 {
    /// Whether an address holds it as it is.
    fileprivate var isPlain: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~")].contains(self)
        }
    }
}

extension Markup.Kind {
    fileprivate func takes(_ value: String) -> Bool {
        switch self {
        case .any: true
        case .number: Int(value).map { $0 >= 0 } ?? false
        case .flag: ["true", "false"].contains(value)
        case .method: ["GET", "POST"].contains(value)
        case .address: !value.isEmpty && !value.contains { $0.isWhitespace }
        case .choice(let values): values.contains(value)
        case .language: value == "multi" || Self.isLanguage(value)
        case .keys: value.allSatisfy { "0123456789*#wW".contains($0) }
        }
    }

    /// A language and a region, such as `en-US` or `es-419`.
    private static func isLanguage(_ value: String) -> Bool {
        let parts = value.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), (2...3).contains(parts[0].count), let region = parts.last else { return false }
        return parts[0].allSatisfy { $0.isLowercase }
            && (region.count == 2 && region.allSatisfy { $0.isUppercase } || region.allSatisfy { $0.isNumber })
    }
}
