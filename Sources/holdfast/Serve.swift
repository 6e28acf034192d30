internal import FCGIHost
internal import Handlers
internal import Messaging
internal import Postgres
internal import Receptionist
internal import Sandbox
internal import Webhooks
internal import Web

/// `holdfast serve`: the pools.
enum Serve {
    static let usage = """
        [--settings FILE]

        Opens web.sock, talk.sock and jobs.sock under RUN_DIR and keeps their workers running; tells what they do on status.sock. The file
        holds settings as NAME=VALUE lines; where the environment says something too, the environment counts. TERM and QUIT
        stop it after the requests under way, INT at once, HUP takes the file and the program anew.
        """

    static func run(_ arguments: [String], _ environment: [String: String]) throws -> Exit {
        var service = Service(file: try file(arguments), environment: environment, program: try Program.path())
        let settings = try service.settings()
        service.room = room(of: settings)
        try refuseMoreThan(service.room, service.pools(of: settings))
        try BusinessClock.freeze(at: settings.now, Database(url: settings.databaseURL))
        do {
            var supervisor = try Supervisor(
                service.plan(), log: settings.pools.log, status: settings.pools.status,
                replan: { [service] () throws in try service.plan() })
            return supervisor.run() == .asked ? .done : .couldNotBoot
        } catch {
            throw CommandFault(exit: .couldNotBoot, lines: ["\(error)"])
        }
    }

    private static func file(_ arguments: [String]) throws(CommandFault) -> String? {
        if arguments.isEmpty { return nil }
        guard arguments.count == 2, arguments[0] == "--settings" else { throw .usage("serve takes --settings FILE only; see --help") }
        return arguments[1]
    }

    private static let connections = Statement<Int>(SQL.doctorServer) { row throws(DatabaseError) in try row.read("connections") }

    /// How many connections the database gives. One that can't be asked doesn't keep the pools from starting: they say themselves that they
    /// aren't ready.
    private static func room(of settings: Settings) -> Int? {
        let database = Database(url: settings.databaseURL, settings: .asking)
        do throws(DatabaseError) { return try database.rows(connections).first } catch {
            complain("\(error); starting all the same")
            return nil
        }
    }

    private static func refuseMoreThan(_ room: Int?, _ pools: PoolSettings) throws(CommandFault) {
        let wanted = pools.connections
        guard let given = room, given < wanted else { return }
        throw CommandFault(
            exit: .usage,
            lines: [
                "the pools may take \(wanted) connections and the database gives \(given): "
                    + "lower HOLDFAST_WEB_WORKERS or HOLDFAST_TALK_WORKERS"
            ])
    }
}

extension SessionSettings {
    fileprivate static var asking: SessionSettings {
        var settings = SessionSettings.web
        settings.attempts = 1
        return settings
    }
}

/// What the supervisor starts: `holdfast worker POOL STAND`, which isn't for people.
enum WorkerCommand {
    static func run(_ arguments: [String], _ settings: Settings) throws(CommandFault) -> Exit {
        guard arguments.count == 2, let pool = settings.pools.pool(arguments[0]), let stand = Stand(arguments[1]) else {
            throw .usage("worker is started by serve")
        }
        let name = stand.name(in: pool.name)
        if case .nudges = pool.door {
            Program.exit(JobsWorker.run(pool, stand: stand, JobsPool.program(settings, pool, worker: name)).rawValue)
        }
        let program = pool.name == "sandbox" ? try sandbox(settings) : program(settings, pool.name, worker: name)
        Program.exit(Worker.run(pool, stand: stand, program).rawValue)
    }

    private static func sandbox(_ settings: Settings) throws(CommandFault) -> WorkerProgram {
        guard settings.pools.sandbox != nil else { throw .usage("nothing stands in where there are accounts") }
        let stand = PhoneSandbox.program(
            PhoneSandboxSettings(
                databaseURL: settings.databaseURL, publicURL: settings.publicURL, account: settings.playedPhone,
                google: settings.playedGoogle))
        return WorkerProgram(
            boot: { stand.answer }, route: stand.route, database: { DatabaseWork(stand.tally()) }, cancel: stand.cancel)
    }

    /// A worker has one connection to the database and one to the model, whoever asks.
    private static func program(_ settings: Settings, _ pool: String, worker: String) -> WorkerProgram {
        let database = Database(url: settings.databaseURL, settings: settings.session(pool)), voice = Voice(settings.model)
        let handlers = Handlers.program(settings.handlers(worker), database: database) { voice.model }
        let webhooks = Webhooks.program(settings.webhooks(worker), database: database) { voice.model }
        let answer = { (request: Request) in isWebhook(request) ? webhooks.answer(request) : handlers.answer(request) }
        return WorkerProgram(
            boot: { answer }, check: { try SelfCheck(answer: answer).run() },
            route: { isWebhook($0) ? webhooks.route($0) : handlers.route($0) }, database: { DatabaseWork(database.takeTally()) },
            cancel: database.canceller.take)
    }

    private static func isWebhook(_ request: Request) -> Bool { request.path.hasPrefix(Webhooks.path) }
}

/// The model of a worker, made ready when somebody first writes: a worker that never talks has no use for libcurl.
private final class Voice {
    private let account: ModelAccount?
    private(set) lazy var model = account?.voice()

    init(_ account: ModelAccount?) { self.account = account }
}

extension Settings {
    fileprivate func handlers(_ worker: String) -> HandlerSettings {
        let migrator = Schema.migrator(mode)
        return HandlerSettings(
            publicURL: publicURL, keys: keys, isDevelopment: mode == .development, limits: limits, modelCeiling: model?.ceiling,
            google: google, worker: worker,
            nudge: Nudge(pools.jobsDoor).send, schemaFaults: { try migrator.faults(in: $0) })
    }

    fileprivate func webhooks(_ worker: String) -> WebhookSettings {
        WebhookSettings(
            publicURL: publicURL, keys: keys, account: twilio, limits: limits, worker: worker, nudge: Nudge(pools.jobsDoor).send)
    }

    /// The diary's functions read from the session whether the cap on holds is off.
    fileprivate func session(_ pool: String) -> SessionSettings {
        var session: SessionSettings = pool == "talk" ? .talk : .web
        if !limits { session.variables["holdfast.limits"] = "off" }
        return session
    }
}

extension DatabaseWork {
    /// What a database did, as the pool tells it.
    init(_ tally: DatabaseTally) { self.init(waited: tally.waited, slowest: tally.slowest, tenant: tally.tenant) }
}
