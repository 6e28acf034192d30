internal import CLinux
internal import Glibc

/// Where the supervisor tells what its pools are doing, and whom.
public struct StatusSettings: Sendable {
    /// The unix socket; at most 90 bytes.
    public var path: String
    /// What a visitor from elsewhere must hold, as `Authorization: Bearer`; nil where none may ask.
    public var token: String?
    public var frontServer: FrontServer

    public init(path: String, token: String? = nil, frontServer: FrontServer = FrontServer()) {
        self.path = path
        self.token = token
        self.frontServer = frontServer
    }
}

/// Answers HTTP on the status socket, in the supervisor's own loop: with every worker busy it still answers.
///
/// Nothing here waits. Connections are few and short: one more than `most` closes the oldest, each must be done within
/// `patience`, and each turn of the loop takes a bounded number of steps, so that no client can keep the supervisor from its work.
final class StatusServer: Attendant {
    private static let most = 64
    private static let patience = Duration.seconds(2)

    private let path: String
    private let listener: Int32
    private let pages: StatusPages
    private var connections: [HTTPConnection] = []
    private var isPromoted = false

    /// Opens the socket beside its place, which it takes when `promoted`.
    init(_ settings: StatusSettings, _ watch: Watch) throws(ListenerError) {
        path = settings.path
        pages = StatusPages(watch: watch, access: StatusAccess(token: settings.token))
        let door = Door.unix(Self.beside(path))
        listener = try Listener.open(for: PoolConfiguration(name: "status", door: door, size: .fixed(0), frontServer: settings.frontServer))
    }

    /// From now on it is this supervisor that whoever asks hears. Who waits at the socket of another one is still answered there.
    ///
    /// The corresponding C function is `rename`.
    func promoted() {
        unsafe rename(Self.beside(path), path)
        isPromoted = true
    }

    /// Takes the socket away, the one that is this supervisor's.
    func leave() { unsafe unlink(isPromoted ? path : Self.beside(path)) }

    private static func beside(_ path: String) -> String { "\(path).\(getpid())" }

    var waits: [Wait] { [Wait(descriptor: listener, events: Int16(POLLIN))] + connections.map(\.wait) }

    func attend(_ ready: [Wait], _ stations: [Station], at now: Moment) {
        let respond: HTTPConnection.Responder = { [pages] question in
            AnyIterator([Delivery.bytes(pages.answer(question, stations, at: now)), .leave].makeIterator())
        }
        for connection in connections where ready.contains(connection.wait) { connection.go(at: now, isReady: true, on: respond) }
        if ready.contains(where: { $0.descriptor == listener }) { accept(now, respond) }
        connections.removeAll { $0.isDone || now - $0.began >= Self.patience }
    }

    /// Takes who waits. A local client has sent its question by now, and gets its answer at once.
    private func accept(_ now: Moment, _ respond: HTTPConnection.Responder) {
        for _ in 0..<Self.most {
            let accepted = linux_accept_ready(listener)
            guard accepted >= 0 else { return }
            if connections.count >= Self.most { connections.removeFirst() }
            let connection = HTTPConnection(accepted, mostBody: nil, began: now)
            connection.go(at: now, isReady: true, on: respond)
            connections.append(connection)
        }
    }
}
