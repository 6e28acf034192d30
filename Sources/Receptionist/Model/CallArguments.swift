internal import Postgres
internal import Web

/// A call that can't be made. The words are for the model, which may try better.
struct CallMisuse: Error, Equatable {
    var words: String
    init(_ words: String) { self.words = words }
}

/// The arguments of a call, read as strictly as the schema says: nothing missing, nothing more, nothing of another kind.
struct CallArguments {
    private let members: JSON

    init(_ text: String, of tool: ToolSchema) throws(CallMisuse) {
        guard case .object(let given)? = try? JSON(reading: Array(text.isEmpty ? "{}".utf8 : text.utf8)) else {
            throw CallMisuse("The arguments are no JSON object.")
        }
        let names = given.map(\.name)
        guard Set(names) == Set(tool.arguments), names.count == tool.arguments.count else {
            throw CallMisuse("\(tool.name) takes exactly these arguments: \(tool.arguments.joined(separator: ", ")).")
        }
        members = .object(given)
    }

    func text(_ name: String, atMost limit: Int = 300) throws(CallMisuse) -> String {
        guard let text = try maybeText(name, atMost: limit) else { throw CallMisuse("\(name) must be text.") }
        return text
    }

    func maybeText(_ name: String, atMost limit: Int = 300) throws(CallMisuse) -> String? {
        switch members[name] {
        case .null?: return nil
        case .string(let text)? where text.unicodeScalars.count <= limit && text.unicodeScalars.allSatisfy { $0.value >= 32 }: return text
        default: throw CallMisuse("\(name) must be a line of text of at most \(limit) characters.")
        }
    }

    func maybeNumber(_ name: String, in range: ClosedRange<Int64>) throws(CallMisuse) -> Int? {
        switch members[name] {
        case .null?: return nil
        case .int(let number)? where range.contains(number): return Int(number)
        default: throw CallMisuse("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), or null.")
        }
    }

    func day(_ name: String) throws(CallMisuse) -> CivilDate {
        guard let day = CivilDate(try text(name)) else { throw CallMisuse("\(name) must be a day such as 2026-11-24.") }
        return day
    }

    func days(_ first: String, _ last: String) throws(CallMisuse) -> DaySpan {
        let span = DaySpan(try day(first), try day(last))
        guard span.first <= span.last else { throw CallMisuse("\(last) lies before \(first).") }
        return span
    }
}
