internal import Outbound
internal import PhoneNumbers
internal import Postgres
internal import Sealing
internal import Web

/// A message that the business's program wants sent (twilio.com/docs/messaging/api/message-resource).
struct MessageOrder {
    var channel: String
    var sender: String
    var recipient: String
    var body: String
    var callback: String?
    var isTemplate: Bool

    /// Most characters of a body.
    static let longestBody = 1600

    init(_ form: Fields, isOurs: (String) -> Bool) throws(RESTRefusal) {
        guard let to = form["To"], !to.isEmpty else { throw RESTRefusal(21604) }
        guard let from = form["From"], !from.isEmpty else { throw RESTRefusal(21603) }
        recipient = try Self.number(to)
        guard to.hasPrefix(Self.whatsApp) == from.hasPrefix(Self.whatsApp) else { throw RESTRefusal(21910) }
        channel = to.hasPrefix(Self.whatsApp) ? "whatsapp" : "sms"
        sender = String(from.dropFirst(channel == "sms" ? 0 : Self.whatsApp.count))
        isTemplate = form["ContentSid"] != nil
        body = try Self.body(form)
        callback = form["StatusCallback"]
        if let callback, !isOurs(callback) { throw RESTRefusal(21609) }
    }

    private static let whatsApp = "whatsapp:"

    private static func number(_ address: String) throws(RESTRefusal) -> String {
        let number = address.hasPrefix(whatsApp) ? String(address.dropFirst(whatsApp.count)) : address
        if let code = magic[number] { throw RESTRefusal(code, code == 21211 ? invalid(number) : nil) }
        guard PhoneNumber.isE164(number) else { throw RESTRefusal(21211, invalid(number)) }
        return number
    }

    private static func invalid(_ number: String) -> String { "The 'To' number \(number) is not a valid phone number." }

    /// Numbers that Twilio's own test credentials refuse.
    private static let magic = ["+15005550001": 21211, "+15005550003": 21408, "+15005550004": 21610, "+15005550009": 21614]

    private static func body(_ form: Fields) throws(RESTRefusal) -> String {
        if let template = form["ContentSid"] {
            let isOne = template.hasPrefix("HX") && template.count == 34
            guard isOne, form["Body"] == nil else { throw RESTRefusal(21656, "The ContentSid is invalid.") }
            return "[\(template)] \(form["ContentVariables"] ?? "")"
        }
        guard let body = form["Body"], !body.trimmingBlanks.isEmpty else { throw RESTRefusal(21602) }
        guard body.utf16.count <= longestBody else { throw RESTRefusal(21617) }
        return body
    }
}

extension Switchboard {
    func createMessage(_ request: Request, _ about: inout String) throws -> Response {
        let order = try MessageOrder(try request.formFields(), isOurs: isOurs)
        let faults = try faults(["lose_request", "refuse", "slow", "lose_answer"], about: order.recipient)
        if let seconds = faults["slow"]?.number("seconds") { HTTPClient.wait(.seconds(seconds)) }
        if faults["lose_request"] != nil { return .cut }
        if let refusal = faults["refuse"] { throw RESTRefusal(faulty: refusal) }
        if let code = try database.rows(NetworkStatements.refusal, order.channel, order.sender, order.recipient).first ?? nil {
            throw RESTRefusal(code)
        }
        let message = try keep(order, direction: "outbound-api", isAutomatic: false)
        about = message.sid
        var response = faults["lose_answer"] == nil ? Response.json(json(message), status: .created) : .cut
        response.afterwards = { [self] in tellProgress() }
        return response
    }

    /// Takes a message on its way.
    func keep(_ order: MessageOrder, direction: String, isAutomatic: Bool) throws -> TextMessage {
        let segments = order.channel == "sms" ? Segments.count(order.body) : 1
        return try database.rows(
            NetworkStatements.sendMessage, Self.newSid("SM"), direction, order.channel, order.sender, order.recipient, order.body, segments,
            order.callback, order.isTemplate, isAutomatic
        ).only()
    }

    func message(_ sid: String, at path: String) throws -> Response {
        guard let message = try database.rows(NetworkStatements.message, sid).first else { throw RESTRefusal.nothing(at: path) }
        return .json(json(message))
    }

    /// Newest first, a page at a time.
    func listMessages(_ request: Request) throws -> Response {
        let query = try request.queryFields()
        let size = try Page.size(query)
        let days = try SentBetween(query)
        let found = try database.rows(
            NetworkStatements.messageList, query["To"], query["From"], days.from, days.before,
            query["PageToken"].flatMap { Int64($0.dropFirst(2)) },
            size + 1)
        let page = Page(query, size: size, path: request.path, more: found.count > size, last: found.prefix(size).last?.id)
        return .json(page.json("messages", found.prefix(size).map { json($0) }))
    }

    func json(_ message: TextMessage) -> JSON {
        let uri = "/\(RESTPlace.version)/Accounts/\(account.sid)/Messages/\(message.sid)"
        return [
            "account_sid": .string(account.sid), "api_version": .string(RESTPlace.version), "body": .string(message.body),
            "date_created": .string(message.at.rfc2822), "date_sent": message.status == "queued" ? .null : .string(message.at.rfc2822),
            "date_updated": .string(message.updated.rfc2822), "direction": .string(message.direction),
            "error_code": message.errorCode.map { .number($0) } ?? .null, "error_message": .null,
            "from": .string(message.address(message.sender)), "messaging_service_sid": .null, "num_media": "0",
            "num_segments": .string(String(message.segments)), "price": .null, "price_unit": "USD", "sid": .string(message.sid),
            "status": .string(message.status), "subresource_uris": ["media": .string("\(uri)/Media.json")],
            "to": .string(message.address(message.recipient)), "uri": .string("\(uri).json"),
        ]
    }

    static func newSid(_ kind: String) -> String { kind + Hexadecimal.encode(Random.bytes(16)) }
}
