internal import Postgres
internal import Receptionist
internal import Web

extension WebhookVisit {
    /// What a caller said or pressed. An answer that takes too long is waited for elsewhere, and the work on it goes on.
    func turn(_ delivery: TwilioRequest, _ line: Line) throws -> Response {
        let call = try CallVisit(self, delivery, line), nudge = office.settings.nudge
        let body = Response.Body.deferred(limit: Self.patience, meanwhile: call.waiting.xml) {
            defer { nudge() }
            return call.answer().xml
        }
        return Response(.ok, headers: TwiML.headers, body: body)
    }

    /// Twilio ends a call whose webhook takes 15 s; nginx gives this one 8.
    private static let patience = Duration.seconds(7)
}

extension CallVisit {
    /// The answer to what was heard.
    func answer() -> TwiML {
        do {
            let standing = try receptionist.standing(call: sid)
            guard let conversation = try conversation(of: standing) else { return farewell(phrases.noMoreCalls) }
            if let told = try receptionist.spoken(conversation: conversation, key: key) { return twiML(for: told) }
            if standing?.secondsLeft == 0 { return farewell(phrases.timeIsUp) }
            return answer(to: try heard(in: conversation), in: conversation)
        } catch {
            return trouble
        }
    }

    /// Goes on where the phone that was rung up was not answered.
    func answerUnanswered() -> TwiML {
        do { return answer(to: .unanswered, in: try conversation()) } catch { return trouble }
    }

    /// Takes the turn. One that is under way elsewhere is waited for.
    private func answer(to heard: HeardOnPhone, in conversation: String?) -> TwiML {
        do throws(TurnError) {
            let reply = try receptionist.turn(
                conversation: conversation, messageID: key, message: heard.message, action: heard.action,
                address: peer ?? sid, channel: .voice, caller: caller
            ) { _ in }
            return twiML(for: receptionist.spoken(reply))
        } catch {
            switch error {
            case .busy, .tooMany, .invalid: return waiting
            case .database: return trouble
            }
        }
    }

    private var caller: Caller? { peer.map { Caller(number: $0, vouched: isVouched) } }

    /// What was said or pressed; where the turn was given up before, what had been heard then.
    private func heard(in conversation: String) throws -> HeardOnPhone {
        if let pressed = delivery.query["key"] {
            return pressed.isEmpty ? .silence : try asked(in: conversation).pressed(pressed)
        }
        if delivery.query["kept"] != nil, let words = try receptionist.heard(conversation: conversation, key: key) {
            return .said(words)
        }
        return try heardNow(in: conversation)
    }

    func heardNow(in conversation: String) throws -> HeardOnPhone {
        if let digits = delivery["Digits"], !digits.isEmpty { return try asked(in: conversation).pressed(digits) }
        return .said(delivery["SpeechResult"] ?? "")
    }
}
