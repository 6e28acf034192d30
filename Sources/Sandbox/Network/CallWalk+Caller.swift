internal import Web

/// What the caller, and whoever is called in turn, does.
extension CallWalk {
    /// The first request: the call rings.
    func ring(_ more: [Parameter]) throws {
        try fetch("voice", board.settings.publicURL + "/webhooks/twilio/voice", more)
        try run()
    }

    /// Speaks. Where only keys are listened to nobody hears it.
    func say(_ text: String, confidence: Double?) throws {
        let gather = try waiting(for: "gather")
        pass(Double(text.count) / 15)
        guard hears("speech", gather) else { return try beSilent("said and not heard: \(text)") }
        try tell("heard", ["text": .string(text)])
        let spoken = [Parameter("SpeechResult", text), Parameter("Language", gather.string("language") ?? "en-US")]
        try act(on: gather, "gather", spoken + (confidence.map { [Parameter("Confidence", String($0))] } ?? []))
    }

    /// Presses keys; where only speech is listened to nobody hears them.
    func press(_ keys: String) throws {
        let gather = try waiting(for: "gather")
        guard hears("dtmf", gather) else { return try beSilent("pressed and not heard: \(keys)") }
        let end = gather.string("finishOnKey") ?? "#"
        let most = gather.string("numDigits").flatMap { Int($0) } ?? .max
        let digits = String(keys.prefix { !end.contains($0) }.prefix(most))
        try tell("pressed", ["text": .string(keys)])
        if digits.isEmpty { return try beSilent(nil) }
        try act(on: gather, "gather", [Parameter("Digits", digits)])
    }

    /// Says and presses nothing until it is no longer waited for.
    func beSilent(_ why: String?) throws {
        let kind = state.waiting.string("for")
        let seconds = state.waiting.string("timeout").flatMap { Double($0) } ?? 5
        try tell("silent", ["text": .text(why), "seconds": .double(seconds)])
        pass(seconds)
        let waited = state.waiting
        if kind == "gather", waited.string("actionOnEmptyResult") == "true" { return try act(on: waited, "gather", []) }
        guard kind == "gather" || kind == "record" else { throw Self.nobodyListens("a caller's silence") }
        state.waiting = .null
        try run()
    }

    /// How it went where somebody else was called.
    func dialled(_ outcome: String, seconds: Int) throws {
        let dial = try waiting(for: "dial")
        let child = Switchboard.newSid("CA")
        if outcome == "answered", let whisper = dial.string("whisper") { try listen(to: whisper, child, dial) }
        let talked = outcome == "answered"
        try tell("dialled", ["text": .string(outcome), "number": .text(dial.string("number"))])
        pass(talked ? Double(seconds) : dial.string("timeout").flatMap { Double($0) } ?? 30)
        let result = [
            Parameter("DialCallStatus", talked ? "completed" : outcome), Parameter("DialCallSid", child),
            Parameter("DialBridged", talked ? "true" : "false"),
        ]
        try act(on: dial, "dialled", result + (talked ? [Parameter("DialCallDuration", String(seconds))] : []))
    }

    /// What whoever was called hears before the two are put together.
    private func listen(to whisper: String, _ child: String, _ dial: JSON) throws {
        let own = [
            Parameter("AccountSid", board.account.sid), Parameter("ApiVersion", RESTPlace.version), Parameter("CallSid", child),
            Parameter("ParentCallSid", call.sid), Parameter("CallStatus", "in-progress"), Parameter("Direction", "outbound-dial"),
            Parameter("From", dial.string("callerId") ?? call.sender), Parameter("To", dial.string("number") ?? ""),
        ]
        let address = Address.resolve(whisper, against: state.address)
        let exchange = try board.deliver(Webhook(event: "whisper", about: call.sid, address: address, parameters: own))
        guard let document = try? Document(exchange.answer ?? "", verbs: Markup.callVerbs) else {
            return try tell(NetworkFault(code: NetworkFault.notTwiML, words: "what the other end is told can't be read"))
        }
        for fault in document.faults { try tell(fault) }
        for verb in document.verbs where verb.name == "Say" { try tell("whispered", ["text": .string(verb.text.trimmingBlanks)]) }
    }

    /// Leaves a message on the recording.
    func leave(_ text: String, seconds: Int, digits: String) throws {
        let record = try waiting(for: "record")
        let sid = Switchboard.newSid("RE")
        try tell("recorded", ["text": .string(text), "sid": .string(sid), "seconds": .number(seconds)])
        pass(Double(seconds))
        let base = state.address
        let result = [
            Parameter("RecordingUrl", board.recordingURL(sid)), Parameter("RecordingSid", sid),
            Parameter("RecordingDuration", String(seconds)), Parameter("Digits", digits),
        ]
        if digits == "hangup" { try end("completed") }
        try act(on: record, "record", result)
        state.address = base
        if let callback = record.string("recordingStatusCallback") {
            try tell(recording: sid, callback, seconds: seconds, source: "RecordVerb")
        }
        if let callback = record.string("transcribeCallback") { try tellTranscription(of: sid, text, callback) }
    }

    private func tellTranscription(of recording: String, _ text: String, _ callback: String) throws {
        let more = [
            Parameter("TranscriptionSid", Switchboard.newSid("TR")), Parameter("TranscriptionText", text),
            Parameter("TranscriptionStatus", "completed"), Parameter("RecordingSid", recording),
            Parameter("RecordingUrl", board.recordingURL(recording)),
        ]
        let address = Address.resolve(callback, against: state.address)
        _ = try board.deliver(
            Webhook(event: "transcription", about: call.sid, address: address, parameters: call.parameters(board.account) + more))
    }
}

extension CallWalk {
    /// Tells a verb's action what became of it, and goes on with its answer; without one, with the next verb.
    private func act(on verb: JSON, _ event: String, _ result: [Parameter]) throws {
        state.waiting = .null
        state.hops = 0
        if let action = verb.string("action") { try fetch(event, action, method: verb.string("method") ?? "POST", result) }
        try run()
    }

    private func hears(_ what: String, _ gather: JSON) -> Bool {
        (gather.string("input") ?? "dtmf").split(separator: " ").contains { $0 == what }
    }

    private func waiting(for what: String) throws(Problem) -> JSON {
        guard state.waiting.string("for") == what else { throw Self.nobodyListens(what) }
        return state.waiting
    }

    private static func nobodyListens(_ what: String) -> Problem {
        Problem(.conflict, code: "not_waiting", detail: "The call doesn't wait for this now: \(what).")
    }
}
