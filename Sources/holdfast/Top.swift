internal import FCGIHost
internal import Web

/// `holdfast top`: what the pools are doing, for a person's eyes.
struct Top {
    static let usage = """
        [--run FOLDER] [--once]

        Asks the supervisor on status.sock under RUN_DIR, once a second, until q. Where it isn't shown in a terminal, or with
        --once, it prints one page and ends.
        """

    private let client: StatusClient
    private let once: Bool

    init(arguments: [String], environment: [String: String]) throws(CommandFault) {
        var folder = environment["RUN_DIR"] ?? ".run"
        var once = false
        var rest = arguments[...]
        while let word = rest.popFirst() {
            switch word {
            case "--once": once = true
            case "--run":
                guard let value = rest.popFirst() else { throw .usage("--run needs a value") }
                folder = value
            default: throw .usage("top knows --run and --once, not \(word)")
            }
        }
        self.once = once
        client = StatusClient(path: PoolSettings.statusPath(in: folder))
    }

    func run() throws(CommandFault) -> Exit {
        if once { return try printPage() }
        guard let terminal = Terminal() else { return try printPage() }
        refresh(terminal)
        return .done
    }

    private func printPage() throws(CommandFault) -> Exit {
        do throws(TopFault) { TopPage(try ask()).lines.forEach { print($0) } } catch { throw .failed(error.words) }
        return .done
    }

    /// The rates of a page come from the difference to the one before.
    private func refresh(_ terminal: borrowing Terminal) {
        var last: JSON?
        repeat {
            do throws(TopFault) {
                let house = try ask()
                terminal.show(TopPage(house, after: last).lines(terminal.size) + ["q quits"])
                last = house
            } catch {
                terminal.show([error.words, "", "q quits"])
                last = nil
            }
        } while !Self.quits(terminal.key(within: .seconds(1)))
    }

    /// q, control-C, control-D.
    private static func quits(_ key: UInt8?) -> Bool { [UInt8(ascii: "q"), UInt8(ascii: "Q"), 3, 4].contains(key) }

    private func ask() throws(TopFault) -> JSON {
        do {
            return try JSON(reading: client.get("/pool"))
        } catch let fault as StatusClient.Fault {
            throw TopFault(words: fault.description)
        } catch {
            throw TopFault(words: "the supervisor's answer can't be read")
        }
    }
}

/// Why there is no page.
struct TopFault: Error {
    var words: String
}
