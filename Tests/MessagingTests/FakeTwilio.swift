import ScriptedServer
import Synchronization

/// Takes messages as Twilio does, for one test: what it has, and what goes wrong on the way.
final class FakeTwilio: Sendable {
    struct Message: Sendable, Equatable {
        var sid: String
        var to: String
        var from: String
        var fields: [String: String]
        var body: String { fields["Body"] ?? "" }
    }

    enum Fault: Sendable {
        /// The message is taken and the connection cut before the answer.
        case loseAnswer
        /// It is cut before anything is taken.
        case loseRequest
        case refuse(status: Int, code: Int?, fields: String = "")
        /// What it is asked for by a GET fails.
        case hideList
    }

    private struct State {
        var messages: [Message] = []
        var faults: [Fault] = []
        var lookUps = 0
    }

    private let state = Mutex(State())
    /// Called when a message has been taken, before anybody is answered.
    let taken: @Sendable (Message) -> Void

    init(taken: @escaping @Sendable (Message) -> Void = { _ in }) { self.taken = taken }

    var messages: [Message] { state.withLock { $0.messages } }
    var bodies: [String] { messages.map(\.body) }
    var lookUps: Int { state.withLock { $0.lookUps } }

    func fail(_ faults: Fault...) { state.withLock { $0.faults += faults } }

    /// One connection at a time: each sender has a server of its own, and all have the same messages.
    func server() -> ScriptedServer {
        ScriptedServer { [self] request, wire in
            request.hasPrefix("GET ") ? list(request, wire) : take(request, wire)
        }
    }

    private func take(_ request: String, _ wire: Wire) {
        let fields = Self.fields(request.split(separator: "\r\n\r\n", maxSplits: 1).last ?? "")
        switch state.withLock({ $0.faults.isEmpty ? nil : $0.faults.removeFirst() }) {
        case .loseRequest: wire.hangUp()
        case .refuse(let status, let code, let extra):
            let body = code.map { "{\"code\":\($0),\"message\":\"no\",\"status\":\(status)}" } ?? "{}"
            wire.answer(body, status: "\(status) No", fields: extra)
        case .loseAnswer:
            add(fields)
            wire.hangUp()
        case .hideList, nil:
            let message = add(fields)
            wire.answer("{\"sid\":\"\(message.sid)\",\"status\":\"queued\",\"num_segments\":\"1\"}", status: "201 Created")
        }
    }

    @discardableResult
    private func add(_ fields: [String: String]) -> Message {
        let message = state.withLock { state in
            let sid = "SM" + String(repeating: "0", count: 24) + String(10_000_000 + state.messages.count)
            let message = Message(sid: sid, to: fields["To"] ?? "", from: fields["From"] ?? "", fields: fields)
            state.messages.append(message)
            return message
        }
        taken(message)
        return message
    }

    private func list(_ request: String, _ wire: Wire) {
        let query = Self.fields(request.split(separator: " ")[1].split(separator: "?").last ?? "")
        let hidden = state.withLock { state in
            state.lookUps += 1
            guard case .hideList = state.faults.first else { return false }
            state.faults.removeFirst()
            return true
        }
        if hidden { return wire.answer("{}", status: "500 No") }
        let found = messages.reversed().filter { $0.to == query["To"] && $0.from == query["From"] }
        let listed = found.map { "{\"sid\":\"\($0.sid)\",\"body\":\"\(Self.escaped($0.body))\",\"date_created\":null}" }
        wire.answer("{\"messages\":[\(listed.joined(separator: ","))],\"next_page_uri\":null}")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func fields(_ text: Substring) -> [String: String] {
        let pairs = text.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
        return Dictionary(pairs.map { (String($0[0]), decoded($0.count > 1 ? $0[1] : "")) }) { $1 }
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = [], rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
