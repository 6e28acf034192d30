internal import Booking
internal import PhoneNumbers
internal import Receptionist
internal import Web

extension WebhookVisit {
    /// A call that comes in: who speaks, then the first question.
    func call(_ delivery: TwilioRequest, _ line: Line) throws -> Response {
        let call = try CallVisit(self, delivery, line)
        let begun = try call.begin()
        switch begun.refusal {
        case .forwarded?: return TwiML(.reject(busy: true)).response
        case .callerMinutes?, .monthMinutes?: return call.farewell(call.phrases.noMoreCalls).response
        case nil: break
        }
        let recording: [Verb] = begun.isRecorded ? [.startRecording(callback: address(.recording, ["line": line.e164]))] : []
        let greeting = Verb.say(call.phrases.greeting(begun), in: call.spoken(call.phrases.language))
        return TwiML([greeting] + recording + call.verbs(for: call.receptionist.firstQuestion(), before: 1)).response
    }

    /// A call that was put through has ended. Where nobody answered, the caller leaves a message.
    func dialled(_ delivery: TwilioRequest, _ line: Line) throws -> Response {
        let call = try CallVisit(self, delivery, line), status = delivery["DialCallStatus"] ?? "failed"
        defer { office.settings.nudge() }
        try call.receptionist.noteDial(call: call.sid, status)
        if status == "completed" || status == "answered" { return TwiML(.hangup).response }
        return call.answerUnanswered().response
    }

    /// A recording was stored.
    func recording(_ delivery: TwilioRequest) throws -> Response {
        guard let sid = delivery["CallSid"], let recording = delivery["RecordingSid"], let number = delivery.query["line"],
            let line = try line(number)
        else { return Response(.noContent) }
        try receptionist(line, from: nil).noteRecording(call: sid, recording, seconds: delivery["RecordingDuration"].flatMap { Int($0) })
        return Response(.noContent)
    }

    /// How a call stands. Each callback is taken, and a late one changes nothing that came after it.
    func callStatus(_ delivery: TwilioRequest) throws -> Response {
        let sid = try delivery.required("CallSid"), status = delivery["CallStatus"] ?? ""
        guard CallStatus.all.contains(status), let line = try line(delivery["To"] ?? "") else { return Response(.noContent) }
        let report = CallReport(
            sid: sid, number: line.number, peer: line.tenant.phone(delivery["From"] ?? "")?.e164, status: status,
            sequence: delivery["SequenceNumber"].flatMap { Int($0) } ?? CallStatus.order(status),
            seconds: delivery["CallDuration"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil })
        if try receptionist(line, from: nil).note(report) { office.settings.nudge() }
        return Response(.noContent)
    }
}

/// Twilio's words for how a call stands, in the order in which they follow one another.
private enum CallStatus {
    private static let order = [
        "queued": 0, "initiated": 1, "ringing": 2, "in-progress": 3, "completed": 4, "busy": 4, "failed": 4, "no-answer": 4, "canceled": 4,
    ]
    static let all = Set(order.keys)

    static func order(_ status: String) -> Int { order[status] ?? 0 }
}
