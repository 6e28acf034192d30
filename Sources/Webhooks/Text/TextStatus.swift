internal import Messaging
internal import Web

extension WebhookVisit {
    /// What became of a text that was sent. One that isn't ours is answered alike: Twilio has nothing else to do.
    func textStatus(_ delivery: TwilioRequest) throws -> Response {
        let report = TextReport(
            delivery.query["text"] ?? "", sid: try delivery.required("MessageSid"), status: try delivery.required("MessageStatus"),
            code: delivery["ErrorCode"].flatMap { Int($0) })
        _ = try report?.note(in: office.database)
        return Response(.noContent)
    }
}
