internal import Booking
internal import Messaging
internal import Postgres
internal import Receptionist
internal import Web

extension Office {
    /// One request, one answer: a failure is an answer too.
    func answer(_ request: Request) -> Response {
        guard let account = settings.account, let place = WebhookPlace(path: request.path) else {
            return Problem.notFound("There is nothing at this address.").response(requestID: nil)
        }
        var response = WebhookVisit(office: self, request: request).answer(at: place, for: account)
        response.route = place.name
        return response
    }
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
        case .sms: try line(delivery.required("To")).map { try sms(delivery, $0) } ?? TwiML().response(fault: Self.unknownNumber)
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
            return broken(problem(of: error).fault, in: found)
        }
    }

    private func call(_ delivery: TwilioRequest, _ line: Line, at place: WebhookPlace) throws -> Response {
        switch place {
        case .turn where delivery.turnFailed: try wait(delivery, line)
        case .turn: try turn(delivery, line)
        case .wait: try wait(delivery, line)
        case .dialled: try dialled(delivery, line)
        default: try call(delivery, line)
        }
    }

    /// Texts have a sid of messages; what else tells of its status is a call. Nobody hears the answer.
    private func status(_ delivery: TwilioRequest) throws -> Response {
        try delivery["MessageSid"] == nil ? callStatus(delivery) : textStatus(delivery)
    }
}

// MARK: - What can't be answered

extension WebhookVisit {
    /// The number is given to nobody here.
    private var nobodysNumber: Response {
        TwiML(.say(LineWords.notInService.said(in: .english), in: "en-US"), .hangup).response(fault: Self.unknownNumber)
    }

    private static let unknownNumber = "unknown number"

    private func broken(_ fault: String?, in line: Line?) -> Response {
        let language = line?.language ?? .english, locale = line?.tenant.locale ?? "en-US"
        return TwiML(.say(LineWords.broken.said(in: language), in: language.spoken(at: locale)), .hangup).response(fault: fault)
    }

    /// What isn't Twilio's to know goes to the log.
    private func problem(of error: any Error) -> Problem {
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
