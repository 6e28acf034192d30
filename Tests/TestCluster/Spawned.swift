internal import CLinux
internal import Foundation

/// A program that was started with files for what it prints.
///
/// Foundation's `Process` waits until every holder of a descriptor of its own has closed it, and a server that the program leaves
/// behind never does; this waits for the program alone.
struct Spawned {
    private let pid: pid_t

    /// Starts the program, which is looked for in the search path, with nothing to read and no descriptor of ours.
    init(_ program: String, _ arguments: [String], _ environment: [String: String], output: String, errors: String) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
        unsafe linux_spawn_close_from(&actions, 3)
        var pid: pid_t = 0
        let code = unsafe Self.withStrings([program] + arguments) { arguments in
            unsafe Self.withStrings(environment.map { "\($0)=\($1)" }) { environment in
                unsafe posix_spawnp(&pid, program, &actions, nil, arguments, environment)
            }
        }
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
        self.pid = pid
    }

    /// Waits for its end: the status that it left with, or the signal that ended it above 128, as shells have it.
    func status() -> Int32 {
        var word: Int32 = 0
        while unsafe waitpid(pid, &word, 0) < 0, errno == EINTR {}
        return word & 0x7F == 0 ? (word >> 8) & 0xFF : 128 + (word & 0x7F)
    }

    private static func withStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
        defer { unsafe pointers.forEach { unsafe free($0) } }
        return unsafe pointers.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
    }
}
