import Glibc

/// A server on the loopback address for one test: it reads each request whole and hands it to a script, which writes what it likes.
final class ScriptedServer: Sendable {
    let port: UInt16
    private let listener: Int32

    /// - Parameter script: gets the request as text and the connection, which is closed when it returns.
    init(_ script: @escaping @Sendable (String, Wire) -> Void) {
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

    var address: String { "http://127.0.0.1:\(port)/v1/x" }

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
struct Wire: Sendable {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { _ = unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Answers whole, with a length.
    func answer(_ body: String, status: String = "200 OK", fields: String = "") {
        write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)")
    }

    /// Waits for as long as a drop takes.
    func pause() { usleep(1_000) }

    func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Waits until the other side has closed.
    func waitForEnd() {
        var byte: UInt8 = 0
        while unsafe recv(descriptor, &byte, 1, 0) > 0 {}
    }

    /// The next request, head and body; nil when there is none.
    func request() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !isWhole(bytes) {
            guard unsafe recv(descriptor, &byte, 1, 0) == 1 else {
                close(descriptor)
                return nil
            }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func isWhole(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return false }
        let length =
            text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        return text[end...].utf8.count >= length
    }
}

extension String {
    /// The place behind a part of the text; nil where it isn't in it.
    fileprivate func range(of part: String) -> Index? {
        var at = startIndex
        while at < endIndex {
            if self[at...].utf8.starts(with: part.utf8) { return utf8.index(at, offsetBy: part.utf8.count) }
            at = utf8.index(after: at)
        }
        return nil
    }
}
