internal import Web

/// Why a file is no script.
struct ScriptFault: Error, Equatable {
    var words: String
}

extension ModelScript {
    init(_ bytes: [UInt8]) throws(ScriptFault) {
        let whole: JSON
        do throws(JSONFault) { whole = try JSON(reading: bytes) } catch {
            throw ScriptFault(words: "it is no JSON: at byte \(error.offset), \(error.reason)")
        }
        let members = try Members(whole, "the script", ["key", "speaks", "seconds", "rules"])
        key = try members.text("key")
        dialect = try members.word("speaks") ?? .openai
        seconds = try members.number("seconds", in: 0...3_600) ?? 0
        for (index, rule) in try members.list("rules").enumerated() { rules.append(try Rule(rule, "rule \(index + 1)")) }
    }
}

extension ModelScript.Rule {
    fileprivate init(_ value: JSON, _ place: String) throws(ScriptFault) {
        answer = try ModelScript.Answer(value, place)
        guard let when = value["when"] else { return }
        let members = try Members(when, "“when” of \(place)", ["visitor", "round", "has", "lacks", "times"])
        (visitor, has, lacks) = (try members.texts("visitor"), try members.texts("has"), try members.texts("lacks"))
        (round, times) = (try members.count("round"), try members.count("times"))
    }
}

extension ModelScript.Answer {
    fileprivate init(_ value: JSON, _ place: String) throws(ScriptFault) {
        let members = try Members(
            value, place,
            [
                "when", "speaks", "seconds", "say", "repeats", "call", "finish", "dies_at", "stalls_at", "raves", "status", "code",
                "retry_after", "breaks", "garbage",
            ])
        (dialect, seconds) = (try members.word("speaks"), try members.number("seconds", in: 0...3_600))
        (say, repeats) = (try members.text("say"), try members.count("repeats") ?? 1)
        for call in try members.list("call") { calls.append(try ModelScript.Call(call, "a call of \(place)")) }
        (finish, fault) = (try members.text("finish"), try Self.fault(members))
    }

    private static func fault(_ members: Members) throws(ScriptFault) -> ModelScript.Fault? {
        if let place = try members.place("dies_at") { return .dies(place) }
        if let place = try members.place("stalls_at") { return .stalls(place) }
        if let raving: ModelScript.Raving = try members.word("raves") { return .raves(raving) }
        if let code = try members.text("breaks") { return .breaks(code: code) }
        if let garbage = try members.text("garbage") { return .garbage(garbage) }
        guard let status = try members.count("status") else { return nil }
        return .refuses(status: status, code: try members.text("code") ?? "", after: try members.count("retry_after"))
    }
}

extension ModelScript.Call {
    fileprivate init(_ value: JSON, _ place: String) throws(ScriptFault) {
        let members = try Members(value, place, ["tool", "arguments", "raw", "id"])
        guard let tool = try members.text("tool") else { throw ScriptFault(words: "\(place) names no “tool”") }
        (self.tool, raw, id) = (tool, try members.text("raw"), try members.text("id"))
        arguments = value["arguments"] ?? [:]
    }
}

/// The members of one object of a script. What isn't known there is a mistake.
private struct Members {
    private let object: JSON
    private let place: String

    init(_ value: JSON, _ place: String, _ known: [String]) throws(ScriptFault) {
        guard case .object(let members) = value else { throw ScriptFault(words: "\(place) is no object") }
        if let stranger = members.first(where: { !known.contains($0.name) }) {
            throw ScriptFault(words: "\(place) holds “\(stranger.name)”, which means nothing there")
        }
        (object, self.place) = (value, place)
    }

    func text(_ name: String) throws(ScriptFault) -> String? {
        switch object[name] {
        case nil: return nil
        case .string(let text): return text
        default: throw wrong(name, "a text")
        }
    }

    /// A text, or a list of them.
    func texts(_ name: String) throws(ScriptFault) -> [String] {
        guard case .array(let items) = object[name] else { return try text(name).map { [$0] } ?? [] }
        var texts: [String] = []
        for case .string(let text) in items { texts.append(text) }
        guard texts.count == items.count else { throw wrong(name, "a list of texts") }
        return texts
    }

    func list(_ name: String) throws(ScriptFault) -> [JSON] {
        switch object[name] {
        case nil: return []
        case .array(let items): return items
        default: throw wrong(name, "a list")
        }
    }

    func count(_ name: String) throws(ScriptFault) -> Int? {
        switch object[name] {
        case nil: return nil
        case .int(let count) where (0...1_000_000).contains(count): return Int(count)
        default: throw wrong(name, "a whole number up to a million")
        }
    }

    func number(_ name: String, in bounds: ClosedRange<Double>) throws(ScriptFault) -> Double? {
        switch object[name] {
        case nil: return nil
        case .int(let number) where bounds.contains(Double(number)): return Double(number)
        case .double(let number) where bounds.contains(number): return number
        default: throw wrong(name, "a number from \(bounds.lowerBound) to \(bounds.upperBound)")
        }
    }

    func word<Word: RawRepresentable<String>>(_ name: String) throws(ScriptFault) -> Word? {
        guard let text = try text(name) else { return nil }
        guard let word = Word(rawValue: text) else { throw wrong(name, "a word that is known there") }
        return word
    }

    func place(_ name: String) throws(ScriptFault) -> ModelScript.Place? {
        object[name] == "next" ? .next : try count(name).map { .byte($0) }
    }

    private func wrong(_ name: String, _ kind: String) -> ScriptFault { ScriptFault(words: "“\(name)” of \(place) is not \(kind)") }
}
