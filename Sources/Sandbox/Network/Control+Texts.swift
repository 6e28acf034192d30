internal import PhoneNumbers
internal import Postgres
internal import Web

extension Switchboard {
    /// Somebody writes to a business: the network obeys its keywords, and hands the text on.
    func text(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let channel = try fields.string("channel") ?? "sms"
        guard ["sms", "whatsapp"].contains(channel) else { throw Problem.invalid("“channel” is sms or whatsapp.") }
        let sender = try number(fields, "from"), recipient = try number(fields, "to")
        let body = try fields.string("body") ?? ""
        let message = try database.rows(
            NetworkStatements.receiveMessage, Self.newSid("SM"), channel, sender, recipient, body,
            channel == "sms" ? Segments.count(body) : 1
        ).only()
        let keyword = channel == "sms" ? Keyword(body) : nil
        let automatic = try keyword.map { try obey($0, message) } ?? []
        let exchange = try hand(on: message, try parameters(message, keyword, try fields.fields("parameters"), request))
        let answer: JSON = [
            "message": json(of: message), "exchange": json(of: exchange), "automatic": .array(automatic.map { json(of: $0) }),
        ]
        return .json(answer, status: .created)
    }

    func number(_ fields: JSONFields, _ name: String) throws(Problem) -> String {
        let number = try fields.required(name, try fields.string(name))
        guard PhoneNumber.isE164(number) else { throw .invalid("“\(name)” is no number such as +12125550142.") }
        return number
    }

    /// A keyword that changes nothing is answered all the same, as an unsubscribed phone's START is; a START of somebody who hears of us
    /// already isn't.
    private func obey(_ keyword: Keyword, _ message: TextMessage) throws -> [TextMessage] {
        if keyword == .help { return [try automatic(keyword, message)] }
        let changed = try database.rows(NetworkStatements.obey, message.recipient, message.sender, keyword == .stop).only()
        return changed ? [try automatic(keyword, message)] : []
    }

    private func automatic(_ keyword: Keyword, _ message: TextMessage) throws -> TextMessage {
        var order = MessageOrder(from: message.recipient, to: message.sender, channel: message.channel, body: keyword.answer)
        order.callback = nil
        return try keep(order, direction: "outbound-reply", isAutomatic: true)
    }

    /// The webhook, once more where a fault says so, and what its answer says.
    private func hand(on message: TextMessage, _ parameters: [Parameter]) throws -> Exchange {
        let webhook = Webhook(
            event: "text", about: message.sid, address: settings.publicURL + "/webhooks/twilio/sms", parameters: parameters)
        var exchange = try deliver(webhook)
        if try faults(["duplicate_webhooks"], about: message.sender)["duplicate_webhooks"] != nil { _ = try deliver(webhook) }
        exchange.fault = try exchange.fault ?? reply(to: message, exchange)
        return exchange
    }

    /// Sends the messages of the answer; gives what is wrong with it.
    private func reply(to message: TextMessage, _ exchange: Exchange) throws -> String? {
        guard let text = exchange.answer, !text.isEmpty else { return nil }
        let document: Document
        do { document = try Document(text, verbs: Markup.textVerbs) } catch { return "byte \(error.offset): \(error.reason)" }
        for verb in document.verbs {
            let body = verb.elements.first { $0.name == "Body" }?.text ?? verb.text
            let order = MessageOrder(from: message.recipient, to: message.sender, channel: message.channel, body: body.trimmingBlanks)
            _ = try keep(order, direction: "outbound-reply", isAutomatic: false)
        }
        return document.faults.first?.words
    }

    /// What an incoming message's webhook holds (twilio.com/docs/messaging/guides/webhook-request); whoever sends it may replace or add.
    private func parameters(
        _ message: TextMessage, _ keyword: Keyword?, _ changes: JSONFields?, _ request: Request
    ) throws -> [Parameter] {
        var all = [
            Parameter("ToCountry", "US"), Parameter("SmsMessageSid", message.sid), Parameter("NumMedia", "0"),
            Parameter("SmsSid", message.sid), Parameter("SmsStatus", "received"), Parameter("Body", message.body),
            Parameter("To", message.address(message.recipient)), Parameter("NumSegments", String(message.segments)),
            Parameter("MessageSid", message.sid), Parameter("AccountSid", account.sid),
            Parameter("From", message.address(message.sender)), Parameter("ApiVersion", RESTPlace.version),
        ]
        if message.channel == "whatsapp" {
            all += [
                Parameter("ProfileName", "Someone"), Parameter("WaId", String(message.sender.dropFirst())),
                Parameter("MessageType", "text"),
            ]
        } else {
            all += Place.parameters(of: message.sender, prefix: "From")
        }
        if let keyword, try database.rows(NetworkStatements.settings).only().advanced {
            all.append(Parameter("OptOutType", keyword.rawValue))
        }
        return all.changed(by: changes == nil ? nil : try JSON.members(of: request, "parameters"))
    }
}

extension MessageOrder {
    /// A message of the network's own, or of an answer.
    init(from sender: String, to recipient: String, channel: String, body: String) {
        (self.sender, self.recipient, self.channel, self.body) = (sender, recipient, channel, body)
        (callback, isTemplate) = (nil, false)
    }
}

extension JSON {
    /// The members of an object in a request's body, all texts.
    static func members(of request: Request, _ name: String) throws(Problem) -> [Parameter] {
        guard let body = try? JSON(reading: request.body), case .object(let members) = body[name] else { return [] }
        return members.compactMap { member in
            if case .string(let text) = member.value { Parameter(member.name, text) } else { nil }
        }
    }
}

extension [Parameter] {
    /// With these in place of those of the same names.
    func changed(by others: [Parameter]?) -> [Parameter] {
        guard let others else { return self }
        return filter { own in !others.contains { $0.name == own.name } } + others
    }
}
