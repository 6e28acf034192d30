internal import Web

/// What Twilio is to do with a call or a text: verbs in their order (twilio.com/docs/voice/twiml).
struct TwiML {
    var verbs: [Verb]

    /// Without verbs it says nothing: a text is answered by nobody, a call ends.
    init(_ verbs: Verb...) { self.verbs = verbs }

    init(_ verbs: [Verb]) { self.verbs = verbs }

    var xml: [UInt8] { Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + Element("Response", verbs.map(\.element)).xml }

    var response: Response { response() }

    /// - Parameter fault: what goes to the log.
    func response(fault: String? = nil) -> Response {
        var response = Response(.ok, headers: Self.headers, body: .bytes(xml))
        response.fault = fault
        return response
    }

    static var headers: Headers {
        var headers = Headers.noStore
        headers.add("Content-Type", "text/xml; charset=utf-8")
        return headers
    }
}

/// One verb. Its names and defaults are Twilio's.
indirect enum Verb {
    case say(Speech)
    case pause(seconds: Int)
    case gather(Gather)
    /// Goes on with what another address answers.
    case redirect(String)
    case hangup
    /// Refuses a call, which costs nothing. It must be the first verb.
    case reject(busy: Bool)
    case dial(Dial)
    case record(Record)
    /// Records the call from here on. What becomes of it is told to the address.
    case startRecording(callback: String)
    case message(String)
    /// Hands the call to a socket that hears and speaks, until that closes it; then the next verb follows. Its address has no query:
    /// what it must know travels as parameters.
    case stream(url: String, parameters: [Parameter])

    static func say(_ text: String, in language: String) -> Verb { .say(Speech(text: text, language: language)) }

    /// What a stream is told at its start.
    struct Parameter {
        var name: String
        var value: String
    }
}

/// Words that are spoken.
struct Speech {
    var text: String
    /// As Twilio names it, such as `en-US`.
    var language: String
    /// nil for the account's own.
    var voice: String?

    /// The shortest limit of Twilio's voices.
    static let mostCharacters = 3_000
}

/// Listens to what a caller says or presses.
struct Gather {
    /// What may be heard.
    enum Input: String { case both = "dtmf speech", keys = "dtmf", speech }

    /// What is said and waited meanwhile.
    var prompts: [Verb]
    var action: String
    var language: String
    var input = Input.both
    /// What is likely to be said.
    var hints: [String] = []
    /// Seconds of silence after the prompts.
    var timeout = 5
    /// Seconds of silence that end a sentence; nil for Twilio's own judgement.
    var speechTimeout: Int?
    var digits: Int?
    /// The key that ends what is pressed; none where it is empty.
    var finishOnKey: String?
    /// Whether silence is told to the action too. Otherwise the next verb follows.
    var tellsSilence = true

    static let mostHints = 500
    static let longestHint = 100
}

/// Puts a call through.
struct Dial {
    /// E.164.
    var number: String
    /// What follows; the verbs after it never run.
    var action: String
    /// Seconds that it rings.
    var timeout = 20
    /// Seconds that the two may talk.
    var timeLimit: Int?
    /// What the callee sees; nil for the caller's own number.
    var callerID: String?
    /// What the callee hears before the two are connected.
    var whisper: String?
}

/// Records what a caller leaves.
struct Record {
    /// What follows; the verbs after it never run.
    var action: String
    /// Seconds.
    var longest = 120
    /// Seconds of silence that end it.
    var timeout = 5
    var finishOnKey = "#"
    var beep = true
    /// Where is told that the recording can be fetched.
    var callback: String?
}
