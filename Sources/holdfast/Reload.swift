internal import FCGIHost
internal import Web

/// `holdfast reload`: asks the supervisor to take settings and program anew, waits, and says what came of it.
struct Reload {
    static let usage = """
        [--run FOLDER] [--wait SECONDS]

        Finds the supervisor by status.sock under RUN_DIR, sends it HUP and waits until every worker has been replaced. Where the
        new settings or the new program are wrong it says why, and the old ones go on serving. It waits 100 s unless told otherwise.
        """

    private static let pause = Duration.milliseconds(50)

    private let client: StatusClient
    private let patience: Duration

    init(arguments: [String], environment: [String: String]) throws(CommandFault) {
        var folder = environment["RUN_DIR"] ?? ".run"
        var patience = 100
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard ["--run", "--wait"].contains(word) else { throw .usage("reload knows --run and --wait, not \(word)") }
            guard let value = rest.popFirst() else { throw .usage("\(word) needs a value") }
            if word == "--run" { folder = value } else { patience = try Self.seconds(value) }
        }
        client = StatusClient(path: PoolSettings.statusPath(in: folder))
        self.patience = .seconds(patience)
    }

    private static func seconds(_ text: String) throws(CommandFault) -> Int {
        guard let seconds = Int(text), (1...3_600).contains(seconds) else { throw .usage("--wait is not a number from 1 to 3600") }
        return seconds
    }

    func run() throws(CommandFault) -> Exit {
        let before = try look()
        guard Program.hangUp(before.supervisor) else {
            throw .failed("the supervisor \(before.supervisor) can't be signalled; ask as the user that it runs as")
        }
        let after = try wait(after: before)
        guard after.outcome == "done" else { throw .failed("the reload was refused, the old workers serve on: \(after.reason)") }
        print("reloaded: generation \(after.generation)")
        return .done
    }

    /// The next reload after the one that was known before is ours: it was begun after the settings were there.
    private func wait(after before: Report) throws(CommandFault) -> Report {
        var (supervisor, number) = (before.supervisor, before.number + 1)
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            Program.pause(Self.pause)
            let report = try look()
            // An upgrade came between, and its supervisor was handed the question.
            if report.supervisor != supervisor { (supervisor, number) = (report.supervisor, 1) }
            if report.number >= number, report.outcome != "under_way" { return report }
        }
        throw .failed("the reload isn't done after \(patience.components.seconds) s; it goes on, and `holdfast top` shows how it ends")
    }
}

extension Reload {
    /// What the supervisor says of its last reload.
    fileprivate struct Report {
        var supervisor: Int32
        var generation: Int64
        var number: Int64
        var outcome: String
        var reason: String
    }

    private func look() throws(CommandFault) -> Report {
        do {
            if let report = Report(of: try JSON(reading: client.get("/pool", within: .seconds(10)))) { return report }
        } catch let fault as StatusClient.Fault {
            throw .failed(fault.description)
        } catch {}
        throw .failed("the supervisor's answer can't be read")
    }
}

extension Reload.Report {
    fileprivate init?(of house: JSON) {
        guard case .int(let supervisor)? = house["supervisor"]?["pid"], case .int(let generation)? = house["generation"],
            case .int(let number)? = house["reload"]?["number"], case .string(let outcome)? = house["reload"]?["outcome"]
        else { return nil }
        let reason: String = if case .string(let reason)? = house["reload"]?["reason"] { reason } else { "" }
        self.init(supervisor: Int32(clamping: supervisor), generation: generation, number: number, outcome: outcome, reason: reason)
    }
}
