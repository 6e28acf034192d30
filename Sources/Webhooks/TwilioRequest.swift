internal import Messaging
internal import PhoneNumbers
internal import Web

/// A request of Twilio's. Only its signature makes one: what is read here was signed.
struct TwilioRequest {
    /// What Twilio tells, in its order.
    let form: Fields
    /// What we wrote into our own address when we gave it to Twilio, such as the number of a turn.
    let query: Fields
    /// The same for every try at one delivery (`I-Twilio-Idempotency-Token`).
    let idempotencyToken: String?
    /// This is a turn that nginx could not have answered in time, and asks for here instead. Nobody else can say so.
    let turnFailed: Bool

    /// Checks the signature over the public address, whatever host and scheme the request itself names, before anything is read.
    init(verifying request: Request, below publicURL: String, of account: TwilioAccount) throws(Problem) {
        let address = publicURL + request.path + (request.query.isEmpty ? "" : "?" + request.query)
        guard let signature = request.headers[TwilioSignature.header],
            TwilioSignature(account).isValid(signature, url: address, mediaType: request.mediaType, body: request.body)
        else { throw .unsigned }
        query = try request.queryFields()
        form = request.body.isEmpty ? Fields() : try request.formFields()
        idempotencyToken = request.headers["I-Twilio-Idempotency-Token"]
        turnFailed = request.headers["X-Turn-Failed"] != nil
    }

    /// A value of the form; empty where Twilio sent it so.
    subscript(name: String) -> String? { form[name] }

    /// Who calls or texts, in E.164; nil where the number is withheld, or is none.
    var sender: String? {
        guard let from = form["From"] else { return nil }
        let number = from.hasPrefix(WebhookVisit.whatsApp) ? String(from.dropFirst(WebhookVisit.whatsApp.count)) : from
        return PhoneNumber(number, region: "US")?.e164
    }

    /// A value without which the request means nothing.
    func required(_ name: String) throws(Problem) -> String {
        guard let value = form[name], !value.isEmpty else { throw .malformed("\(name) is missing.") }
        return value
    }
}

extension Problem {
    /// Says nothing of what was wrong with the signature.
    fileprivate static var unsigned: Problem {
        var problem = Problem(.forbidden, code: "forbidden", detail: "This address is for Twilio. The request's signature doesn't fit it.")
        problem.fault = "signature"
        return problem
    }
}
