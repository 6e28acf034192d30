internal import Outbound
internal import Postgres
internal import Web

extension CallWalk {
    /// Does what a verb says.
    func perform(_ verb: XMLElement, before next: XMLElement?) throws {
        if verb.name == "Reject" { return try end(verb["reason"] == "busy" ? "busy" : "no-answer") }
        answer()
        switch verb.name {
        case "Say", "Play", "Pause": try speak(verb, before: next)
        case "Gather": try listen(verb)
        case "Redirect": try fetch("redirect", verb.text, method: verb["method"] ?? "POST")
        case "Dial": try dial(verb)
        case "Record": try wait("record", verb)
        case "Start": try startRecording(verb)
        default: try end("completed")
        }
    }

    /// Anything but a Reject takes the call.
    private func answer() {
        guard !state.isAnswered else { return }
        state.isAnswered = true
        take(status: "in-progress")
    }

    private func speak(_ verb: XMLElement, before next: XMLElement?) throws {
        switch verb.name {
        case "Say":
            let text = verb.text.trimmingBlanks
            try tell("said", ["text": .string(text), "voice": .text(verb["voice"]), "language": .text(verb["language"])])
            pass(Double(text.count) / Self.lettersASecond)
        case "Play":
            try tell("played", ["text": .string(verb.text.trimmingBlanks), "digits": .text(verb["digits"])])
            pass(5)
        default: try pause(verb["length"].flatMap { Double($0) } ?? 1, before: next)
        }
    }

    private static let lettersASecond = 15.0

    /// Pauses are virtual, but for those between two questions whether something is ready: it gets ready in real time.
    private func pause(_ seconds: Double, before next: XMLElement?) throws {
        try tell("paused", ["seconds": .double(seconds)])
        pass(seconds)
        guard next?.name == "Redirect" else { return }
        let step = try board.database.rows(NetworkStatements.settings).only().step
        HTTPClient.wait(.milliseconds(min(Double(step), seconds * 1000)))
    }

    private func listen(_ verb: XMLElement) throws {
        let inside = verb.elements
        for (place, child) in inside.enumerated() { try speak(child, before: inside.dropFirst(place + 1).first) }
        try wait("gather", verb)
    }

    /// Stops until somebody does something.
    private func wait(_ what: String, _ verb: XMLElement, _ more: [JSON.Member] = []) throws {
        let attributes = verb.attributes.map { JSON.Member($0.name, .string($0.value)) }
        state.waiting = .object([JSON.Member("for", .string(what))] + more + attributes)
        try tell("asked", state.waiting)
    }

    private func dial(_ verb: XMLElement) throws {
        let number = verb.elements.first { $0.name == "Number" }
        let whisper = number?["url"].map { [JSON.Member("whisper", .string($0))] } ?? []
        let called = (number?.text ?? verb.text).trimmingBlanks
        try wait("dial", verb, [JSON.Member("number", .string(called))] + whisper)
    }

    private func startRecording(_ verb: XMLElement) throws {
        for recording in verb.elements where recording.name == "Recording" {
            let sid = Switchboard.newSid("RE")
            state.recordings.append([
                "sid": .string(sid), "callback": .string(recording["recordingStatusCallback"] ?? ""), "since": .double(call.seconds),
            ])
            try tell("recording", ["sid": .string(sid)])
        }
    }
}
