/// What a command's exit status says.
enum Exit: Int32 {
    case done = 0
    /// It was tried and failed; a line on standard error says why.
    case failed = 1
    /// The command line or the environment is wrong; nothing was tried.
    case usage = 2
    /// `serve` could not boot; starting it again won't help.
    case couldNotBoot = 3
}

/// Why a command ends before its work is done.
struct CommandFault: Error {
    var exit: Exit
    var lines: [String]

    static func failed(_ line: String) -> CommandFault { CommandFault(exit: .failed, lines: [line]) }
    static func usage(_ line: String) -> CommandFault { CommandFault(exit: .usage, lines: [line]) }
}
