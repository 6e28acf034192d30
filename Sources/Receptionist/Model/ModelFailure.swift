internal import Outbound
internal import Web

/// Why a model gave no answer that could be used.
public enum ModelFailure: Error, Equatable, Sendable {
    /// Nobody is there, or the connection broke.
    case unreachable
    /// It took longer than the turn may.
    case tooSlow
    /// It asks to come back later, perhaps after so long.
    case busy(after: Duration?)
    /// It refuses the account, the model's name or the question: trying again won't help. The status and its code, if any.
    case refused(status: Int, code: String)
    /// What came could not be read, or ended too early.
    case garbled
    /// It said more than anybody would read.
    case babbling

    /// Whether the same question may be answered when it is asked again.
    var mayPass: Bool {
        switch self {
        case .unreachable, .busy, .garbled: true
        case .tooSlow, .refused, .babbling: false
        }
    }
}

extension ModelFailure {
    init(_ failure: HTTPFailure) {
        self =
            switch failure {
            case .timedOut(.connecting), .unreachable, .broken: .unreachable
            case .timedOut: .tooSlow
            case .tooLarge: .babbling
            case .malformed: .refused(status: 0, code: "address")
            }
    }

    /// What an answer that is no success says. OpenAI's `x-should-retry` has the last word; a quota that is used up doesn't come
    /// back by waiting.
    init(_ head: HTTPHead, _ body: [UInt8]) {
        let code = (try? JSON(reading: body))?["error"].flatMap(Self.code) ?? ""
        let passes = [408, 409, 429].contains(head.status) || head.status >= 500
        let asked = head["x-should-retry"].map { $0 == "true" }
        guard asked ?? (passes && code != "insufficient_quota") else { self = .refused(status: head.status, code: code); return }
        self = .busy(after: Self.pause(head))
    }

    /// An error that came inside a stream.
    init(inStream error: JSON) {
        let code = Self.code(error) ?? ""
        self = code == "insufficient_quota" || code.hasPrefix("invalid") ? .refused(status: 200, code: code) : .busy(after: nil)
    }

    /// The code, or where there is none the kind. Words may hold what a visitor wrote, so they are never kept.
    private static func code(_ error: JSON) -> String? {
        for name in ["code", "type"] { if case .string(let text) = error[name] { return String(text.prefix(64)) } }
        return nil
    }

    private static func pause(_ head: HTTPHead) -> Duration? {
        if let text = head["retry-after-ms"], let number = Double(text), number > 0, number < 120_000 { return .seconds(number / 1_000) }
        if let text = head["retry-after"], let number = Double(text), number > 0, number <= 120 { return .seconds(number) }
        return nil
    }
}
