internal import CFastCGI
internal import CLinux
internal import Glibc

/// One request in libfcgi's hands: its parameters, its body, and where the answer goes.
///
/// libfcgi reads here; it neither accepts, nor sends, nor closes. `keepConnection` must be set before `FCGX_Accept_r`, or its finish
/// of the request before (there is none) closes our descriptor.
///
/// The corresponding C type is `FCGX_Request`. A class, because whoever writes a streaming body shares it; the C type is owned here alone.
@safe
final class Exchange {
    private let request: UnsafeMutablePointer<FCGX_Request>

    /// Prepares the library once for this process.
    static func prepare() {
        unsafe setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "100", 1)
        FCGX_Init()
    }

    /// Reads the head of a request from a connection. Where this gives nil, libfcgi has closed the descriptor.
    init?(reading descriptor: Int32) {
        let request = UnsafeMutablePointer<FCGX_Request>.allocate(capacity: 1)
        unsafe FCGX_InitRequest(request, -1, 0)
        unsafe request.pointee.ipcFd = descriptor
        unsafe request.pointee.keepConnection = 1
        unsafe self.request = request
        guard unsafe FCGX_Accept_r(request) == 0 else { return nil }
    }

    deinit {
        unsafe FCGX_Free(request, 0)
        unsafe request.deallocate()
    }

    /// The parameters as they came, each as `NAME=VALUE` in UTF-8, repaired where it is none.
    func parameters() -> Parameters {
        var found = Parameters()
        guard var next = unsafe request.pointee.envp else { return found }
        while let entry = unsafe next.pointee {
            unsafe found.add(UnsafeBufferPointer(start: entry, count: strlen(entry)).map { UInt8(bitPattern: $0) })
            unsafe next += 1
        }
        return found
    }

    /// Up to a number of bytes of the body; fewer only where the body ends.
    ///
    /// The corresponding C function is `FCGX_GetStr`.
    func body(upTo count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { room, filled in
            let taken = unsafe room.withMemoryRebound(to: CChar.self) { bytes in
                unsafe FCGX_GetStr(bytes.baseAddress, Int32(count), request.pointee.in)
            }
            filled = Int(max(taken, 0))
        }
    }

    /// Whether the body was cut off or broke the protocol.
    var bodyFailed: Bool { unsafe FCGX_GetError(request.pointee.in) != 0 }

    /// The number that the front server gave this request on its connection.
    var id: UInt16 { UInt16(truncatingIfNeeded: unsafe request.pointee.requestId) }

    /// Sends records; false when the client is gone, or didn't read in time.
    ///
    /// libfcgi would send 8 kB at a time, and nginx takes the end of a connection for the end of an answer: what a worker that is
    /// killed in between had sent would pass for all of it. What the socket has room for goes as a whole or not at all, so a long
    /// answer makes itself room first; 400 kB is what Linux grants without being asked for more.
    ///
    /// The corresponding C function is `write`.
    func send(_ records: Records) -> Bool {
        var rest = records.bytes[...]
        makeRoom(for: rest.count)
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { room in unsafe write(request.pointee.ipcFd, room.baseAddress, room.count) }
            guard count >= 0 || errno == EINTR else { return false }
            rest = rest.dropFirst(max(count, 0))
        }
        return true
    }

    /// Where a whole answer goes that another thread sends.
    var way: Way { Way(descriptor: unsafe request.pointee.ipcFd, id: id) }

    /// What a fresh socket has room for, whatever its kind, and what nobody who doesn't read may take of the machine's memory.
    private static let room = 65_536...1_048_576

    /// The kernel doubles what it is asked for, and lowers it to its own bound.
    private func makeRoom(for count: Int) {
        guard count > Self.room.lowerBound else { return }
        var size = Int32(min(count, Self.room.upperBound))
        unsafe setsockopt(request.pointee.ipcFd, SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
}

/// The way of one answer to the front server. It is good as long as the request is under way.
struct Way: Sendable {
    let descriptor: Int32
    let id: UInt16

    /// Sends a whole answer and says that nothing follows, without waiting for anybody; false when it found no room, or no reader.
    ///
    /// The corresponding C function is `send`.
    func send(_ answer: [UInt8]) -> Bool {
        var records = Records(id)
        records.add(answer)
        records.finish()
        let count = unsafe records.bytes.withUnsafeBytes { room in
            unsafe Glibc.send(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        }
        shutdown(descriptor, Int32(SHUT_WR))
        return count == records.bytes.count
    }
}
