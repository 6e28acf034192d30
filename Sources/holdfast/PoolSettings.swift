internal import FCGIHost

/// How the pools are run.
struct PoolSettings {
    /// Where their sockets lie.
    let folder: String
    let web: Size
    private(set) var talk: Size
    /// Nobody said how large that is.
    let isTalkUsual: Bool
    let jobs: Size
    /// Of the stand-in for a telephone network; nil where a real one is asked.
    let sandbox: Size?
    /// When a worker that serves well is replaced all the same.
    let renewal: Renewal
    /// What a request may take. The front server waits 8 s and 90 s: what we say ourselves must reach it before.
    let webLimit: Duration
    let talkLimit: Duration
    /// What a job may take.
    let jobsLimit: Duration
    let frontServer: FrontServer
    /// The ports of the pools that don't listen on a socket in the folder, by their names.
    let ports: [String: Endpoint]
    /// The file of the log; nil for standard error.
    let log: String?
    /// What a visitor from elsewhere must hold to see what the pools do; nil where none may.
    let statusToken: String?

    /// Where the supervisor tells what the pools do.
    var status: StatusSettings { StatusSettings(path: Self.statusPath(in: folder), token: statusToken, frontServer: frontServer) }

    static func statusPath(in folder: String) -> String { "\(folder)/status.sock" }

    /// What the pools may take of the database when each is as large as it may be: a connection for each worker, and one for each
    /// pool's canary or successor.
    var connections: Int { [web, talk, jobs, sandbox].compactMap(\.self).reduce(0) { $0 + $1.most + 1 } }

    /// Conversations that wait for a model need a worker each, so that the pool grows far unless somebody said how far: as far as the
    /// database gives connections, of which a few are left for whoever looks after it.
    func within(_ connections: Int) -> PoolSettings {
        var settings = self
        let most = talk.most + connections - Self.leftForOthers - self.connections
        if isTalkUsual, most < talk.most {
            settings.talk = .dynamic(least: Self.fewTalkers, most: max(most, Self.fewTalkers + 1), spare: Self.fewTalkers)
        }
        return settings
    }

    static let usualTalk = Size.dynamic(least: fewTalkers, most: 128, spare: fewTalkers)
    private static let fewTalkers = 4
    private static let leftForOthers = 10

    /// What the help says of them.
    static let legend = """
          RUN_DIR                 the folder of web.sock, talk.sock and jobs.sock; .run unless set
          HOLDFAST_WEB_WORKERS    processes for pages and the API: a number, or a range such as 2..8; 4 unless set, 128 at most
          HOLDFAST_TALK_WORKERS   the same for conversations; 4..128 with 4 free unless set, as far as the database gives connections
          HOLDFAST_WEB_SPARE      where that is a range, how many of them are kept free; 1 unless set
          HOLDFAST_TALK_SPARE     the same for conversations
          HOLDFAST_JOBS_WORKERS   processes for what happens later, 1 unless set
          HOLDFAST_SANDBOX_WORKERS  development: processes that stand in for a telephone network, 4 unless set
          HOLDFAST_RENEW_REQUESTS   a worker is replaced after so many requests, 100 or more; never unless set
          HOLDFAST_RENEW_MEGABYTES  a worker is replaced when it takes more memory, 64 to 900; never unless set
          HOLDFAST_WEB_LIMIT      seconds that a request for a page or of the API may take, 6 unless set and at most
          HOLDFAST_TALK_LIMIT     seconds that a message of a conversation may take, 80 unless set and at most
          HOLDFAST_JOBS_LIMIT     seconds that a job may take, 30 unless set and at most
          HOLDFAST_FRONT_GROUP    the group of an nginx that runs as another user, by name or number
          HOLDFAST_WEB_LISTEN     an address and port instead of web.sock, such as 10.0.0.5:9000; for an nginx on another machine
          HOLDFAST_TALK_LISTEN    the same instead of talk.sock
          HOLDFAST_FRONT_ADDRESSES  who may connect there, such as 10.0.0.7,fd00:1::/64; everybody else is turned away
          HOLDFAST_LOG            the pools' log; standard error unless set
          HOLDFAST_STATUS_TOKEN   16 or more characters that let a visitor from elsewhere read /pool and /metrics; nobody unless set
        """

    /// The pool of a name; nil where there is none.
    func pool(_ name: String) -> PoolConfiguration? { pools.first { $0.name == name } }

    /// Every pool, in the order in which they are started.
    var pools: [PoolConfiguration] {
        [
            pool("web", .unix("\(folder)/web.sock"), size: web, longest: webLimit),
            pool("talk", .unix("\(folder)/talk.sock"), size: talk, longest: talkLimit),
            pool("jobs", .nudges(jobsDoor), size: jobs, longest: jobsLimit),
        ] + (sandbox.map { [pool("sandbox", .unix("\(folder)/sandbox.sock"), size: $0, longest: Self.sandboxLimit)] } ?? [])
    }

    /// A call is moved on until it waits for its caller: through several webhooks, each of which may take 15 s.
    private static let sandboxLimit = Duration.seconds(80)

    /// Where the jobs pool is nudged.
    var jobsDoor: String { "\(folder)/jobs.sock" }

    private func pool(_ name: String, _ usual: Door, size: Size, longest: Duration) -> PoolConfiguration {
        var limits = Limits()
        limits.request = longest
        return PoolConfiguration(
            name: name, door: ports[name].map { .tcp($0) } ?? usual, size: size, renewal: renewal, limits: limits,
            frontServer: frontServer)
    }
}

extension Reading {
    mutating func pools(sandboxed: Bool) -> PoolSettings {
        let ports = ports()
        return PoolSettings(
            folder: environment["RUN_DIR"] ?? ".run", web: size("HOLDFAST_WEB_WORKERS", spare: "HOLDFAST_WEB_SPARE", usual: .fixed(4)),
            talk: size("HOLDFAST_TALK_WORKERS", spare: "HOLDFAST_TALK_SPARE", usual: PoolSettings.usualTalk),
            isTalkUsual: environment["HOLDFAST_TALK_WORKERS"] == nil, jobs: jobsSize(), sandbox: sandboxSize(standsIn: sandboxed),
            renewal: renewal(),
            webLimit: limit("HOLDFAST_WEB_LIMIT", most: 6), talkLimit: limit("HOLDFAST_TALK_LIMIT", most: 80),
            jobsLimit: limit("HOLDFAST_JOBS_LIMIT", most: 30), frontServer: frontServer(ports: !ports.isEmpty),
            ports: ports,
            log: environment["HOLDFAST_LOG"], statusToken: statusToken())
    }

    mutating func limit(_ name: String, most: Double) -> Duration {
        guard let text = environment[name] else { return .seconds(most) }
        if let seconds = Double(text), (0.1...most).contains(seconds) { return .seconds(seconds) }
        faults.append("\(name) is not a number of seconds from 0.1 to \(Int(most))")
        return .seconds(most)
    }

    private mutating func statusToken() -> String? {
        guard let token = environment["HOLDFAST_STATUS_TOKEN"] else { return nil }
        if token.utf8.count >= 16, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return token }
        faults.append("HOLDFAST_STATUS_TOKEN must hold 16 or more characters, none of them a blank or beyond ASCII")
        return nil
    }

    private mutating func ports() -> [String: Endpoint] {
        var ports: [String: Endpoint] = [:]
        for (pool, name) in [("web", "HOLDFAST_WEB_LISTEN"), ("talk", "HOLDFAST_TALK_LISTEN")] {
            guard let text = environment[name] else { continue }
            ports[pool] = Endpoint(text)
            if ports[pool] == nil {
                faults.append("\(name) is not an address in numbers and a port, such as 10.0.0.5:9000 or [fd00::5]:9000")
            }
        }
        return ports
    }

    private mutating func frontServer(ports: Bool) -> FrontServer {
        FrontServer(group: frontGroup(), addresses: frontAddresses(ports))
    }

    private mutating func frontGroup() -> UInt32? {
        guard let text = environment["HOLDFAST_FRONT_GROUP"] else { return nil }
        if let number = UInt32(text) ?? UserGroup.number(of: text) { return number }
        faults.append("HOLDFAST_FRONT_GROUP is no group of this machine")
        return nil
    }

    /// A port that nobody may use is a mistake, and one that everybody may use is never meant.
    private mutating func frontAddresses(_ needed: Bool) -> [Network] {
        guard let text = environment["HOLDFAST_FRONT_ADDRESSES"] else {
            if needed { faults.append("HOLDFAST_FRONT_ADDRESSES is missing: it says who may connect to the pools' ports") }
            return []
        }
        let networks = text.split(separator: ",", omittingEmptySubsequences: false).map { Network(String($0)) }
        if networks.contains(nil) {
            faults.append("HOLDFAST_FRONT_ADDRESSES holds something that is no address and no range such as 10.0.0.0/24")
        }
        return networks.compactMap(\.self)
    }
}
