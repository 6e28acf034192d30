extension Verb {
    var element: Element {
        switch self {
        case .say(let speech): speech.element
        case .pause(let seconds): Element("Pause", ["length": String(seconds)])
        case .gather(let gather): gather.element
        case .redirect(let url): Element("Redirect", ["method": "POST"], text: url)
        case .hangup: Element("Hangup")
        case .reject(let busy): Element("Reject", ["reason": busy ? "busy" : "rejected"])
        case .dial(let dial): dial.element
        case .record(let record): record.element
        case .startRecording(let callback): Element("Start", [Element("Recording", ["recordingStatusCallback": callback])])
        case .message(let text): Element("Message", text: text)
        case .stream(let url, let parameters):
            Element("Connect", [Element("Stream", ["url": url], parameters.map(\.element))])
        }
    }
}

extension Verb.Parameter {
    fileprivate var element: Element { Element("Parameter", ["name": name, "value": value]) }
}

extension Speech {
    fileprivate var element: Element {
        Element("Say", ["language": language, "voice": voice], text: String(text.prefix(Self.mostCharacters)))
    }
}

extension Gather {
    fileprivate var element: Element {
        let likely = hints.filter { $0.count <= Self.longestHint && !$0.contains(",") }.prefix(Self.mostHints)
        return Element(
            "Gather",
            [
                "action": action, "method": "POST", "input": input.rawValue, "language": language,
                "hints": likely.isEmpty ? nil : likely.joined(separator: ","), "timeout": String(timeout),
                "speechTimeout": speechTimeout.map { String($0) } ?? "auto", "numDigits": digits.map { String($0) },
                "finishOnKey": finishOnKey, "actionOnEmptyResult": tellsSilence ? "true" : nil,
            ], prompts.map(\.element))
    }
}

extension Dial {
    fileprivate var element: Element {
        Element(
            "Dial",
            [
                "action": action, "method": "POST", "timeout": String(timeout), "timeLimit": timeLimit.map { String($0) },
                "callerId": callerID, "answerOnBridge": "true",
            ], [Element("Number", ["url": whisper], text: number)])
    }
}

extension Record {
    fileprivate var element: Element {
        Element(
            "Record",
            [
                "action": action, "method": "POST", "maxLength": String(longest), "timeout": String(timeout), "finishOnKey": finishOnKey,
                "playBeep": beep ? "true" : "false", "recordingStatusCallback": callback,
            ])
    }
}
