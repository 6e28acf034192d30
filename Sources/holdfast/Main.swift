internal import FCGIHost
internal import FoundationEssentials

@main
enum Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        Program.exit(Command.run(arguments, environment: ProcessInfo.processInfo.environment).rawValue)
    }
}

/// Writes a line to standard error.
func complain(_ line: String) { Program.complain("holdfast: \(line)") }
