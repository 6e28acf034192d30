/// What a document may hold: each verb with its attributes and what stands in it (twilio.com/docs/voice/twiml, one page a verb).
struct Markup {
    /// How an attribute's value must read.
    enum Kind { case any, number, flag, method, address, choice(Set<String>), language, keys }

    let attributes: [String: Kind]
    var required: Set<String> = []
    var children: Set<String> = []
    /// Whether text stands in it: never, perhaps, always.
    var text = Text.never

    enum Text { case never, maybe, always }

    /// What stands directly in the root of an answer to a call.
    static let callVerbs: Set = ["Say", "Play", "Pause", "Gather", "Redirect", "Hangup", "Reject", "Dial", "Record", "Start"]
    /// The same for a text.
    static let textVerbs: Set = ["Message"]

    private static let speech: Set = ["break", "emphasis", "lang", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"]
    private static let recordingCallback: [String: Kind] = [
        "recordingStatusCallback": .address, "recordingStatusCallbackMethod": .method, "recordingStatusCallbackEvent": .any,
        "trim": .choice(["trim-silence", "do-not-trim"]),
    ]

    /// An action that is left out is the document's own address: it is asked for again without end, which nobody means.
    static let known: [String: Markup] = [
        "Say": Markup(attributes: ["voice": .any, "language": .language, "loop": .number], children: speech, text: .always),
        "Play": Markup(attributes: ["loop": .number, "digits": .keys], text: .maybe),
        "Pause": Markup(attributes: ["length": .number]),
        "Gather": Markup(
            attributes: [
                "input": .choice(["dtmf", "speech", "dtmf speech", "speech dtmf"]), "action": .address, "method": .method,
                "timeout": .number, "speechTimeout": .any, "speechModel": .any, "enhanced": .flag, "language": .language, "hints": .any,
                "numDigits": .number, "finishOnKey": .keys, "actionOnEmptyResult": .flag, "partialResultCallback": .address,
                "partialResultCallbackMethod": .method, "profanityFilter": .flag, "bargeIn": .flag, "maxSpeechTime": .number,
                "debug": .flag,
            ],
            required: ["action"], children: ["Say", "Play", "Pause"]),
        "Redirect": Markup(attributes: ["method": .method], text: .always),
        "Hangup": Markup(attributes: [:]), "Reject": Markup(attributes: ["reason": .choice(["rejected", "busy"])]),
        "Dial": Markup(
            attributes: [
                "action": .address, "method": .method, "timeout": .number, "timeLimit": .number, "callerId": .any, "callReason": .any,
                "answerOnBridge": .flag, "hangupOnStar": .flag, "record": .any, "recordingTrack": .any, "referUrl": .address,
                "referMethod": .method, "ringTone": .any, "sequential": .flag,
            ].merging(recordingCallback) { first, _ in first }, children: ["Number"], text: .maybe),
        "Number": Markup(
            attributes: [
                "sendDigits": .keys, "url": .address, "method": .method, "statusCallback": .address, "statusCallbackEvent": .any,
                "statusCallbackMethod": .method, "machineDetection": .any, "amdStatusCallback": .address,
            ], text: .always),
        "Record": Markup(
            attributes: [
                "action": .address, "method": .method, "timeout": .number, "finishOnKey": .keys, "maxLength": .number, "playBeep": .flag,
                "transcribe": .flag, "transcribeCallback": .address,
            ].merging(recordingCallback) { first, _ in first }, required: ["action"]),
        "Start": Markup(attributes: [:], children: ["Recording"]),
        "Recording": Markup(
            attributes: ["channels": .choice(["mono", "dual"]), "track": .choice(["inbound", "outbound", "both"])]
                .merging(recordingCallback) { first, _ in first }),
        "Message": Markup(
            attributes: ["to": .any, "from": .any, "action": .address, "method": .method, "statusCallback": .address],
            children: ["Body", "Media"], text: .maybe),
        "Body": Markup(attributes: [:], text: .always), "Media": Markup(attributes: [:], text: .always),
    ]

    /// Elements within speech are the voice's own language (SSML); only their names are looked at.
    static func isSpeech(_ name: String) -> Bool { speech.contains(name) }
}
