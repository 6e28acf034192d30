internal import CLinux
internal import Glibc

/// A person's terminal, in which a page is shown again and again and keys are heard one by one. It is given back as it was.
///
/// The corresponding C type is `termios`.
@safe
public struct Terminal: ~Copyable {
    private var before: termios

    /// Takes the terminal of this process; nil where people neither see nor type, such as in a pipe.
    public init?() {
        var settings = termios()
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        before = settings
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings)
        Self.write("\u{1B}[?1049h\u{1B}[?25l")
    }

    deinit {
        Self.write("\u{1B}[?25h\u{1B}[?1049l")
        var settings = before
        unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }

    /// Columns and rows as they are now.
    public var size: (columns: Int, rows: Int) {
        var (columns, rows): (UInt16, UInt16) = (0, 0)
        guard unsafe linux_terminal_size(STDOUT_FILENO, &columns, &rows) == 0, columns > 0, rows > 0 else { return (80, 24) }
        return (Int(columns), Int(rows))
    }

    /// Shows a page in place of the one before.
    public func show(_ lines: [String]) {
        Self.write("\u{1B}[H" + lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J")
    }

    /// The next key; nil where none came in time, and the end of typing as control-D.
    public func key(within pause: Duration) -> UInt8? {
        guard !Wait.any(of: [Wait(descriptor: STDIN_FILENO, events: Int16(POLLIN))], for: pause).isEmpty else { return nil }
        var key: UInt8 = 0
        return unsafe read(STDIN_FILENO, &key, 1) == 1 ? key : 4
    }

    private static func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty, case let count = unsafe rest.withUnsafeBytes({ unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }),
            count > 0
        { rest = rest.dropFirst(count) }
    }
}
