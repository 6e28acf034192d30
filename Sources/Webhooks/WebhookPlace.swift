internal import Web

/// What services call, below `/webhooks`.
enum WebhookPlace: Route, CaseIterable {
    /// A call that comes in.
    case voice
    /// What a caller said or pressed.
    case turn
    /// A caller waits for an answer.
    case wait
    /// A call that was put through has ended.
    case dialled
    /// A recording was stored.
    case recording
    /// A text that comes in, by SMS or WhatsApp.
    case sms
    /// What became of a text or a call.
    case status

    init?(segments: ArraySlice<String>) {
        guard let place = Self.allCases.first(where: { $0.segments[...] == segments }) else { return nil }
        self = place
    }

    var segments: [String] {
        switch self {
        case .voice: ["webhooks", "twilio", "voice"]
        case .turn: ["webhooks", "twilio", "voice", "turn"]
        case .wait: ["webhooks", "twilio", "voice", "wait"]
        case .dialled: ["webhooks", "twilio", "voice", "dialled"]
        case .recording: ["webhooks", "twilio", "voice", "recording"]
        case .sms: ["webhooks", "twilio", "sms"]
        case .status: ["webhooks", "twilio", "status"]
        }
    }

    /// What is heard here. What a proxy on the way keeps of an address would hold a caller's words, so there is no GET.
    var methods: [Method] {
        switch self {
        case .voice, .turn, .wait, .dialled, .recording, .sms, .status: [.post]
        }
    }

    /// What the log, the metrics and the processes' titles call it.
    var name: String {
        switch self {
        case .voice: "twilio.voice"
        case .turn: "twilio.turn"
        case .wait: "twilio.wait"
        case .dialled: "twilio.dialled"
        case .recording: "twilio.recording"
        case .sms: "twilio.sms"
        case .status: "twilio.status"
        }
    }
}
