internal import Outbound
internal import Postgres
internal import Sealing
internal import Web

/// A request of the network to the business's program.
struct Webhook {
    /// What it tells of, in the network's words.
    var event: String
    /// The call or the message.
    var about: String
    var method = "POST"
    /// Absolute.
    var address: String
    var parameters: [Parameter]
    /// The same for every try of one event (`I-Twilio-Idempotency-Token`).
    var token = Hexadecimal.encode(Random.bytes(16))

    var isOfACall: Bool { about.hasPrefix("CA") }

    var body: [UInt8] {
        let pairs = parameters.map { Percent.encode($0.name) + "=" + Percent.encode($0.value).spacesAsPlus }
        return method == "GET" ? [] : Array(pairs.joined(separator: "&").utf8)
    }
}

extension String {
    /// As forms have it.
    fileprivate var spacesAsPlus: String { split(separator: "%20", omittingEmptySubsequences: false).joined(separator: "+") }
}

/// How a webhook went wrong, by the code that Twilio's debugger shows (twilio.com/docs/api/errors).
struct NetworkFault {
    var code: Int
    var words: String

    static let noAnswer = 11200
    static let noConnection = 11205
    static let tooManyRedirects = 11215
    static let notTwiML = 12100
    static let unknownMarkup = 12200
    static let wrongType = 12300

    var json: JSON { ["code": .number(code), "text": .string(words)] }
}

extension Switchboard {
    /// What a call's or a message's request may take in all (twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
    private static var limits: HTTPLimits {
        var limits = HTTPLimits()
        limits.connect = .seconds(5)
        (limits.firstByte, limits.silence, limits.total) = (.seconds(15), .seconds(15), .seconds(15))
        return limits
    }

    /// Sends it and keeps what came of it. A connection that can't be made is tried once more; nothing else is.
    func deliver(_ webhook: Webhook) throws -> Exchange {
        let started = ContinuousClock.now
        let outcome = isOurs(webhook.address) ? send(webhook) : .failure(.malformed)
        let milliseconds = Int((ContinuousClock.now - started) / .milliseconds(1))
        return try note(webhook, outcome, milliseconds)
    }

    private func send(_ webhook: Webhook, tries: Int = 2) -> Result<HTTPResponse, HTTPFailure> {
        guard let client else { return .failure(.malformed) }
        var headers = WebhookSignature(account: account).headers(webhook)
        headers += [("Accept", "*/*"), ("User-Agent", "TwilioProxy/1.1"), ("I-Twilio-Idempotency-Token", webhook.token)]
        if webhook.method != "GET" { headers.append(("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")) }
        let request = HTTPRequest(
            webhook.address, method: webhook.method, headers: headers, body: webhook.body, limits: Self.limits)
        let outcome = Result { () throws(HTTPFailure) in try client.send(request) }
        if case .failure(let failure) = outcome, !failure.mayHaveArrived, tries > 1 { return send(webhook, tries: tries - 1) }
        return outcome
    }

    private func note(_ webhook: Webhook, _ outcome: Result<HTTPResponse, HTTPFailure>, _ milliseconds: Int) throws -> Exchange {
        let answer = try? outcome.get()
        var exchange = try database.rows(
            NetworkStatements.noteExchange, "webhook", webhook.event, webhook.about, webhook.method, webhook.address,
            JSON.parameters(webhook.parameters).text, webhook.token, answer?.status, answer?.head["Content-Type"],
            answer.map { Self.text($0.body) }, milliseconds, Self.fault(outcome)?.words
        ).only()
        exchange.location = answer?.head["Location"]
        return exchange
    }

    /// Why there is nothing to go by; nil where there is an answer that may be read.
    private static func fault(_ outcome: Result<HTTPResponse, HTTPFailure>) -> NetworkFault? {
        switch outcome {
        case .success(let answer) where (200..<400).contains(answer.status): nil
        case .success(let answer): NetworkFault(code: NetworkFault.noAnswer, words: "the answer was \(answer.status)")
        case .failure(.malformed): NetworkFault(code: 11100, words: "that is no address of this house")
        case .failure(.timedOut): NetworkFault(code: NetworkFault.noConnection, words: "no answer within 15 seconds")
        case .failure: NetworkFault(code: NetworkFault.noConnection, words: "the connection failed")
        }
    }

    /// What comes back is shown, and kept: as text, and of bounded length.
    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix(65_536).map { $0 == 0 ? 0x3F : $0 }, as: UTF8.self)
    }

    /// The stand-in calls nobody but the house that it stands in for, and this machine.
    func isOurs(_ address: String) -> Bool {
        let roots = [settings.publicURL, "http://127.0.0.1", "http://localhost", "http://[::1]"]
        return roots.contains { root in
            address == root || ["/", ":", "?"].contains { address.hasPrefix(root + $0) }
        }
    }
}

extension JSON {
    static func parameters(_ parameters: [Parameter]) -> JSON { .array(parameters.map { [.string($0.name), .string($0.value)] }) }

    /// The pairs of a list that was kept.
    var parameters: [Parameter] {
        guard case .array(let pairs) = self else { return [] }
        return pairs.compactMap { pair in
            guard case .array(let sides) = pair, sides.count == 2, case .string(let name) = sides[0], case .string(let value) = sides[1]
            else { return nil }
            return Parameter(name, value)
        }
    }
}
