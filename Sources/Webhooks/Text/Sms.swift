internal import Web

extension WebhookVisit {
    /// A text that came in, by SMS or WhatsApp.
    func sms(_ delivery: TwilioRequest, _ line: Line) throws -> Response { TwiML().response }
}
