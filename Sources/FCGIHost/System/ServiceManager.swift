internal import Glibc

/// What systemd says to the services that it starts, by their environment. It is meant for the first process alone: what is taken
/// here is removed there, so that no worker has it.
public enum ServiceManager {
    /// The variables, none of which a worker may have.
    public static let variables = ["NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]

    /// Removes them from this process's environment and gives what they said.
    static func take() -> [String: String] {
        var found: [String: String] = [:]
        for name in variables {
            found[name] = unsafe getenv(name).map { unsafe String(cString: $0) }
            unsafe unsetenv(name)
        }
        return found
    }
}
