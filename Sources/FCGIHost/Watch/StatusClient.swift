internal import CLinux
internal import Glibc

/// Asks a supervisor what its pools are doing, by its status socket.
public struct StatusClient {
    private let path: String

    public init(path: String) { self.path = path }

    /// Why there is no answer.
    public enum Fault: Error, CustomStringConvertible {
        case nobody(String, SystemError)
        case silent(String)
        case refused(String)

        public var description: String {
            switch self {
            case .nobody(let path, let error): "no supervisor answers at \(path): \(error)"
            case .silent(let path): "the supervisor at \(path) doesn't answer"
            case .refused(let line): "the supervisor refused the question: \(line)"
            }
        }
    }

    /// A page's content, such as that of `/pool`.
    public func get(_ page: String, within patience: Duration = .seconds(2)) throws(Fault) -> [UInt8] {
        let socket = try dial()
        defer { close(socket) }
        let deadline = Moment.now + patience
        let question = Array("GET \(page) HTTP/1.0\r\n\r\n".utf8)
        let sent = unsafe question.withUnsafeBytes { unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent == question.count, let answer = Self.hear(socket, until: deadline) else { throw .silent(path) }
        return try Self.body(of: answer)
    }

    /// A question is short and its socket is new: neither connecting nor sending waits.
    private func dial() throws(Fault) -> Int32 {
        do {
            var address = try Listener.address(path)
            let socket = linux_unix_listener()
            if unsafe Listener.withAddress(&address, { unsafe connect(socket, $0, $1) }) == 0 { return socket }
            let error = SystemError("connect")
            close(socket)
            throw Fault.nobody(path, error)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw .nobody(path, SystemError("connect", code: ENAMETOOLONG))
        }
    }

    private static func hear(_ socket: Int32, until deadline: Moment) -> [UInt8]? {
        var answer: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65_536)
        while answer.count < 16_777_216 {
            let left = deadline - .now
            guard left > .zero, !Wait.any(of: [Wait(descriptor: socket, events: Int16(POLLIN))], for: left).isEmpty else { return nil }
            let taken = unsafe room.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
            guard taken >= 0 else { return nil }
            if taken == 0 { return answer }
            answer += room.prefix(taken)
        }
        return nil
    }

    private static func body(of answer: [UInt8]) throws(Fault) -> [UInt8] {
        let line = answer.prefix { $0 != 0x0D }
        guard line.starts(with: Array("HTTP/1.0 200 ".utf8)) else { throw .refused(String(decoding: line, as: UTF8.self)) }
        var rest = answer[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let isEmptyLine = rest[..<end].elementsEqual([0x0D])
            rest = rest[(end + 1)...]
            if isEmptyLine { break }
        }
        return Array(rest)
    }
}
