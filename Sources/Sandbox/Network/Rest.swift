internal import Outbound
internal import Postgres
internal import Sealing
internal import Web

/// Why the API says no: Twilio's code and words (twilio.com/docs/api/errors).
struct RESTRefusal: Error {
    var status: Status
    var code: Int
    var words: String

    init(_ code: Int, status: Status = .badRequest, _ words: String? = nil) {
        (self.status, self.code, self.words) = (status, code, words ?? Self.words[code] ?? "Refused")
    }

    static let stranger = RESTRefusal(20003, status: Status(rawValue: 401), "Authenticate")

    static func nothing(at path: String) -> RESTRefusal {
        RESTRefusal(20404, status: .notFound, "The requested resource \(path) was not found")
    }

    var response: Response {
        let body: JSON = [
            "code": .number(code), "message": .string(words), "more_info": .string("https://www.twilio.com/docs/errors/\(code)"),
            "status": .number(status.rawValue),
        ]
        return .json(body, status: status)
    }

    private static let words = [
        20004: "Method not allowed", 20429: "Too Many Requests",
        21408: "Permission to send an SMS has not been enabled for the region indicated by the 'To' number",
        21602: "Message body is required.", 21603: "A 'From' phone number is required.", 21604: "A 'To' phone number is required.",
        21606: "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination.",
        21609: "The 'StatusCallback' URL is not a valid URL.", 21610: "Attempt to send to unsubscribed recipient",
        21614: "'To' number is not a valid mobile number", 21617: "The concatenated message body exceeds the 1600 character limit",
        21910: "Invalid From and To pair. From and To should be of the same channel",
        63007: "Twilio could not find a Channel with the specified From address",
    ]
}

extension Switchboard {
    /// A request to the API, kept with its answer.
    func answer(_ request: Request, rest place: RESTPlace) throws -> Response {
        let started = ContinuousClock.now
        var about = ""
        var response: Response
        do {
            try admit(request, to: place)
            response = try serve(request, place, &about)
        } catch {
            response = try refusal(error)
        }
        try note(request, response, about: about, milliseconds: Int((ContinuousClock.now - started) / .milliseconds(1)))
        return response
    }

    /// Who asks must know the account's token; nobody learns what else exists.
    private func admit(_ request: Request, to place: RESTPlace) throws(RESTRefusal) {
        let wanted = "Basic " + Base64.encode(Array("\(account.sid):\(account.token)".utf8))
        let given = request.headers["Authorization"] ?? ""
        guard ConstantTime.areEqual(Array(wanted.utf8), Array(given.utf8)) else { throw .stranger }
        guard place.account == account.sid else { throw .nothing(at: request.path) }
    }

    private func serve(_ request: Request, _ place: RESTPlace, _ about: inout String) throws -> Response {
        switch (place, request.method) {
        case (.messages, .post): try createMessage(request, &about)
        case (.messages, .get): try listMessages(request)
        case (.message(_, let sid), .get): try message(sid, at: request.path)
        case (.calls, .get): try listCalls(request)
        case (.call(_, let sid), .get): try call(sid, at: request.path)
        case (.call(_, let sid), .post): try changeCall(sid, request)
        case (.other, _): throw RESTRefusal.nothing(at: request.path)
        default: throw RESTRefusal(20004, status: .methodNotAllowed)
        }
    }

    private func refusal(_ error: any Error) throws(DatabaseError) -> Response {
        switch error {
        case let refusal as RESTRefusal: refusal.response
        case let problem as Problem: RESTRefusal(20001, status: problem.status, problem.detail).response
        case let failure as DatabaseError: throw failure
        default: RESTRefusal(20500, status: .internalServerError, "Internal Server Error").response
        }
    }

    private func note(_ request: Request, _ response: Response, about: String, milliseconds: Int) throws(DatabaseError) {
        let form = request.method == .post ? (try? request.formFields()) : nil
        let parameters = (form?.pairs ?? []).map { Parameter($0.name, $0.value) }
        let answer: String? = if case .bytes(let bytes) = response.body { String(decoding: bytes, as: UTF8.self) } else { nil }
        let address = request.path + (request.query.isEmpty ? "" : "?" + request.query)
        let fault: String? = response.status == .cut ? "the connection was cut" : nil
        _ = try database.rows(
            NetworkStatements.noteExchange, "rest", response.status.rawValue < 300 ? "asked" : "refused", about, request.method.rawValue,
            address, JSON.parameters(parameters).text, "", response.status.rawValue, "application/json", answer, milliseconds, fault)
    }
}

extension Status {
    /// nginx hears it as: hang up without an answer.
    static let cut = Status(rawValue: 599)
}

extension Response {
    /// No answer at all.
    static var cut: Response { Response(.cut) }
}
