internal import CLinux
internal import Glibc
internal import Web

/// One worker: it takes a request from the socket, answers it, and takes the next, until it is asked to leave.
///
/// Signals are seen between two requests only, so that none cuts a body or an answer short.
public struct Worker {
    private let pool: PoolConfiguration
    private let stand: Stand
    private var place: Int { stand.place }
    private let pid = getpid()
    private let scoreboard: Scoreboard
    private let poller: Int32
    private let patience: Patience
    private let databaseTime: () -> Duration
    private let answer: WorkerProgram.Answer
    private var window: [UInt8]

    /// Serves until asked to leave. Called in the process that the supervisor started, with the stand that it named.
    public static func run(_ pool: PoolConfiguration, stand: Stand, _ program: WorkerProgram) -> ExitCode {
        Log.lead(into: Handover.log)
        do {
            var worker = try Worker(pool, stand: stand, program)
            return try worker.serve()
        } catch {
            var line = LogLine("worker_failed", pool: pool.name, worker: stand.place)
            line.add("error", .string(Self.describe(error)))
            line.write()
            ReadyWord(stand: stand, pid: getpid(), excuse: Self.describe(error)).send(to: Handover.control)
            return error is SystemError ? .broken : .unbootable
        }
    }

    private init(_ pool: PoolConfiguration, stand: Stand, _ program: WorkerProgram) throws {
        Signals.block()
        self.pool = pool
        self.stand = stand
        scoreboard = try Scoreboard(file: Handover.scoreboard, section: stand.section)
        scoreboard.set(stand.place, .starting, pid: pid, since: .now)
        answer = try program.boot()
        if stand.isCanary { try program.check() }
        databaseTime = program.databaseTime
        Exchange.prepare()
        patience = try Patience()
        poller = try Self.makePoller()
        window = [UInt8](repeating: 0, count: min(pool.limits.body, 65_536) + pool.limits.parameters)
    }

    /// Only an idle worker that is in its wait is woken by a connection, and one alone.
    private static func makePoller() throws(SystemError) -> Int32 {
        let poller = linux_poller()
        let signals = try Signals.file(of: Signals.worker)
        for (file, exclusive) in [(Handover.door, 1), (signals, 0), (Handover.control, 0)] {
            guard linux_watch(poller, file, Int32(exclusive)) == 0 else { throw SystemError("epoll_ctl") }
        }
        return poller
    }

    private mutating func serve() throws(SystemError) -> ExitCode {
        ReadyWord(stand: stand, pid: pid).send(to: Handover.control)
        while true {
            scoreboard.set(place, .idle, pid: pid, since: .now)
            var ready: [Int32] = [0, 0, 0]
            let count = unsafe linux_wait(poller, &ready, -1)
            guard count >= 0 || errno == EINTR else { throw SystemError("epoll_wait") }
            // Anything but the listener is a signal, or the end of the supervisor.
            if ready.prefix(Int(max(count, 0))).contains(where: { $0 != Handover.door }) { return try leave() }
            if let connection = try Connection(from: Handover.door) { serve(connection) }
        }
    }

    /// At a stop, who connected before it is served first; at a reload others serve them.
    private mutating func leave() throws(SystemError) -> ExitCode {
        while Listener.isShut(Handover.door), let connection = try Connection(from: Handover.door) { serve(connection) }
        scoreboard.set(place, .leaving, pid: pid, since: .now)
        return .asked
    }

    /// An error's type is always safe to log; its words only where they are a `SystemError`'s or were made for people.
    private static func describe(_ error: any Error) -> String {
        (error as? SystemError)?.description ?? (error as? Problem)?.detail ?? String(describing: type(of: error))
    }
}

extension Worker {
    private mutating func serve(_ connection: consuming Connection) {
        let began = Moment.now
        scoreboard.set(place, .busy, pid: pid, since: began)
        guard connection.comes(from: pool.frontServer) else { return drop("stranger") }
        connection.bound(SO_SNDTIMEO, to: pool.limits.sending)
        let arrival = connection.arrive(within: pool.limits, window: &window, patience: patience)
        if case .refused(let fault) = arrival { return drop(fault.rawValue) }
        if arrival == .gone || connection.hungUp { return drop("gone") }
        guard let exchange = Exchange(reading: connection.descriptor) else {
            connection.forget()
            return drop("protocol")
        }
        let afterwards = respond(on: exchange, arrival, began)
        if arrival != .whole { connection.drain(pool.limits.drain, through: &window) }
        _ = consume connection
        if let afterwards { carryOn(afterwards, since: began) }
    }

    private func respond(on exchange: Exchange, _ arrival: Arrival, _ began: Moment) -> (() -> Void)? {
        let parameters = exchange.parameters()
        let id = parameters.requestID
        let databaseBefore = databaseTime()
        let response = response(to: exchange, parameters, id, arrival)
        let headOnly = parameters.method == Method.head.rawValue
        let sent = exchange.send(response, requestID: id, headOnly: headOnly)
        // Before the answer's end, so that who has read it may rely on the count.
        scoreboard.countAnswer(place)
        let delivered = exchange.finish() && sent
        log(id, parameters, response, delivered, began, databaseTime() - databaseBefore)
        return response.afterwards
    }

    private func response(to exchange: Exchange, _ parameters: Parameters, _ id: String, _ arrival: Arrival) -> Response {
        do {
            let intake = Intake(limits: pool.limits)
            return try answer(intake.request(from: exchange, parameters, id: id, arrival))
        } catch {
            if let problem = error as? Problem { return problem.response(requestID: id) }
            logFailure(id, error)
            return Problem.failed.response(requestID: id)
        }
    }

    private func carryOn(_ work: () -> Void, since began: Moment) {
        scoreboard.set(place, .continuing, pid: pid, since: began)
        work()
    }
}

extension Worker {
    private func log(
        _ id: String, _ parameters: Parameters, _ response: Response, _ delivered: Bool, _ began: Moment, _ database: Duration
    ) {
        var line = LogLine("request", pool: pool.name, worker: place)
        line.add("id", .string(id))
        line.add("method", .string(parameters.method))
        if let route = response.route { line.add("route", .string(route)) }
        line.add("status", .number(response.status.rawValue))
        if let fault = response.fault { line.add("fault", .string(fault)) }
        line.add("ms", milliseconds: .now - began)
        line.add("db_ms", milliseconds: database)
        if !delivered { line.add("gone", .bool(true)) }
        line.write()
    }

    private func logFailure(_ id: String, _ error: any Error) {
        var line = LogLine("handler_failed", pool: pool.name, worker: place)
        line.add("id", .string(id))
        line.add("error", .string(Self.describe(error)))
        line.write()
    }

    private func drop(_ reason: String) {
        var line = LogLine("dropped", pool: pool.name, worker: place)
        line.add("reason", .string(reason))
        line.write()
    }
}
