internal import Booking
internal import Postgres
internal import Sealing
internal import Web

extension House {
    /// One request, one answer: a failure is an answer too.
    func answer(_ request: Request) -> Response {
        let visit = Visit(house: self, request: request)
        guard let place = Place(path: request.path) else { return visit.nowhere }
        var response = answer(visit, at: place)
        response.route = place.name
        if place.leavesJobs, request.method != .get, request.method != .head, response.status.rawValue < 400 { settings.nudge() }
        return request.method == .head ? response.headOnly : response
    }

    private func answer(_ visit: Visit, at place: Place) -> Response {
        switch place {
        case .alive: visit.problemOnFailure(place) { .text("ok\n") }
        case .ready: visit.problemOnFailure(place) { try visit.readiness() }
        case .api(let tenant, let place): visit.answer(tenant: tenant, at: place)
        case .hosted(let tenant, let place): visit.answer(tenant: tenant, at: place)
        case .manage(let token, let place): visit.answer(token: token, at: place)
        case .admin(let place): visit.answer(owner: place)
        case .consent: visit.answerConsent()
        }
    }
}

/// One request on its way through the house.
struct Visit {
    let house: House
    let request: Request
    /// The visitor's cookie: it marks forms, and tells who holds. A new one where none came.
    let visitor: String
    let isKnownVisitor: Bool

    init(house: House, request: Request) {
        let cookie = request.cookie(FormSeal.cookie, secure: house.isSecure).flatMap { FormSeal.isOurs($0) ? $0 : nil }
        self.house = house
        self.request = request
        visitor = cookie ?? Random.token()
        isKnownVisitor = cookie != nil
    }

    var method: Method { request.method }

    /// Runs a handler and makes a problem of whatever it throws.
    func problemOnFailure(_ place: Place, _ handler: () throws -> Response) -> Response {
        do {
            try heard(place)
            return try handler()
        } catch {
            return response(to: problem(of: error))
        }
    }

    /// The answer where nothing stands: a page for people, a problem for programs.
    var nowhere: Response {
        let problem = Problem.notFound("There is nothing at this address. Check it for typing errors.")
        let isForPeople = request.headers["Accept"]?.contains("text/html") == true
        return isForPeople ? page(problem, tenant: nil) : response(to: problem)
    }

    /// Refuses methods that are not heard at a place.
    func heard(_ place: Place) throws(Problem) {
        guard place.methods.contains(method) else { throw .methodNotAllowed(place.methods) }
    }

    /// An unknown thing and somebody else's are answered with the same bytes, so no request's id stands in those.
    func response(to problem: Problem) -> Response {
        problem.response(requestID: problem.status == .notFound ? nil : request.id)
    }

    /// The problem that an error is for whoever asked; what isn't theirs to know goes to the log.
    func problem(of error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let refusal as DiaryError: problem(of: refusal)
        case let failure as DatabaseError: problem(of: failure)
        default: unexpected("\(type(of: error))")
        }
    }
}

extension Visit {
    /// The tenant's diary; an unknown tenant is a 404.
    func diary(_ slug: String) throws -> Diary {
        guard let tenant = try Diary.tenant(slug: slug, in: house.database) else {
            throw Problem.notFound("There is no business under this name. Check the address.")
        }
        return Diary(tenant: tenant, database: house.database)
    }

    /// Whether the database answers and its migrations are right.
    func readiness() throws -> Response {
        let faults = try house.settings.schemaFaults(house.database)
        guard faults.isEmpty else {
            var problem = Problem.unavailable("The database isn't ready for this program. Run holdfast migrate.")
            problem.fault = faults.joined(separator: "; ")
            throw problem
        }
        return .text("ready\n")
    }
}
