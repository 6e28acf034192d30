import FCGIHost
import Foundation
import Sandbox
import Synchronization

/// The sandbox's model on a port and a thread of its own, for one test.
public final class TestModel: Sendable {
    private final class State: Sendable {
        let script: Mutex<[UInt8]>
        let port = Mutex(0)
        let isOver = Mutex(false)
        let isOpen = DispatchSemaphore(value: 0)
        init(_ script: String) { self.script = Mutex(Array(script.utf8)) }
    }

    private let state: State

    /// - Parameter script: the rules, as JSON.
    public init(_ script: String) {
        let state = State(script)
        self.state = state
        // What serves is made where it runs: it belongs to one thread.
        Thread.detachNewThread {
            let model = ModelStandIn({ state.script.withLock { $0 } })
            let server = Self.opened(model, state)
            state.isOpen.signal()
            while !state.isOver.withLock({ $0 }) { server.turn(atMost: .milliseconds(100)) }
        }
        state.isOpen.wait()
    }

    deinit { state.isOver.withLock { $0 = true } }

    public var url: String { "http://127.0.0.1:\(state.port.withLock { $0 })/v1" }

    /// What it says from now on.
    public func play(_ script: String) { state.script.withLock { $0 = Array(script.utf8) } }

    /// A port may be somebody else's.
    private static func opened(_ model: ModelStandIn, _ state: State) -> HTTPServer {
        while true {
            let port = Int.random(in: 20_000...32_000)
            guard let endpoint = Endpoint("127.0.0.1:\(port)"), let server = try? HTTPServer(endpoint, answer: model.answer) else {
                continue
            }
            state.port.withLock { $0 = port }
            return server
        }
    }
}
