internal import FCGIHost

/// How the pools are run.
struct PoolSettings {
    /// Where their sockets lie.
    let folder: String
    let web: Int
    let talk: Int
    let frontServer: FrontServer
    /// The file of the log; nil for standard error.
    let log: String?
    /// What a visitor from elsewhere must hold to see what the pools do; nil where none may.
    let statusToken: String?

    /// Where the supervisor tells what the pools do.
    var status: StatusSettings { StatusSettings(path: Self.statusPath(in: folder), token: statusToken, frontServer: frontServer) }

    static func statusPath(in folder: String) -> String { "\(folder)/status.sock" }

    /// What the pools may take of the database: a connection for each worker, and one for each successor in a reload.
    var connections: Int { web + talk + 2 }

    /// What the help says of them.
    static let legend = """
          RUN_DIR                 the folder of web.sock and talk.sock; .run unless set
          HOLDFAST_WEB_WORKERS    processes for pages and the API, 4 unless set
          HOLDFAST_TALK_WORKERS   processes for conversations, 4 unless set, 128 at most
          HOLDFAST_FRONT_GROUP    the group of an nginx that runs as another user, by name or number
          HOLDFAST_LOG            the pools' log; standard error unless set
          HOLDFAST_STATUS_TOKEN   16 or more characters that let a visitor from elsewhere read /pool and /metrics; nobody unless set
        """

    /// The pool of a name; nil where there is none.
    func pool(_ name: String) -> PoolConfiguration? { pools.first { $0.name == name } }

    /// Every pool, in the order in which they are started.
    var pools: [PoolConfiguration] {
        [pool("web", workers: web, longest: .seconds(30)), pool("talk", workers: talk, longest: .seconds(150))]
    }

    private func pool(_ name: String, workers: Int, longest: Duration) -> PoolConfiguration {
        var limits = Limits()
        limits.request = longest
        return PoolConfiguration(
            name: name, door: .unix("\(folder)/\(name).sock"), size: .fixed(workers), limits: limits, frontServer: frontServer)
    }
}

extension Reading {
    mutating func pools() -> PoolSettings {
        PoolSettings(
            folder: environment["RUN_DIR"] ?? ".run", web: workers("HOLDFAST_WEB_WORKERS"),
            talk: workers("HOLDFAST_TALK_WORKERS"), frontServer: frontServer(),
            log: environment["HOLDFAST_LOG"], statusToken: statusToken())
    }

    private mutating func workers(_ name: String) -> Int {
        guard let text = environment[name] else { return 4 }
        if let count = Int(text), (1...128).contains(count) { return count }
        faults.append("\(name) is not a number from 1 to 128")
        return 4
    }

    private mutating func statusToken() -> String? {
        guard let token = environment["HOLDFAST_STATUS_TOKEN"] else { return nil }
        if token.utf8.count >= 16, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return token }
        faults.append("HOLDFAST_STATUS_TOKEN must hold 16 or more characters, none of them a blank or beyond ASCII")
        return nil
    }

    private mutating func frontServer() -> FrontServer {
        guard let text = environment["HOLDFAST_FRONT_GROUP"] else { return FrontServer() }
        if let number = UInt32(text) { return FrontServer(group: number) }
        if let number = UserGroup.number(of: text) { return FrontServer(group: number) }
        faults.append("HOLDFAST_FRONT_GROUP is no group of this machine")
        return FrontServer()
    }
}
