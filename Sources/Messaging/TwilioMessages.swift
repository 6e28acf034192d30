public import Outbound
internal import Sealing
internal import Web

/// A message on its way to Twilio.
public struct OutgoingMessage: Sendable {
    public enum Content: Sendable {
        case words(String)
        /// A template that WhatsApp has approved, under its name at Twilio, with its variables from 1 on.
        case template(String, [String])
    }

    public var channel: String
    /// E.164.
    public var to: String
    /// One of our numbers, E.164.
    public var from: String
    public var content: Content
    /// Where Twilio reports what becomes of it.
    public var statusCallback: String

    /// A number as Twilio has it on a channel.
    static func address(_ number: String, on channel: String) -> String { channel == "whatsapp" ? "whatsapp:\(number)" : number }
}

/// What became of a message that was handed over.
public enum Handover: Sendable, Equatable {
    /// Twilio has it, under this name.
    case taken(sid: String, segments: Int?)
    /// Twilio said no. The code is its own (twilio.com/docs/api/errors), where it gave one.
    case refused(status: Int, code: Int?, retryAfter: Duration?)
    /// It never came there.
    case unreachable
    /// Nobody knows: the answer was lost.
    case unknown
}

/// Messages at Twilio (twilio.com/docs/messaging/api/message-resource). There is no key that would make Twilio take a message once: who
/// doesn't know whether one was taken has to look.
public struct TwilioMessages {
    private let account: TwilioAccount
    private let client: HTTPClient

    public init(_ account: TwilioAccount, _ client: HTTPClient) {
        self.account = account
        self.client = client
    }

    /// Hands a message over.
    public func send(_ message: OutgoingMessage) -> Handover {
        var request = request(to: "Messages.json")
        request.method = "POST"
        request.isSentOnce = true
        request.headers.append(("Content-Type", "application/x-www-form-urlencoded"))
        request.body = Array(Self.form(message).utf8)
        do throws(HTTPFailure) {
            return Self.read(try client.send(request))
        } catch {
            return error.mayHaveArrived ? .unknown : .unreachable
        }
    }

    /// The latest messages from one number to another, the newest first; nil where Twilio doesn't say. Without `DateSent`, which a message
    /// that still waits there has not.
    public func latest(from: String, to: String, on channel: String) -> [SentMessage]? {
        let query = ["To", "From"].map { name in
            name + "=" + Percent.encode(OutgoingMessage.address(name == "To" ? to : from, on: channel))
        }
        do throws(HTTPFailure) {
            let answer = try client.send(request(to: "Messages.json?\(query.joined(separator: "&"))&PageSize=50"))
            guard answer.status == 200, case .array(let messages) = try? JSON(reading: answer.body)["messages"] else { return nil }
            return messages.compactMap(SentMessage.init)
        } catch {
            return nil
        }
    }

    private func request(to place: String) -> HTTPRequest {
        var limits = HTTPLimits()
        (limits.firstByte, limits.silence, limits.total) = (.seconds(10), .seconds(5), .seconds(15))
        let credentials = Base64.encode(Array("\(account.sid):\(account.token)".utf8))
        return HTTPRequest(
            "\(account.apiURL)/2010-04-01/Accounts/\(account.sid)/\(place)", headers: [("Authorization", "Basic \(credentials)")],
            limits: limits)
    }

    private static func form(_ message: OutgoingMessage) -> String {
        var pairs = [
            ("To", OutgoingMessage.address(message.to, on: message.channel)),
            ("From", OutgoingMessage.address(message.from, on: message.channel)), ("StatusCallback", message.statusCallback),
        ]
        switch message.content {
        case .words(let words): pairs.append(("Body", words))
        case .template(let sid, let variables):
            let numbered = variables.enumerated().map { JSON.Member(String($0.offset + 1), .string($0.element)) }
            pairs += [("ContentSid", sid), ("ContentVariables", JSON.object(numbered).text)]
        }
        return pairs.map { "\($0.0)=\(Percent.encode($0.1))" }.joined(separator: "&")
    }

    private static func read(_ answer: HTTPResponse) -> Handover {
        let body = try? JSON(reading: answer.body)
        guard (200...299).contains(answer.status) else {
            let seconds = answer.head["Retry-After"].flatMap { Int($0) }
            return .refused(status: answer.status, code: body?["code"]?.asInt, retryAfter: seconds.map { .seconds(min(max($0, 1), 3600)) })
        }
        guard let sid = body?["sid"]?.asText else { return .unknown }
        return .taken(sid: sid, segments: body?["num_segments"]?.asText.flatMap { Int($0) })
    }
}

/// A message as Twilio lists it.
public struct SentMessage: Sendable, Equatable {
    public var sid: String
    public var body: String
    /// When Twilio took it, in seconds since 1970; nil where it doesn't say.
    public var created: Int64?

    init?(_ json: JSON) {
        guard let sid = json["sid"]?.asText, let body = json["body"]?.asText else { return nil }
        (self.sid, self.body) = (sid, body)
        created = json["date_created"]?.asText.flatMap { MailDate.seconds(of: $0) }
    }
}

extension JSON {
    fileprivate var asText: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var asInt: Int? { if case .int(let number) = self { Int(number) } else { nil } }
}
