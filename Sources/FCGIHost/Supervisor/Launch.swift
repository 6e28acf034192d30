internal import CLinux
internal import Glibc

/// A program to be started: what it is, what it is told, and which descriptors it is given.
struct Launch {
    /// The file that is executed.
    var program: String
    /// What it is called.
    var name: String
    var arguments: [String]
    /// Each as `NAME=VALUE`.
    var environment: [String]
    /// Standard input, output and error go along where nothing else takes their numbers; every other descriptor is closed.
    var descriptors: [(from: Int32, to: Int32)]

    /// Starts it and gives its pid. The signals stay blocked, as they are here: one that comes before the program looks for it
    /// waits for it.
    ///
    /// The corresponding C function is `posix_spawn`.
    func start() throws(SystemError) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (from, to) in descriptors { unsafe posix_spawn_file_actions_adddup2(&actions, from, to) }
        unsafe linux_spawn_close_from(&actions, (descriptors.map(\.to).max() ?? STDERR_FILENO) + 1)
        var words = unsafe Self.list([name] + arguments)
        defer { unsafe words.forEach { word in unsafe free(word) } }
        var settings = unsafe Self.list(environment)
        defer { unsafe settings.forEach { setting in unsafe free(setting) } }
        var pid: pid_t = 0
        let outcome = unsafe posix_spawn(&pid, program, &actions, nil, &words, &settings)
        guard outcome == 0 else { throw SystemError("start \(name)", code: outcome) }
        return pid
    }

    /// Copies that C can keep, ended by nil.
    private static func list(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] { unsafe texts.map { unsafe strdup($0) } + [nil] }
}
