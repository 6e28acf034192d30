internal import Postgres
internal import Sealing
internal import Web

extension Switchboard {
    /// Somebody calls a business. A caller without a number withholds it.
    func openCall(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let caller = try fields.string("from")
        let sender = caller == nil ? Self.withheld : try number(fields, "from")
        let call = try database.rows(
            NetworkStatements.openCall, Self.newSid("CA"), "inbound", sender, try number(fields, "to"), "ringing", CallState().text
        ).only()
        var first = [Parameter("CallToken", Random.token())]
        if caller != nil, let level = try fields.string("stir") { first.append(Parameter("StirVerstat", "TN-Validation-Passed-\(level)")) }
        first = first.changed(by: try JSON.members(of: request, "parameters"))
        return .json(try moved(call.sid, since: 0) { walk in try walk.ring(first) }, status: .created)
    }

    /// What a number that isn't told reads as.
    private static let withheld = "anonymous"

    /// Somebody does something in a call.
    func act(_ sid: String, _ action: CallAction, _ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let since = try database.rows(NetworkStatements.steps, try existing(sid).id, 0).last?.n ?? 0
        if action == .hangUp { return .json(try hangUp(sid, seconds: try fields.int("seconds") ?? 0, since: since)) }
        let text = try fields.string("text") ?? "", digits = try fields.string("digits")
        let seconds = try fields.int("seconds"), outcome = try fields.string("outcome") ?? "answered"
        let body = try? JSON(reading: request.body)
        let confidence = body?["confidence"] == nil ? 0.93 : body?.number("confidence")
        let answer = try moved(sid, since: since) { walk in
            switch action {
            case .say: try walk.say(text, confidence: confidence)
            case .press: try walk.press(digits ?? "")
            case .silence: try walk.beSilent(nil)
            case .dial: try walk.dialled(outcome, seconds: seconds ?? 20)
            case .leave: try walk.leave(text, seconds: seconds ?? 5, digits: digits ?? "hangup")
            case .hangUp: break
            }
        }
        return .json(answer)
    }

    /// Moves a call on; one person speaks at a time.
    private func moved(_ sid: String, since: Int, _ move: (CallWalk) throws -> Void) throws -> JSON {
        guard let call = try database.rows(NetworkStatements.takeCall, sid).first else {
            throw Problem(.conflict, code: "not_waiting", detail: "The call has ended, or it is answering already.")
        }
        let walk = CallWalk(self, call)
        do { try move(walk) } catch {
            _ = try? database.rows(NetworkStatements.keepCall, sid, call.status, call.state, call.seconds, false)
            throw error
        }
        return try json(existing(sid), since: since)
    }

    /// A caller may hang up at any moment: an answer that is under way is heard by nobody.
    private func hangUp(_ sid: String, seconds: Int, since: Int) throws -> JSON {
        let call = try existing(sid)
        guard call.ended == nil else { throw Problem(.conflict, code: "not_waiting", detail: "The call has ended already.") }
        try CallWalk(self, call).end("completed", after: Double(seconds))
        return try json(existing(sid), since: since)
    }

    func existing(_ sid: String) throws -> PhoneCall {
        guard let call = try database.rows(NetworkStatements.call, sid).first else {
            throw Problem.notFound("There is no such call. Place one at /sandbox/api/calls.")
        }
        return call
    }

    /// A call with all its steps; those after one are told as new.
    func json(_ call: PhoneCall, since: Int = 0) throws -> JSON {
        let steps: [(n: Int, json: JSON)] = try database.rows(NetworkStatements.steps, call.id, 0).map { step in
            guard case .object(let members) = try? JSON(reading: Array(step.detail.utf8)) else { return (step.n, .null) }
            return (step.n, .object([.init("n", .number(step.n)), .init("kind", .string(step.kind))] + members))
        }
        let faults = steps.map(\.json).filter { $0["kind"] == "fault" }
        return [
            "sid": .string(call.sid), "from": .string(call.sender), "to": .string(call.recipient), "status": .string(call.status),
            "waiting": call.ended == nil ? CallState(call.state).waiting : .null, "seconds": .double(call.seconds),
            "faults": .array(faults), "steps": .array(steps.map(\.json)), "new": .array(steps.filter { $0.n > since }.map(\.json)),
        ]
    }
}
