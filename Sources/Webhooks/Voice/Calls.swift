internal import Web

extension WebhookVisit {
    /// A call that comes in.
    func call(_ delivery: TwilioRequest, _ line: Line) throws -> Response { TwiML().response }

    /// What a caller said or pressed.
    func turn(_ delivery: TwilioRequest, _ line: Line) throws -> Response { TwiML().response }

    /// A caller waits for the answer of a turn.
    func wait(_ delivery: TwilioRequest, _ line: Line) throws -> Response { TwiML().response }

    /// A call that was put through has ended.
    func dialled(_ delivery: TwilioRequest, _ line: Line) throws -> Response { TwiML().response }

    /// A recording was stored.
    func recording(_ delivery: TwilioRequest) throws -> Response { Response(.noContent) }

    /// How a call stands.
    func callStatus(_ delivery: TwilioRequest) throws -> Response { Response(.noContent) }
}
