internal import Glibc

/// How the program says what went wrong, and how it ends.
extension Program {
    /// Writes a line to standard error with one `write(2)`.
    public static func complain(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { room in unsafe Glibc.write(STDERR_FILENO, room.baseAddress, room.count) }
    }

    /// Ends the process with that status, after standard output was flushed.
    public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }
}
