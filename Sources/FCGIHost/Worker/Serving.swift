internal import CLinux
internal import Glibc
internal import Web

/// What a worker does for one connection.
extension Worker {
    mutating func serve(_ connection: consuming Connection) {
        var stages = Stages(began: .now)
        post.scoreboard.add(1, place, Layout.accepted)
        post.show(.busy, since: stages.began)
        post.watchdog.underWay.begin(at: stages.began)
        defer { post.watchdog.underWay.end() }
        guard connection.comes(from: pool.frontServer) else { return drop("stranger") }
        connection.bound(SO_SNDTIMEO, to: min(pool.limits.sending, pool.limits.request))
        let arrival = connection.arrive(within: pool.limits, window: &window, patience: patience)
        if case .refused(let fault) = arrival { return drop(fault.rawValue) }
        if arrival == .gone || connection.hungUp { return drop("gone") }
        guard let exchange = Exchange(reading: connection.descriptor) else {
            connection.forget()
            return drop("protocol")
        }
        stages.arrived = .now
        let response = respond(on: exchange, arrival, &stages)
        if arrival != .whole { connection.drain(pool.limits.drain, through: &window) }
        _ = consume connection
        if let afterwards = response.afterwards { carryOn(afterwards, RouteName(response.route), since: stages.began) }
        if post.watchdog.underWay.isCancelled { post.scoreboard.add(1, place, Layout.cancelled) }
    }

    private mutating func respond(on exchange: Exchange, _ arrival: Arrival, _ stages: inout Stages) -> Response {
        let parameters = exchange.parameters()
        let id = parameters.requestID
        stages.queue = parameters.arrived.map { stages.waited(since: $0) }
        var response = response(to: exchange, parameters, id, arrival, stages)
        let told = told(id, parameters, response)
        let isAnswered = work(on: &response, over: exchange, told, stages)
        stages.answered = .now
        stages.work = program.database()
        if isAnswered {
            stages.sent = .now
            post.scoreboard.add(UInt64(clamping: stages.work.waited.microseconds), place, Layout.database)
        } else {
            send(response, over: exchange, told, &stages)
        }
        if stages.total > pool.limits.slow { logSlow(id, response, stages) }
        return response
    }

    private mutating func send(_ response: Response, over exchange: Exchange, _ told: Told, _ stages: inout Stages) {
        let delivered = exchange.send(response, requestID: told.id, headOnly: told.method == Method.head.rawValue) {
            stages.add(program.database())
            count(response, stages)
        }
        post.scoreboard.take(place, request: 0)
        stages.sent = .now
        told.write(stages.total, database: stages.work.waited, delivered: delivered)
    }

    private mutating func response(
        to exchange: Exchange, _ parameters: Parameters, _ id: String, _ arrival: Arrival, _ stages: Stages
    ) -> Response {
        var response: Response
        do {
            let number = Scoreboard.number(ofRequest: id)
            if isTooLate(number, stages) { throw Problem.crowded }
            post.scoreboard.take(place, request: number)
            let request = try Intake(limits: pool.limits).request(from: exchange, parameters, id: id, arrival)
            announce(request, since: stages.began)
            response = try answer(request)
        } catch {
            response = self.response(to: error, id)
        }
        if post.watchdog.underWay.isCancelled { response.becomeTimeout(requestID: id) }
        return response
    }

    private func response(to error: any Error, _ id: String) -> Response {
        if let problem = error as? Problem { return problem.response(requestID: id) }
        logFailure(id, error)
        return Problem.failed.response(requestID: id)
    }

    /// Says which route is under way, on the scoreboard, in the title and to the watchdog.
    private func announce(_ request: Request, since began: Moment) {
        let route = RouteName(program.route(request))
        post.scoreboard.set(place, route: route)
        post.watchdog.underWay.name(request.id, route)
        post.show(.busy, route, since: began)
    }

    /// Does the work of an answer that may be put off; true where it took too long, so that another answer has left.
    private mutating func work(on response: inout Response, over exchange: Exchange, _ told: Told, _ stages: Stages) -> Bool {
        guard case .deferred(let limit, let meanwhile, let work) = response.body, told.method != Method.head.rawValue else { return false }
        response.body = .bytes(meanwhile)
        let answer = response.head(requestID: told.id) + meanwhile
        let due = stages.began + (limit - (stages.queue ?? .zero))
        let deferral = Deferral(due: due, sendMeanwhile: sending(answer, over: exchange.way, told, since: stages.began))
        post.watchdog.put(off: deferral)
        response.body = .bytes(work())
        return !deferral.claim()
    }

    /// Sends an answer and counts it in place of this thread, which is at work meanwhile.
    private mutating func sending(_ answer: [UInt8], over way: Way, _ told: Told, since began: Moment) -> @Sendable () -> Void {
        let route = RouteName(told.route), counter = post.histograms.counter(for: route)
        return { [scoreboard = post.scoreboard, sign = post.sign, place] in
            scoreboard.countAnswer(place)
            counter.count(.now - began)
            sign.show(.continuing, route, since: began)
            let delivered = way.send(answer)
            scoreboard.take(place, request: 0)
            told.write(.now - began, database: nil, delivered: delivered)
        }
    }

    private func carryOn(_ work: () -> Void, _ route: RouteName, since began: Moment) {
        post.show(.continuing, route, since: began)
        work()
        post.scoreboard.add(UInt64(clamping: program.database().waited.microseconds), place, Layout.database)
    }
}

extension Worker {
    /// Whether a request waited so long that its visitor is better told to come back. The queue must have been long for as long, and a
    /// request that is tried again because its worker died is served however old it is.
    private func isTooLate(_ request: UInt64, _ stages: Stages) -> Bool {
        guard let waited = stages.queue, waited > pool.limits.queue else { return false }
        guard stages.began - post.scoreboard.queueEmptyAt > pool.limits.queue, !post.scoreboard.hadWorker(request: request) else {
            return false
        }
        post.scoreboard.add(1, place, Layout.shed)
        return true
    }

    /// Before the answer's end, so that who has read it may rely on the counts.
    private mutating func count(_ response: Response, _ stages: Stages) {
        post.scoreboard.countAnswer(place)
        post.scoreboard.add(UInt64(clamping: stages.work.waited.microseconds), place, Layout.database)
        post.histograms.count(RouteName(response.route), .now - stages.began)
    }
}

extension RouteName {
    fileprivate init(_ route: String?) { self = route.map { RouteName($0) } ?? .other }
}

extension Response {
    /// A failure of a request that was stopped is told as what it is. What came about all the same stays.
    fileprivate mutating func becomeTimeout(requestID: String) {
        guard status.rawValue >= 500, status != .gatewayTimeout else { return }
        let timeout = Problem.timeout.response(requestID: requestID)
        status = timeout.status
        headers = timeout.headers
        body = timeout.body
    }
}

extension Problem {
    fileprivate static var crowded: Problem {
        var problem = Problem.unavailable("Too many people are asking at once. Please try again in a moment.")
        problem.fault = "waited too long for a worker"
        return problem
    }
}
