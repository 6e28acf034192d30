/// The commands of `holdfast`, in the order of the help.
enum Command: String, CaseIterable {
    case serve, reload, migrate, doctor, nginx, tenant, number, seed, clock, jobs, calendar, top, sandbox

    /// One line for the list.
    var summary: String {
        switch self {
        case .serve: "start the pools and serve until told to stop"
        case .reload: "take settings and program anew; nothing changes where they are wrong"
        case .migrate: "bring the database to this program's schema"
        case .doctor: "check settings, roles, schema and clock; change nothing"
        case .nginx: "print the site as an nginx configuration"
        case .tenant: "add, list and show businesses, set what one may spend on a model; link prints a sign-in to /admin/"
        case .number: "the numbers at which businesses are called and texted"
        case .seed: "add the demonstration's businesses; harmless when repeated"
        case .clock: "show, set, move or run the clock of development"
        case .jobs: "show what happens later; retry or discard dead letters"
        case .calendar: "compare the diary with the calendars at Google; change nothing"
        case .top: "show what the pools are doing"
        case .sandbox: "stand in for a service outside, to try things without an account"
        }
    }

    /// What follows the command's name.
    var usage: String {
        switch self {
        case .serve: Serve.usage
        case .reload: Reload.usage
        case .nginx: Nginx.usage
        case .tenant: TenantCommand.usage
        case .number: NumberCommand.usage
        case .clock: ClockCommand.usage
        case .jobs: JobsCommand.usage
        case .calendar: CalendarCommand.usage
        case .top: Top.usage
        case .sandbox: SandboxCommand.usage
        case .migrate, .doctor, .seed: ""
        }
    }

    /// Runs what the command line asks for and says how it ended.
    static func run(_ arguments: [String], environment: [String: String]) -> Exit {
        guard let name = arguments.first, !["--help", "-h", "help"].contains(name) else {
            print(help)
            return arguments.isEmpty ? .usage : .done
        }
        if name == "worker" { return work(Array(arguments.dropFirst()), environment) }
        guard let command = Command(rawValue: name) else {
            complain("no command \(name); holdfast --help lists them")
            return .usage
        }
        return command.run(Array(arguments.dropFirst()), environment: environment)
    }

    /// What `serve` starts; the list doesn't name it.
    private static func work(_ arguments: [String], _ environment: [String: String]) -> Exit {
        do throws(CommandFault) { return try WorkerCommand.run(arguments, try Settings(environment)) } catch {
            error.lines.forEach(complain)
            return .couldNotBoot
        }
    }

    private func run(_ arguments: [String], environment: [String: String]) -> Exit {
        if arguments.contains("--help") || arguments.contains("-h") {
            print(help)
            return .done
        }
        do {
            return try perform(arguments, environment)
        } catch let fault as CommandFault {
            fault.lines.forEach(complain)
            return fault.exit
        } catch {
            complain("\(rawValue): \(error)")
            return .failed
        }
    }

    private func perform(_ arguments: [String], _ environment: [String: String]) throws -> Exit {
        if self == .nginx { return try Self.site(arguments, environment) }
        if self == .top { return try Top(arguments: arguments, environment: environment).run() }
        if self == .reload { return try Reload(arguments: arguments, environment: environment).run() }
        if self == .serve { return try Serve.run(arguments, environment) }
        if self == .sandbox { return try SandboxCommand(arguments).run() }
        let settings = try Settings(environment)
        switch self {
        case .tenant: try TenantCommand(settings).run(arguments)
        case .number: try NumberCommand(settings).run(arguments)
        case .clock: try ClockCommand(settings).run(arguments)
        case .jobs: try JobsCommand(settings).run(arguments)
        case .calendar: return try CalendarCommand(settings).run(arguments)
        case .doctor: return try Self.alone(arguments) { Doctor(settings).run() }
        case .migrate: return try Self.alone(arguments) { try Schema(settings).migrate() }
        default: return try Self.alone(arguments) { try Schema(settings).seed() }
        }
        return .done
    }

    private static func site(_ arguments: [String], _ environment: [String: String]) throws -> Exit {
        print(try Nginx(arguments: arguments, environment: environment).site())
        return .done
    }

    /// For commands that take nothing.
    private static func alone(_ arguments: [String], _ body: () throws -> Exit) throws -> Exit {
        if let extra = arguments.first { throw CommandFault.usage("nothing is known about \(extra); see --help") }
        return try body()
    }
}

// MARK: - Help

extension Command {
    private static var help: String {
        let width = allCases.map(\.rawValue.count).max() ?? 0
        let lines = allCases.map { "  " + $0.rawValue + String(repeating: " ", count: width + 2 - $0.rawValue.count) + $0.summary }
        return """
            holdfast <command> [arguments]

            \(lines.joined(separator: "\n"))

            holdfast <command> --help says more. Settings come from the environment:
            \(Settings.legend)

            Exit status: 0 done, 1 failed, 2 wrong command line or settings, 3 could not boot.
            """
    }

    private var help: String {
        "holdfast \(rawValue)\(usage.isEmpty ? "" : " " + usage)\n\n\(summary)"
    }
}
