internal import Web

/// What a stand-in for a model says when: rules, of which the first that fits answers. `docs/sandbox.md` tells what stands in one.
struct ModelScript: Equatable, Sendable {
    /// What every question must hold as its key; nil for any.
    var key: String?
    /// How a server writes its answers.
    var dialect = Dialect.openai
    /// How long each answer takes, unless its rule says otherwise.
    var seconds = 0.0
    var rules: [Rule] = []

    struct Rule: Equatable, Sendable {
        /// One of which the visitor's message holds, whatever the case of its letters; empty for any message.
        var visitor: [String] = []
        var round: Int?
        /// Values that are there, and values that aren't.
        var has: [String] = []
        var lacks: [String] = []
        /// How often it answers at most.
        var times: Int?
        var answer = Answer()
    }

    struct Answer: Equatable, Sendable {
        var dialect: Dialect?
        var seconds: Double?
        var say: String?
        /// How often that is said.
        var repeats = 1
        var calls: [Call] = []
        /// Why it ends, in place of the true reason.
        var finish: String?
        var fault: Fault?
    }

    struct Call: Equatable, Sendable {
        var tool: String
        /// A template, or with `raw` the very text of the arguments.
        var arguments: JSON = [:]
        var raw: String?
        var id: String?
    }

    enum Fault: Equatable, Sendable {
        /// The connection is closed after so many bytes of the answer, its head included.
        case dies(Place)
        /// From that byte on nothing more comes.
        case stalls(Place)
        /// Words or calls without end.
        case raves(Raving)
        /// An answer that is none; the code is the API's.
        case refuses(status: Int, code: String, after: Int?)
        /// An error within a stream that began well.
        case breaks(code: String)
        /// These bytes are the stream.
        case garbage(String)
    }

    enum Place: Equatable, Sendable {
        case byte(Int)
        /// One later each time, from the first.
        case next
    }

    enum Raving: String, Sendable { case words, calls }
}

/// How servers differ in what they send.
enum Dialect: String, Sendable, CaseIterable {
    case openai, vllm, llamacpp, ollama
    /// As little as any server sends: no ids, no usage, no closing mark, arguments as an object.
    case terse
}
