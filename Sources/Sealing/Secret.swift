internal import COpenSSL

/// Bytes that nobody may see: they can't be copied or printed, and are cleansed when they are let go.
///
/// They never change between, so several threads may hold them.
@safe
public struct Secret: ~Copyable, @unchecked Sendable {
    private let bytes: UnsafeMutableRawBufferPointer

    /// Copies the bytes into memory of its own.
    public init(_ source: [UInt8]) {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 1)
        unsafe room.copyBytes(from: source)
        unsafe bytes = room
    }

    /// Random bytes.
    ///
    /// The corresponding C function is `RAND_priv_bytes`.
    public init(randomBytes count: Int) {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
        let outcome = unsafe RAND_priv_bytes(room.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(count))
        precondition(outcome == 1, "the system gives no randomness")
        unsafe bytes = room
    }

    deinit {
        unsafe OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        unsafe bytes.deallocate()
    }

    /// How many bytes there are.
    public var count: Int { unsafe bytes.count }

    /// Lends the bytes to a closure.
    internal func lend<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        unsafe body(UnsafeRawBufferPointer(bytes))
    }
}
