public import Outbound
internal import Web

/// Where a model answers, and under which name. The key is a secret: nothing of an account is ever printed.
public struct ModelAccount: Sendable {
    /// Such as `https://api.openai.com/v1`, without a slash at the end.
    var baseURL: String
    var key: String
    var model: String
    var price: ModelPrice?
    /// What one business may spend in a month, in millionths of the price's currency; nil for no end.
    public let ceiling: Int64?
    var patience: Duration

    /// - Parameter patience: how long the model may take over one message of a visitor, all questions together.
    public init(
        baseURL: String, key: String, model: String, price: ModelPrice? = nil, ceiling: Int64? = nil,
        patience: Duration = ModelLimits().time
    ) {
        self.baseURL = baseURL
        self.key = key
        self.model = model
        self.price = price
        self.ceiling = ceiling
        self.patience = patience
    }
}

/// How much patience there is with a model.
public struct ModelPatience: Sendable {
    /// All tries of one question together.
    public var total: Duration = .seconds(30)
    /// Until the answer begins.
    public var firstByte: Duration = .seconds(15)
    /// Between two pieces of it.
    public var silence: Duration = .seconds(10)
    /// Further tries after the first.
    public var retries = 2
    /// The first pause between two tries; it doubles, less up to a quarter.
    public var pause: Duration = .milliseconds(500)

    public init() {}

    /// No part of a turn may take longer than the turn.
    init(ofTurn time: Duration) {
        (total, firstByte, silence) = (min(total, time), min(firstByte, time), min(silence, time))
    }
}

/// Asks a model over the chat completions API, as OpenAI, vLLM, llama.cpp and Ollama speak it.
public struct ModelClient {
    private let account: ModelAccount
    private let http: HTTPClient
    private let patience: ModelPatience
    private let sleep: (Duration) -> Void

    /// nil where libcurl has no memory left.
    ///
    /// - Parameter sleep: waits; tests pass something that notes instead.
    public init?(
        _ account: ModelAccount, patience: ModelPatience = ModelPatience(), sleep: @escaping (Duration) -> Void = HTTPClient.wait
    ) {
        guard let http = HTTPClient() else { return nil }
        (self.account, self.http, self.patience, self.sleep) = (account, http, patience, sleep)
    }

    /// Asks once and gives the whole reply; its words are handed on as they come. A question is asked again only as long as none
    /// of its answer was handed on.
    public func ask(
        _ messages: [ModelMessage], tools: [ToolSchema] = [], within time: Duration = .seconds(3_600), _ words: (String) -> Void
    ) throws(ModelFailure) -> ModelReply {
        let body = question(messages, tools).bytes
        let end = ContinuousClock.now + min(time, patience.total)
        var failures = 0
        while true {
            var said = false
            do throws(ModelFailure) {
                return try ask(once: body, until: end) { text in
                    said = true
                    words(text)
                }
            } catch {
                failures += 1
                guard !said, error.mayPass, failures <= patience.retries else { throw error }
                try rest(after: error, failures, until: end)
            }
        }
    }

    private func rest(after failure: ModelFailure, _ failures: Int, until end: ContinuousClock.Instant) throws(ModelFailure) {
        var pause = patience.pause * (1 << (failures - 1)) * Double.random(in: 0.75...1)
        if case .busy(let asked?) = failure { pause = asked }
        guard ContinuousClock.now + pause < end else { throw failure }
        sleep(pause)
    }
}

extension ModelClient {
    /// `parallel_tool_calls` is said because llama.cpp leaves them out otherwise. A limit of tokens isn't sent: its name differs
    /// between servers, and the answer's size is bounded here.
    private func question(_ messages: [ModelMessage], _ tools: [ToolSchema]) -> JSON {
        var members: [JSON.Member] = [
            .init("model", .string(account.model)), .init("messages", .array(messages.map(\.json))), .init("stream", true),
            .init("stream_options", ["include_usage": true]),
        ]
        if !tools.isEmpty {
            members += [.init("tools", .array(tools.map(\.json))), .init("parallel_tool_calls", true)]
        }
        return .object(members)
    }

    private func ask(
        once body: [UInt8], until end: ContinuousClock.Instant, _ words: (String) -> Void
    ) throws(ModelFailure) -> ModelReply {
        var reading = Reading()
        let head: HTTPHead
        do throws(HTTPFailure) {
            head = try http.stream(request(body, until: end)) { head, piece in
                reading.take(head, piece, words)
                return reading.isOver ? .enough : .goOn
            }
        } catch {
            throw reading.failure ?? ModelFailure(error)
        }
        return try reading.reply(head, words)
    }

    private func request(_ body: [UInt8], until end: ContinuousClock.Instant) -> HTTPRequest {
        var limits = HTTPLimits()
        limits.total = max(end - .now, .milliseconds(1))
        limits.firstByte = patience.firstByte
        limits.silence = patience.silence
        let fields = [("Authorization", "Bearer \(account.key)"), ("Content-Type", "application/json"), ("Accept", "text/event-stream")]
        return HTTPRequest(
            account.baseURL + "/chat/completions", method: "POST", headers: account.key.isEmpty ? Array(fields.dropFirst()) : fields,
            body: body, limits: limits)
    }
}

/// One answer while it comes in: a stream of events, or one object from a server that doesn't stream, or an error.
private struct Reading {
    private var stream = EventStream()
    private var assembler = ReplyAssembler()
    private var gathered: [UInt8] = []
    private var sawEnd = false
    private(set) var failure: ModelFailure?

    var isOver: Bool { sawEnd || failure != nil }

    mutating func take(_ head: HTTPHead, _ piece: [UInt8], _ words: (String) -> Void) {
        if head.status == 200, head["content-type"]?.hasPrefix("application/json") != true {
            do throws(ModelFailure) { try take(events: piece, words) } catch { failure = error }
        } else {
            gathered += piece.prefix(EventStream.limit - gathered.count)
            if gathered.count == EventStream.limit { failure = .babbling }
        }
    }

    private mutating func take(events piece: [UInt8], _ words: (String) -> Void) throws(ModelFailure) {
        let events: [EventStream.Event]
        do throws(EventStream.TooLong) { events = try stream.read(piece) } catch { throw .babbling }
        for event in events where !sawEnd {
            if event.data.elementsEqual("[DONE]".utf8) { sawEnd = true } else { try take(object: event.data, words) }
        }
    }

    private mutating func take(object bytes: [UInt8], _ words: (String) -> Void) throws(ModelFailure) {
        let piece: JSON
        do throws(JSONFault) { piece = try JSON(reading: bytes) } catch { throw .garbled }
        let text = try assembler.take(piece)
        if !text.isEmpty { words(text) }
    }

    mutating func reply(_ head: HTTPHead, _ words: (String) -> Void) throws(ModelFailure) -> ModelReply {
        if let failure { throw failure }
        guard head.status == 200 else { throw ModelFailure(head, gathered) }
        if !gathered.isEmpty { try take(object: gathered, words) }
        return try assembler.whole(sawEnd: sawEnd)
    }
}
