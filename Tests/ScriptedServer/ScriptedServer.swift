internal import Glibc

/// A server on the loopback address for one test: it reads each request whole and hands it to a script, which writes what it likes.
public final class ScriptedServer: Sendable {
    public let port: UInt16
    private let listener: Int32

    /// - Parameter script: gets the request as text and the connection, which is closed when it returns.
    public init(_ script: @escaping @Sendable (String, Wire) -> Void) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &address) { whole in
            unsafe whole.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(listener, $0, length)
                listen(listener, 8)
                unsafe getsockname(listener, $0, &length)
            }
        }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Self.inBackground {
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                let wire = Wire(connection)
                while let request = wire.request() { script(request, wire) }
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// An address that it answers at.
    public var address: String { "http://127.0.0.1:\(port)/v1/x" }

    private static func inBackground(_ body: @escaping @Sendable () -> Void) {
        final class Box { let body: @Sendable () -> Void; init(_ body: @escaping @Sendable () -> Void) { self.body = body } }
        var thread = pthread_t()
        unsafe pthread_create(
            &thread, nil,
            { context in
                unsafe Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().body()
                return nil
            }, Unmanaged.passRetained(Box(body)).toOpaque())
    }
}

/// One accepted connection.
public struct Wire: Sendable {
    public let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    public func write(_ text: String) { write(Array(text.utf8)) }

    public func write(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { _ = unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Answers whole, with a length.
    public func answer(_ body: String, status: String = "200 OK", fields: String = "") {
        write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)")
    }

    /// Waits for as long as a drop takes.
    public func pause() { usleep(1_000) }

    public func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Waits until the other side has closed.
    public func waitForEnd() {
        var byte: UInt8 = 0
        while unsafe recv(descriptor, &byte, 1, 0) > 0 {}
    }

    /// The next request, head and body; nil when there is none. Nobody sends the next one before the answer.
    public func request() -> String? {
        var bytes: [UInt8] = []
        var room = [UInt8](repeating: 0, count: 65_536)
        while !Self.isWhole(bytes) {
            let count = unsafe recv(descriptor, &room, room.count, 0)
            guard count > 0 else {
                close(descriptor)
                return nil
            }
            bytes += room.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { return false }
        let head = String(decoding: bytes[..<end], as: UTF8.self).lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) }
        return bytes.count >= end + mark.count + (length ?? 0)
    }
}
