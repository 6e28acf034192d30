internal import Booking
internal import PhoneNumbers
internal import Receptionist
internal import Web

extension WebhookVisit {
    /// A text that came in, by SMS or WhatsApp. It is stored, and Twilio is told nothing; its turn follows behind the answer, and a job
    /// stands behind the turn.
    func sms(_ delivery: TwilioRequest, _ line: Line) throws -> Response {
        guard let text = try IncomingText(delivery, line) else { return TwiML().response(fault: "sender without a number") }
        let receptionist = receptionist(line, from: text.peer), nudge = office.settings.nudge
        let conversation = try receptionist.take(text)
        nudge()
        var response = TwiML().response
        guard let conversation else { return response }
        response.afterwards = {
            // What fails here the job does again.
            _ = try? receptionist.answerTexts(in: conversation)
            nudge()
        }
        return response
    }
}

extension IncomingText {
    /// Nil where nobody could be answered.
    fileprivate init?(_ delivery: TwilioRequest, _ line: Line) throws {
        let from = try delivery.required("From"), isWhatsApp = from.hasPrefix(WebhookVisit.whatsApp)
        let number = isWhatsApp ? String(from.dropFirst(WebhookVisit.whatsApp.count)) : from
        guard let peer = line.tenant.phone(number)?.e164 else { return nil }
        let button = delivery["ButtonPayload"] ?? delivery["ButtonText"]
        let body = delivery["Body"] ?? ""
        self.init(
            sid: try delivery.required("MessageSid"), channel: isWhatsApp ? .whatsApp : .sms, number: line.number, peer: peer,
            body: body.isEmpty ? delivery["ButtonText"] ?? "" : body, media: min(max(Int(delivery["NumMedia"] ?? "") ?? 0, 0), 100),
            quoted: delivery["OriginalRepliedMessageSid"], optOutType: delivery["OptOutType"], isButton: button != nil)
    }
}
