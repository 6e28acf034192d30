internal import Outbound
internal import Postgres
internal import Web

/// Moves one call on, as far as it goes by itself: until it waits for somebody, or ends.
final class CallWalk {
    let board: Switchboard
    private(set) var call: PhoneCall
    var state: CallState
    private(set) var isOver = false
    private var verbs: [XMLElement]?
    /// Documents that were asked for in this action.
    private var asked = 0

    private static let mostHops = 10
    private static let mostDocuments = 200

    init(_ board: Switchboard, _ call: PhoneCall) {
        self.board = board
        self.call = call
        state = CallState(call.state)
    }

    /// Follows the document from where it stands.
    func run() throws {
        while !isOver, state.waiting == .null {
            let verbs = try verbs ?? read(state.document)
            guard state.position < verbs.count else { return try end("completed") }
            state.position += 1
            try perform(verbs[state.position - 1], before: verbs.dropFirst(state.position).first)
        }
        try keep(goesOn: false)
    }

    /// Adds what happened to the call's steps.
    func tell(_ kind: String, _ detail: JSON) throws {
        _ = try board.database.rows(NetworkStatements.addStep, call.id, kind, detail.text)
    }

    func tell(_ fault: NetworkFault) throws { try tell("fault", fault.json) }

    /// What the network calls it from now on.
    func take(status: String) { call.status = status }

    /// Time passes for the call, not for whoever plays it.
    func pass(_ seconds: Double) {
        call.seconds += seconds
        state.hops = 0
    }

    /// Keeps where the call stands; it may have been hung up meanwhile.
    private func keep(goesOn: Bool) throws {
        guard !isOver else { return }
        let kept = try board.database.rows(NetworkStatements.keepCall, call.sid, call.status, state.text, call.seconds, goesOn)
        if kept.isEmpty { isOver = true }
    }

    private func read(_ text: String) throws -> [XMLElement] {
        let document = try Document(text, verbs: Markup.callVerbs)
        verbs = document.verbs
        return document.verbs
    }
}

// MARK: - Documents

extension CallWalk {
    /// Asks for a document, which is followed from then on. What goes wrong is told, and ends the call as it would there.
    func fetch(_ event: String, _ address: String, method: String = "POST", _ more: [Parameter] = []) throws {
        let target = Address.resolve(address, against: state.address)
        asked += 1
        state.hops += 1
        guard state.hops <= Self.mostHops, asked <= Self.mostDocuments else {
            let words = "more than \(Self.mostHops) documents in a row without a word or a pause"
            return try fail(NetworkFault(code: NetworkFault.tooManyRedirects, words: words), at: target)
        }
        let webhook = Webhook(
            event: event, about: call.sid, method: method, address: target, parameters: call.parameters(board.account) + more)
        try take(try answer(webhook), from: target)
    }

    /// The answer, behind as many redirects as are followed.
    private func answer(_ webhook: Webhook, redirects: Int = 0) throws -> Exchange {
        let exchange = try board.deliver(webhook)
        call.seconds += Double(exchange.milliseconds) / 1000
        if try board.faults(["duplicate_webhooks"], about: call.caller)["duplicate_webhooks"] != nil { _ = try board.deliver(webhook) }
        guard (300..<400).contains(exchange.status ?? 0), let place = exchange.location, redirects <= Self.mostHops else { return exchange }
        var next = webhook
        next.method = "GET"
        next.address = Address.resolve(place, against: webhook.address)
        return try answer(next, redirects: redirects + 1)
    }

    private func take(_ exchange: Exchange, from address: String) throws {
        try keep(goesOn: true)
        guard !isOver else { return }
        switch exchange.status {
        case .some(200..<300): try follow(exchange, from: address)
        case .some(300..<400): try fail(NetworkFault(code: NetworkFault.tooManyRedirects, words: "too many redirects"), at: address)
        case .some(let status): try fail(NetworkFault(code: NetworkFault.noAnswer, words: "the answer was \(status)"), at: address)
        case nil: try fail(NetworkFault(code: NetworkFault.noConnection, words: exchange.fault ?? "no answer"), at: address)
        }
    }

    /// The types that are read as TwiML (twilio.com/docs/voice/twiml, “Twilio's request”).
    private static let types: Set = ["text/xml", "application/xml", "text/html"]

    private func follow(_ exchange: Exchange, from address: String) throws {
        let type = (exchange.type ?? "").prefix { $0 != ";" }.lowercased()
        guard Self.types.contains(type) else {
            return try fail(NetworkFault(code: NetworkFault.wrongType, words: "the answer's type is \(type), not text/xml"), at: address)
        }
        do {
            let document = try Document(exchange.answer ?? "", verbs: Markup.callVerbs)
            for fault in document.faults { try tell(fault) }
            (state.document, state.address, state.position, verbs) = (exchange.answer ?? "", address, 0, document.verbs)
        } catch let fault as XMLFault {
            try fail(NetworkFault(code: NetworkFault.notTwiML, words: "byte \(fault.offset): \(fault.reason)"), at: address)
        }
    }

    /// The fallback, where there is one; otherwise the network's own regret, and the end of the call.
    private func fail(_ fault: NetworkFault, at address: String) throws {
        try tell(fault)
        let fallback = try board.database.rows(NetworkStatements.settings).only().fallback
        if let fallback, address != fallback {
            return try fetch(
                "fallback", fallback, [Parameter("ErrorCode", String(fault.code)), Parameter("ErrorUrl", address)])
        }
        try tell("said", ["text": "We are sorry, an application error has occurred. Goodbye.", "network": true])
        try end("completed")
    }
}

// MARK: - The end

extension CallWalk {
    /// Ends the call and tells whoever wants to know; where somebody else ended it, that was told already.
    func end(_ status: String, after seconds: Double = 0) throws {
        guard !isOver else { return }
        isOver = true
        // What passed in this action counts too.
        _ = try board.database.rows(NetworkStatements.keepCall, call.sid, call.status, state.text, call.seconds, true)
        guard let ended = try board.database.rows(NetworkStatements.endCall, call.sid, status, seconds).first else { return }
        call = ended
        try tell("ended", ["status": .string(status), "seconds": .number(Int(ended.seconds.rounded(.up)))])
        try tellRecordings()
        try tellEnd()
    }

    /// What an ended call's callback holds (twilio.com/docs/voice/api/call-resource#statuscallback).
    private func tellEnd() throws {
        let seconds = state.isAnswered ? Int(call.seconds.rounded(.up)) : 0
        let more = [
            Parameter("CallDuration", String(seconds)), Parameter("Duration", String((seconds + 59) / 60)),
            Parameter("Timestamp", (call.ended ?? call.at).rfc2822), Parameter("CallbackSource", "call-progress-events"),
            Parameter("SequenceNumber", "0"),
        ]
        let webhook = Webhook(
            event: "completed", about: call.sid, address: board.settings.publicURL + "/webhooks/twilio/status",
            parameters: call.parameters(board.account) + more)
        let faults = try board.faults(["no_callbacks", "duplicate_callbacks"], about: call.caller)
        if faults["no_callbacks"] != nil { return }
        _ = try board.deliver(webhook)
        if faults["duplicate_callbacks"] != nil { _ = try board.deliver(webhook) }
    }

    private func tellRecordings() throws {
        for recording in state.recordings {
            guard let sid = recording.string("sid"), let callback = recording.string("callback"), !callback.isEmpty else { continue }
            let seconds = call.seconds - (recording.number("since") ?? 0)
            try tell(recording: sid, callback, seconds: Int(seconds.rounded(.up)), source: "StartCallRecordingTwiML")
        }
    }

    /// A recording's callback (twilio.com/docs/voice/twiml/record#attributes-recording-status-callback).
    func tell(recording sid: String, _ callback: String, seconds: Int, source: String) throws {
        let parameters = [
            Parameter("AccountSid", board.account.sid), Parameter("CallSid", call.sid), Parameter("RecordingSid", sid),
            Parameter("RecordingUrl", board.recordingURL(sid)), Parameter("RecordingStatus", "completed"),
            Parameter("RecordingDuration", String(seconds)), Parameter("RecordingChannels", "1"), Parameter("RecordingSource", source),
        ]
        let address = Address.resolve(callback, against: state.address)
        _ = try board.deliver(Webhook(event: "recording", about: call.sid, address: address, parameters: parameters))
    }
}

extension Switchboard {
    func recordingURL(_ sid: String) -> String {
        "\(settings.publicURL)/sandbox/twilio/\(RESTPlace.version)/Accounts/\(account.sid)/Recordings/\(sid)"
    }
}

/// Addresses within documents, which may be relative to where the document came from.
enum Address {
    static func resolve(_ address: String, against base: String) -> String {
        let place = address.trimmingBlanks
        if place.hasPrefix("http://") || place.hasPrefix("https://") { return place }
        let scheme = base.prefix { $0 != ":" }
        let host = base.dropFirst(scheme.count + 3).prefix { $0 != "/" && $0 != "?" }
        let origin = "\(scheme)://\(host)"
        if place.hasPrefix("/") { return origin + place }
        let path = base.dropFirst(origin.count).prefix { $0 != "?" }
        if place.hasPrefix("?") || place.isEmpty { return origin + path + place }
        return origin + path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex) + place
    }
}
