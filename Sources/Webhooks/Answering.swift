internal import Booking
internal import Messaging
internal import Postgres
internal import Receptionist
internal import Web

extension Office {
    /// One request, one answer: a failure is an answer too.
    func answer(_ request: Request) -> Response {
        let visit = WebhookVisit(office: self, request: request)
        var response = Problem.notFound("There is nothing at this address.").response(requestID: nil)
        if let account = settings.account, let place = WebhookPlace(path: request.path) {
            response = visit.answer(at: place, for: account)
        } else if let place = PushPlace(path: request.path) {
            response = visit.answer(at: place)
        }
        response.route = Self.route(request)
        return response
    }

    /// The name of what a request asks for; nil where nothing stands.
    static func route(_ request: Request) -> String? { WebhookPlace(path: request.path)?.name ?? PushPlace(path: request.path)?.name }
}

/// One request on its way through the office.
struct WebhookVisit {
    let office: Office
    let request: Request

    /// The whole address of a place, as Twilio is given it.
    func address(_ place: WebhookPlace, _ query: KeyValuePairs<String, String> = [:]) -> String {
        office.settings.publicURL + place.path(query: query)
    }
}

extension WebhookVisit {
    /// The signature stands before everything: until it is known to fit, nothing is read of the form or the database.
    func answer(at place: WebhookPlace, for account: TwilioAccount) -> Response {
        do {
            let delivery = try TwilioRequest(verifying: request, below: office.settings.publicURL, of: account)
            guard place.methods.contains(request.method) else { throw Problem.methodNotAllowed(place.methods) }
            return try answer(delivery, at: place)
        } catch {
            return problem(of: error).response(requestID: request.id)
        }
    }

    private func answer(_ delivery: TwilioRequest, at place: WebhookPlace) throws -> Response {
        switch place {
        case .status: try status(delivery)
        case .recording: try recording(delivery)
        case .sms: try line(delivery.required("To")).map { try text(delivery, $0) } ?? TwiML().response(fault: Self.unknownNumber)
        case .voice, .turn, .wait, .dialled: try call(delivery, at: place)
        }
    }

    /// Whatever happens, the caller hears words: of an answer that isn't TwiML Twilio makes an error in English, and ends the call.
    private func call(_ delivery: TwilioRequest, at place: WebhookPlace) throws -> Response {
        var found: Line?
        do {
            found = try line(delivery.required("To"))
            return try found.map { try call(delivery, $0, at: place) } ?? nobodysNumber
        } catch {
            return spoken(.broken, found, fault: problem(of: error).fault)
        }
    }

    private func call(_ delivery: TwilioRequest, _ line: Line, at place: WebhookPlace) throws -> Response {
        switch place {
        case .turn where delivery.turnFailed: try wait(delivery, line)
        case .turn: try turn(delivery, line)
        case .wait: try wait(delivery, line)
        case .dialled: try dialled(delivery, line)
        default: try begin(delivery, line)
        }
    }

    private func begin(_ delivery: TwilioRequest, _ line: Line) throws -> Response {
        let caller = delivery.sender
        guard try take(caller == nil ? Allowance.withheldCalls : Allowance.calls, from: caller, on: line) else {
            return spoken(.tooMany, line, fault: Self.tooMany)
        }
        return try call(delivery, line)
    }

    /// A text too much is taken and not answered: an answer to each would be as many texts again.
    private func text(_ delivery: TwilioRequest, _ line: Line) throws -> Response {
        guard try take(Allowance.texts, from: delivery.sender, on: line) else { return TwiML().response(fault: Self.tooMany) }
        return try sms(delivery, line)
    }

    /// Texts have a sid of messages; what else tells of its status is a call. Nobody hears the answer.
    private func status(_ delivery: TwilioRequest) throws -> Response {
        try delivery["MessageSid"] == nil ? callStatus(delivery) : textStatus(delivery)
    }
}

// MARK: - What can't be answered

extension WebhookVisit {
    /// The number is given to nobody here.
    private var nobodysNumber: Response { spoken(.notInService, nil, fault: Self.unknownNumber) }

    private static let unknownNumber = "unknown number"
    private static let tooMany = "too many"

    /// Words, and the end of the call.
    private func spoken(_ words: LineWords, _ line: Line?, fault: String?) -> Response {
        let language = line?.language ?? .english, locale = line?.tenant.locale ?? "en-US"
        return TwiML(.say(words.said(in: language), in: language.spoken(at: locale)), .hangup).response(fault: fault)
    }

    /// What isn't Twilio's to know goes to the log.
    func problem(of error: any Error) -> Problem {
        if let problem = error as? Problem { return problem }
        var problem = Problem.unavailable("This can't be taken now.")
        problem.fault =
            switch error {
            case let failure as DatabaseError: failure.description
            case DiaryError.database(let failure): failure.description
            default: "\(type(of: error))"
            }
        return problem
    }
}
