internal import Glibc

/// Where a command says what went wrong.
public enum StandardError {
    /// Writes a line with one `write(2)`.
    public static func write(line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe bytes.withUnsafeBytes { room in unsafe Glibc.write(STDERR_FILENO, room.baseAddress, room.count) }
    }
}
