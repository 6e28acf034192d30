internal import Glibc

/// How the program says what went wrong, and how it ends.
extension Program {
    /// Writes a line to standard error with one `write(2)`.
    public static func complain(_ line: String) { write(line, to: STDERR_FILENO) }

    /// Writes a line to standard output with one `write(2)`: whoever reads a file of it sees it at once.
    public static func say(_ line: String) { write(line, to: STDOUT_FILENO) }

    private static func write(_ line: String, to descriptor: Int32) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { room in unsafe Glibc.write(descriptor, room.baseAddress, room.count) }
    }

    /// Ends the process with that status, after standard output was flushed and lines that found no room were counted.
    public static func exit(_ status: Int32) -> Never {
        Log.tellLost()
        Glibc.exit(status)
    }
}
