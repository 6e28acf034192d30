internal import Postgres
internal import Web

extension Switchboard {
    /// How long a worker goes on telling after an answer of its own; what is left is told after the next.
    private static var patience: Duration { .seconds(20) }

    /// Moves messages on and tells whoever wants to know. Nobody is told of the first status, `queued`.
    func tellProgress() {
        let end = ContinuousClock.now + Self.patience
        do {
            while ContinuousClock.now < end {
                let steps = try database.rows(NetworkStatements.takeProgress)
                if steps.isEmpty { return }
                for step in steps { try tell(step) }
            }
        } catch {
            // What was taken and not told is taken again in half a minute.
            return
        }
    }

    private func tell(_ step: Int64) throws {
        guard let (message, told, code) = try database.rows(NetworkStatements.advance, step).first, let callback = message.callback else {
            return
        }
        _ = try deliver(Webhook(event: told, about: message.sid, address: callback, parameters: parameters(message, told, code)))
    }

    /// What a status callback holds (twilio.com/docs/messaging/guides/track-outbound-message-status).
    private func parameters(_ message: TextMessage, _ told: String, _ code: Int?) -> [Parameter] {
        var all = [
            Parameter("SmsSid", message.sid), Parameter("SmsStatus", told), Parameter("MessageStatus", told),
            Parameter("To", message.address(message.recipient)), Parameter("MessageSid", message.sid),
            Parameter("AccountSid", account.sid), Parameter("From", message.address(message.sender)),
            Parameter("ApiVersion", RESTPlace.version),
        ]
        if let code { all.append(Parameter("ErrorCode", String(code))) }
        if message.channel == "whatsapp" {
            all += [Parameter("ChannelPrefix", "whatsapp"), Parameter("ChannelToAddress", "+" + message.recipient.dropFirst())]
        } else if told == "delivered" || told == "undelivered" {
            all.append(Parameter("RawDlrDoneDate", "2611212140"))
        }
        return all
    }
}
