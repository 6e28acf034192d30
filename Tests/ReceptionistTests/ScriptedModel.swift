import Booking
import Postgres
import Receptionist
import Web
import Foundation

/// A model that does what a test says, a question after the other; the last step stays.
final class ScriptedModel: LanguageModel {
    typealias Step = ([ModelMessage]) throws(ModelFailure) -> ModelReply

    private let steps: [Step]
    private(set) var asked: [[ModelMessage]] = []

    init(_ steps: Step...) { self.steps = steps }
    init(_ steps: [Step]) { self.steps = steps }

    func ask(_ messages: [ModelMessage], tools: [ToolSchema], within: Duration) throws(ModelFailure) -> ModelReply {
        asked.append(messages)
        return try steps[min(asked.count, steps.count) - 1](messages)
    }
}

extension ScriptedModel {
    /// Words and nothing else.
    static func says(_ text: String) -> Step {
        { _ in
            var reply = ModelReply()
            reply.text = text
            return reply
        }
    }

    /// Calls of tools; the arguments may need what the tools gave before.
    static func calls(_ calls: (name: String, arguments: (Results) -> JSON)...) -> Step {
        { messages in
            var reply = ModelReply()
            reply.calls = calls.map { call in
                ModelCall(id: "c", name: call.name, arguments: String(decoding: call.arguments(Results(messages)).bytes, as: UTF8.self))
            }
            return reply
        }
    }

    static func dies(_ failure: ModelFailure = .unreachable) -> Step { { _ throws(ModelFailure) in throw failure } }

    static func looks(_ service: String = "Cleaning", _ day: String = "2026-11-24", moving: String? = nil, contact: String? = nil) -> Step {
        calls(
            (
                "check_availability",
                { results in
                    [
                        "service": .string(results.service(service)), "from": .string(day), "to": .string(day), "earliest_minute": .null,
                        "latest_minute": .null, "duration_minutes": .null, "person": .null, "moving": .text(moving),
                        "contact": .text(contact),
                    ]
                }
            ))
    }

    static func holds(_ start: String = "2026-11-24T14:00") -> Step { calls(("hold_slot", { ["slot": .string($0.slot(start))] })) }

    static func confirms(_ name: String = "Dana Scott", _ email: String = "dana@example.org") -> Step {
        calls(
            (
                "confirm_booking",
                {
                    [
                        "hold": .string($0.hold), "name": .string(name), "email": .string(email), "phone": .null, "address": .null,
                        "notes": "",
                    ]
                }
            ))
    }
}

/// What a model was told by the tools, last first.
struct Results {
    private let values: [JSON]
    private let standing: JSON

    init(_ messages: [ModelMessage]) {
        values = messages.reversed().compactMap { if case .result(_, let text) = $0 { try? JSON(reading: Array(text.utf8)) } else { nil } }
        var standing = JSON.null
        if case .instruction(let text)? = messages.first, let start = text.range(of: "\n\n{") {
            standing = (try? JSON(reading: Array(text[text.index(start.lowerBound, offsetBy: 2)...].utf8))) ?? .null
        }
        self.standing = standing
    }

    func service(_ name: String) -> String { item(standing["services"], "name", name, "id") }

    func slot(_ start: String) -> String {
        values.lazy.compactMap { value -> String? in
            let id = item(value["times"], "start", start, "id")
            return id.isEmpty ? nil : id
        }.first ?? item(standing["conversation"]?["times_shown_last"], "start", start, "id")
    }

    /// The times that were found last.
    var slots: [String] {
        guard case .array(let items)? = values.lazy.compactMap({ $0["times"] }).first else { return [] }
        return items.compactMap { if case .string(let id)? = $0["id"] { id } else { nil } }
    }

    var hold: String {
        for value in values { if case .string(let hold)? = value["hold"] { return hold } }
        if case .string(let hold)? = standing["conversation"]?["held"]?["hold"] { return hold }
        return ""
    }

    /// The placeholder of the owner's answer whose question begins so.
    func answer(_ question: String) -> String {
        for list in values.map({ $0["answers"] }) + [standing["answers"]] {
            guard case .array(let items)? = list else { continue }
            for item in items {
                if case .string(let text)? = item["question"], text.hasPrefix(question), case .string(let say)? = item["say"] { return say }
            }
        }
        return ""
    }

    private func item(_ list: JSON?, _ name: String, _ value: String, _ wanted: String) -> String {
        guard case .array(let items)? = list, let item = items.first(where: { $0[name] == .string(value) }) else { return "" }
        if case .string(let text)? = item[wanted] { return text }
        return ""
    }
}
