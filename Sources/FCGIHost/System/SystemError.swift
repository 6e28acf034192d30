internal import Glibc

/// A call to the system that failed, by the call's name and its `errno`.
public struct SystemError: Error, CustomStringConvertible {
    public let call: String
    public let code: Int32

    init(_ call: String, code: Int32 = errno) {
        self.call = call
        self.code = code
    }

    public var description: String { unsafe "\(call): \(String(cString: strerror(code)))" }
}
