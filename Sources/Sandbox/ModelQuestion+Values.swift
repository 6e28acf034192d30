internal import Web

/// Values that a script takes from a question: `visitor`, `instruction`, `request`, `today+7`, `standing.services[0].id` of the JSON in
/// the instruction, and `hold_slot.hold` of what a tool gave.
extension ModelQuestion {
    /// nil where there is none, or null.
    func value(_ path: some StringProtocol) -> JSON? {
        var steps = Self.steps(path)[...]
        guard case .name(let root) = steps.popFirst() else { return nil }
        let found = steps.reduce(self.root(root)) { value, step in value.flatMap { self.step($0, step) } }
        return found == .null ? nil : found
    }

    /// A template of a script: each text that begins with `$` is a value, and `$(…)` within a text is one too.
    func filled(_ template: JSON) -> JSON {
        switch template {
        case .array(let items): .array(items.map(filled))
        case .object(let members): .object(members.map { JSON.Member($0.name, filled($0.value)) })
        case .string(let text) where text.hasPrefix("$") && !text.hasPrefix("$("): value(text.dropFirst()) ?? .null
        case .string(let text): .string(filled(text))
        default: template
        }
    }

    func filled(_ template: String) -> String {
        var text = "", rest = template[...]
        while let open = rest.firstRange(of: "$("), let close = rest[open.upperBound...].firstIndex(of: ")") {
            text += rest[..<open.lowerBound] + Self.words(value(rest[open.upperBound..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private static func words(_ value: JSON?) -> String {
        switch value {
        case nil: ""
        case .string(let text): text
        case .some(let value): value.text
        }
    }
}

extension ModelQuestion {
    private enum Step {
        case name(String), index(Int)
        /// The first whose name the visitor mentioned.
        case said
    }

    private static func steps(_ path: some StringProtocol) -> [Step] {
        path.split(separator: ".").flatMap { part in
            part.split { $0 == "[" || $0 == "]" }.enumerated().map { place, word in
                if place == 0 { return Step.name(String(word)) }
                return Int(word).map(Step.index) ?? (word == "said" ? .said : .name(String(word)))
            }
        }
    }

    private func root(_ name: String) -> JSON? {
        switch name {
        case "visitor": .string(visitor)
        case "instruction": .string(instruction)
        case "request": body
        case "standing": standing
        case let day where day.hasPrefix("today"): today(day.dropFirst(5))
        default: result(of: name)
        }
    }

    /// The JSON with which an instruction tells how things stand.
    private var standing: JSON? {
        let lines = instruction.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("{") }
        return lines.lazy.compactMap { try? JSON(reading: Array($0.utf8)) }.first
    }

    private func today(_ shift: Substring) -> JSON? {
        guard case .string(let now) = standing?["now"], let today = Days(String(now.prefix(10))) else { return nil }
        guard shift.isEmpty || (shift.count < 6 && Int(shift) != nil) else { return nil }
        return .string(Days(number: today.number + (Int(shift) ?? 0)).text)
    }

    private func step(_ value: JSON, _ step: Step) -> JSON? {
        switch (step, value) {
        case (.name(let name), _): value[name]
        case (.index(let index), .array(let items)): items.indices.contains(index) ? items[index] : nil
        case (.said, .array(let items)): items.first(where: isMentioned)
        default: nil
        }
    }

    /// Whether a word of its name stands in what the visitor wrote; short ones say nothing.
    private func isMentioned(_ item: JSON) -> Bool {
        guard case .string(let name) = item["name"] else { return false }
        let words = name.lowercased().split { !$0.isLetter }.filter { $0.count > 3 || $0.count == name.count }
        let said = visitor.lowercased()
        return words.contains { said.contains($0) }
    }
}
