internal import Web

extension WebhookVisit {
    /// What became of a text that was sent.
    func textStatus(_ delivery: TwilioRequest) throws -> Response { Response(.noContent) }
}
