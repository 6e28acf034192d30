internal import CLinux
internal import Glibc

/// What a worker is given: descriptors under fixed numbers, and everything else closed.
struct Handover {
    /// Where work comes in; for a listening socket the number is FastCGI's own convention.
    static let door: Int32 = 0
    /// What the worker prints by itself, or a library or a trap of Swift's; standard output goes there too.
    static let output: Int32 = 2
    /// The scoreboard's file.
    static let scoreboard: Int32 = 3
    /// A socket on which a worker says that it is ready, and sees the supervisor's end.
    static let control: Int32 = 4
    /// Where lines of the log go.
    static let log: Int32 = 5
    /// The supervisor keeps its descriptors above this, so that none of the numbers above is taken.
    static let lowestOwn: Int32 = 64

    var door: Int32
    var output: Int32
    var scoreboard: Int32
    var control: Int32
    var log: Int32

    var moves: [(from: Int32, to: Int32)] {
        [(door, Self.door), (output, 1), (output, Self.output), (scoreboard, Self.scoreboard), (control, Self.control), (log, Self.log)]
    }
}

/// The signals that mean something here; they are blocked in every process of the pool and read from a descriptor.
enum Signals {
    static let supervisor = [SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGCHLD, SIGPIPE, SIGUSR1, SIGUSR2, SIGWINCH, SIGTTIN, SIGTTOU]
    static let worker = [SIGTERM, SIGQUIT]

    /// Blocks the supervisor's signals for this process and those that it starts.
    static func block() {
        var set = makeSet(supervisor)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// A descriptor that shows these signals. The corresponding C function is `signalfd`.
    static func file(of signals: [Int32]) throws(SystemError) -> Int32 {
        var set = makeSet(signals)
        let file = unsafe linux_signal_file(&set)
        guard file >= 0 else { throw SystemError("signalfd") }
        return file
    }

    private static func makeSet(_ signals: [Int32]) -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for signal in signals { unsafe sigaddset(&set, signal) }
        return set
    }
}
