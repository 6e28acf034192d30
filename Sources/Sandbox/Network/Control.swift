internal import Outbound
internal import Postgres
internal import Web

extension Switchboard {
    /// One request, one answer: a failure is an answer too.
    func answer(_ request: Request) -> Response {
        guard let place = SandboxPlace(path: request.path) else { return Self.nowhere.response(requestID: request.id) }
        var response: Response
        do {
            response = try answer(request, at: place)
        } catch {
            response = Self.problem(of: error).response(requestID: request.id)
        }
        response.route = place.name
        if response.afterwards == nil { response.afterwards = { [self] in tellProgress() } }
        return request.method == .head ? response.headOnly : response
    }

    private func answer(_ request: Request, at place: SandboxPlace) throws -> Response {
        switch place {
        case .door: .redirect(to: SandboxPlace.page.path)
        case .page: .page(SandboxPage(numbers: try database.rows(NetworkStatements.numbers)).html)
        case .rest(let place): try answer(request, rest: place)
        case .control(let place): try control(request, place)
        case .week: try week(request)
        case .google(let place): try answer(request, google: place)
        case .googleControl(let place): try control(request, google: place)
        }
    }

    private static let nowhere = Problem.notFound("There is nothing at this address. docs/sandbox.md names what is.")

    private static func problem(of error: any Error) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let failure as DatabaseError:
            var problem = Problem.unavailable("The stand-in's database can't be asked right now.")
            problem.fault = failure.description
            return problem
        default:
            var problem = Problem(.internalServerError, code: "internal", detail: "Something went wrong in the stand-in.")
            problem.fault = "\(type(of: error))"
            return problem
        }
    }
}

// MARK: - What people and tests do

extension Switchboard {
    /// Only what says that it is JSON is heard: another site's form can't say so.
    private func control(_ request: Request, _ place: ControlPlace) throws -> Response {
        try Self.checkMediaType(of: request)
        return try heard(request, place)
    }

    /// Whatever another site's form could send is turned away.
    static func checkMediaType(of request: Request) throws(Problem) {
        guard request.method != .post || request.mediaType == "application/json" else {
            throw Problem(.unsupportedMediaType, code: "malformed", detail: "Send it as application/json.")
        }
    }

    private func heard(_ request: Request, _ place: ControlPlace) throws -> Response {
        switch (place, request.method) {
        case (.state, .get): .json(try state())
        case (.settings, .post): try change(request)
        case (.feed, .get): try feed(request)
        case (.texts, .post): try text(request)
        case (.messages, .get): try messages(request)
        case (.calls, .post): try openCall(request)
        case (.call(let sid), .get): .json(try json(existing(sid)))
        case (.action(let sid, let action), .post): try act(sid, action, request)
        case (.exchanges, .get): try exchanges(request)
        case (.replay(let id), .post): .json(try replay(id))
        case (.faults, .post): try addFault(request)
        case (.faults, .delete): try clearFaults()
        case (.callbacks, .post): try callbacks(request)
        default: throw Problem.methodNotAllowed([.get, .post, .delete])
        }
    }

    private func state() throws -> JSON {
        let settings = try database.rows(NetworkStatements.settings).only()
        let numbers: [JSON] = try database.rows(NetworkStatements.numbers).map { number in
            [
                "number": .string(number.number), "whatsapp": .bool(number.takesWhatsApp), "business": .string(number.business),
                "slug": .string(number.slug),
            ]
        }
        let faults: [JSON] = try database.rows(NetworkStatements.faults).map { fault in
            [
                "kind": .string(fault.kind), "times": .number(fault.remaining ?? 0), "to": .text(fault.recipient),
                "options": (try? JSON(reading: Array(fault.options.utf8))) ?? .null,
            ]
        }
        return [
            "account": .string(account.sid), "numbers": .array(numbers), "opt_out": settings.advanced ? "advanced" : "default",
            "step_ms": .number(settings.step), "fallback": .text(settings.fallback), "faults": .array(faults),
        ]
    }

    private func change(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let optOut = try fields.string("opt_out")
        guard optOut.map({ ["default", "advanced"].contains($0) }) ?? true else {
            throw Problem.invalid("“opt_out” is default or advanced.")
        }
        _ = try database.rows(
            NetworkStatements.changeSettings, optOut.map { $0 == "advanced" }, try fields.int("step_ms"), try fields.string("fallback"))
        return .json(try state())
    }

    private func addFault(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        let kind = try fields.required("kind", try fields.string("kind"))
        guard FaultKind.all.contains(kind) else {
            throw Problem.invalid("“kind” is one of \(FaultKind.all.sorted().joined(separator: ", ")).")
        }
        let times = try fields.int("times") ?? 1
        _ = try database.rows(
            NetworkStatements.addFault, kind, times == 0 ? nil : times, try fields.string("to"),
            String(decoding: request.body, as: UTF8.self))
        return .json(try state(), status: .created)
    }

    private func clearFaults() throws -> Response {
        _ = try database.rows(NetworkStatements.clearFaults)
        return .json(try state())
    }

    /// Sends what was held back, or one of a chosen status.
    private func callbacks(_ request: Request) throws -> Response {
        let fields = try request.jsonFields()
        if let sid = try fields.string("sid") {
            let status = try fields.required("status", try fields.string("status"))
            _ = try database.rows(NetworkStatements.addProgress, sid, status, try fields.int("code"))
        } else {
            _ = try database.rows(NetworkStatements.releaseProgress)
        }
        tellProgress()
        return .json(["done": true])
    }
}
