internal import Receptionist
internal import Web

extension WebhookVisit {
    /// A caller waits for the answer of a turn, or its worker has failed. It never blocks.
    func wait(_ delivery: TwilioRequest, _ line: Line) throws -> Response {
        let call = try CallVisit(self, delivery, line)
        return call.look(afterFailure: delivery.turnFailed).response
    }
}

extension CallVisit {
    /// Goes on waiting elsewhere.
    var waiting: TwiML { TwiML(.redirect(visit.address(.wait, kept))) }

    /// How the turn stands: its answer, a little more patience, or another try at it.
    func look(afterFailure isFailed: Bool) -> TwiML {
        do {
            guard let conversation = try conversation() else { return farewell(phrases.noMoreCalls) }
            switch try receptionist.wait(conversation: conversation, key: key) {
            case .answered(let reply): return twiML(for: reply)
            case .underWay: return patience
            case .leftAlone: return TwiML(.redirect(visit.address(.turn, kept)))
            case .unknown: return try isFailed ? keep(in: conversation) : trouble
            }
        } catch TurnError.busy {
            return patience
        } catch {
            return trouble
        }
    }

    private static let pause = 2

    private var patience: TwiML {
        let isFirst = delivery.query["since"] == nil
        let words: [Verb] = isFirst ? [.say(phrases.oneMoment, in: spoken(phrases.language))] : []
        return TwiML(words + [.pause(seconds: Self.pause), .redirect(visit.address(.wait, waited))])
    }

    /// The worker died before it had taken the turn: what was heard is kept, and another takes it.
    private func keep(in conversation: String) throws -> TwiML {
        let heard = try heardNow(in: conversation)
        try receptionist.keep(heard: heard.message, action: heard.action, conversation: conversation, key: key)
        return TwiML(.redirect(visit.address(.turn, kept)))
    }

    // MARK: What travels in addresses: the turn, and a key that was pressed. Words never do.

    private var waited: KeyValuePairs<String, String> {
        guard let pressed else { return ["n": String(number), "since": "1"] }
        return ["n": String(number), "since": "1", "key": pressed]
    }

    private var kept: KeyValuePairs<String, String> {
        guard let pressed else { return ["n": String(number), "kept": "1"] }
        return ["n": String(number), "key": pressed]
    }

    /// A single key, or none where nothing was heard; nil for words and numbers, which stand in the turn.
    private var pressed: String? {
        if let known = delivery.query["key"] { return known }
        if delivery.query["kept"] != nil || delivery.query["since"] != nil { return nil }
        let digits = delivery["Digits"] ?? ""
        if digits.count == 1 { return digits }
        return digits.isEmpty && (delivery["SpeechResult"] ?? "").isEmpty ? "" : nil
    }
}
