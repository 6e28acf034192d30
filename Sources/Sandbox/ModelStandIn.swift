public import FCGIHost
internal import Web

/// Stands in for a model at an address that speaks chat completions, and says what a script says.
///
/// It remembers nothing of a conversation, as a model's server doesn't: all that a rule looks at stands in the question.
public final class ModelStandIn {
    /// What became of a question.
    public enum Event: Sendable {
        /// What was asked, as it came.
        case asked([UInt8])
        /// Why the script could not be used.
        case fault(String)
    }

    private let read: () -> [UInt8]?
    private let tell: (Event) -> Void
    private var known: [UInt8] = []
    private var script = ModelScript()
    /// How often each rule has answered.
    private var uses: [Int: Int] = [:]
    private var number = 0

    /// - Parameter read: gives the script, anew for each question, so that it can be changed while it is used.
    public init(_ read: @escaping () -> [UInt8]?, tell: @escaping (Event) -> Void = { _ in }) {
        (self.read, self.tell) = (read, tell)
    }

    /// Why the script can't be used now; nil where it can.
    public func fault() -> String? {
        do throws(ScriptFault) { try refresh() } catch { return error.words }
        return nil
    }

    /// The answer to a request, piece by piece.
    public func answer(_ request: Result<HTTPQuestion, HTTPRefusal>) -> AnyIterator<Delivery> {
        guard case .success(let request) = request else { return refusal(400, "invalid_request") }
        do throws(ScriptFault) { try refresh() } catch {
            tell(.fault(error.words))
            return refusal(500, "script")
        }
        if let key = script.key, request.head["authorization"] != ["Bearer \(key)"] { return refusal(401, "invalid_api_key") }
        if request.head.method == "GET", request.head.path.hasSuffix("/models") { return models }
        guard request.head.method == "POST", request.head.path.hasSuffix("/chat/completions") else { return refusal(404, "not_found") }
        guard let question = ModelQuestion(request.body) else { return refusal(400, "invalid_request") }
        tell(.asked(request.body))
        return answer(question)
    }

    private func refresh() throws(ScriptFault) {
        guard let bytes = read() else { throw ScriptFault(words: "it can't be read") }
        guard bytes != known else { return }
        script = try ModelScript(bytes)
        (known, uses) = (bytes, [:])
    }

    private func answer(_ question: ModelQuestion) -> AnyIterator<Delivery> {
        let fitting = script.rules.indices.first { index in
            script.rules[index].fits(question) && uses[index, default: 0] < script.rules[index].times ?? .max
        }
        guard let index = fitting else { return refusal(400, "no_rule_fits") }
        defer { uses[index, default: 0] += 1 }
        number += 1
        let answer = script.rules[index].answer
        let writing = ModelWriting(dialect: answer.dialect ?? script.dialect, question: question, number: number)
        let sending = ModelSending(writing: writing, seconds: answer.seconds ?? script.seconds, uses: uses[index, default: 0])
        return sending.deliveries(answer)
    }

    private var models: AnyIterator<Delivery> {
        let list: JSON = ["object": "list", "data": [["id": "sandbox", "object": "model", "created": 0, "owned_by": "holdfast"]]]
        return AnyIterator([Delivery.bytes(HTTPText.whole(200, list))].makeIterator())
    }

    private func refusal(_ status: Int, _ code: String) -> AnyIterator<Delivery> {
        let words: JSON = [
            "error": [
                "message": "nothing that the sandbox answers", "type": "invalid_request_error", "param": .null, "code": .string(code),
            ]
        ]
        return AnyIterator([Delivery.bytes(HTTPText.whole(status, words)), .leave].makeIterator())
    }
}

extension ModelScript.Rule {
    fileprivate func fits(_ question: ModelQuestion) -> Bool {
        let said = question.visitor.lowercased()
        guard visitor.isEmpty || visitor.contains(where: { said.contains($0.lowercased()) }) else { return false }
        guard round == nil || round == question.round else { return false }
        return has.allSatisfy { question.value($0) != nil } && !lacks.contains { question.value($0) != nil }
    }
}
