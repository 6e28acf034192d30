internal import CFastCGI
internal import Glibc

/// One request in libfcgi's hands: its parameters, its body, and where the answer goes.
///
/// libfcgi neither accepts nor closes here. `keepConnection` must be set before `FCGX_Accept_r`, or its finish of the request
/// before (there is none) closes our descriptor; the streams are closed one by one afterwards, because `FCGX_Finish_r` would
/// linger in its own way.
///
/// The corresponding C type is `FCGX_Request`. A class, because whoever writes a streaming body shares it; the C type is owned here alone.
@safe
final class Exchange {
    private let request: UnsafeMutablePointer<FCGX_Request>
    private var open = true

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

    /// Puts bytes into the answer; false when the client is gone.
    ///
    /// The corresponding C function is `FCGX_PutStr`.
    func write(_ bytes: [UInt8]) -> Bool {
        unsafe open
            && bytes.withUnsafeBytes { room in
                unsafe FCGX_PutStr(room.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(room.count), request.pointee.out) >= 0
            }
    }

    /// Sends what was put; false when the client is gone.
    ///
    /// The corresponding C function is `FCGX_FFlush`.
    func flush() -> Bool { unsafe open && FCGX_FFlush(request.pointee.out) == 0 }

    /// Ends the answer. The corresponding C function is `FCGX_FClose`.
    func finish() -> Bool {
        open = false
        let silent = unsafe FCGX_FClose(request.pointee.err) == 0
        return unsafe FCGX_FClose(request.pointee.out) == 0 && silent
    }
}
