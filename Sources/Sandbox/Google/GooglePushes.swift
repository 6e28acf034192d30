internal import Outbound
internal import Postgres
internal import Web

extension Switchboard {
    /// How long a worker goes on telling after an answer of its own.
    private static var patience: Duration { .seconds(20) }

    /// Google waits longer, and so doesn't notice what is slow; a test does.
    private static var limits: HTTPLimits {
        var limits = HTTPLimits()
        limits.connect = .seconds(5)
        (limits.firstByte, limits.silence, limits.total) = (.seconds(10), .seconds(10), .seconds(10))
        return limits
    }

    /// Sends the messages that are due, and waits for those that are due soon where nobody else does.
    func tellPushes() {
        let end = ContinuousClock.now + Self.patience
        do {
            while ContinuousClock.now < end {
                if let push = try database.rows(GoogleStatements.takePush).first {
                    try tell(push)
                } else {
                    guard let pause = try database.rows(GoogleStatements.waitForPushes).only() else { return }
                    HTTPClient.wait(.seconds(pause))
                }
            }
        } catch {
            // What was taken and not told is taken again in half a minute.
            return
        }
    }

    /// Only these are tried again; every other answer is taken for an end.
    private static let again = [500, 502, 503, 504]

    private func tell(_ push: GooglePush) throws {
        let started = ContinuousClock.now
        let outcome = send(push)
        let status = (try? outcome.get())?.status
        let lasted = Int((ContinuousClock.now - started) / .milliseconds(1))
        let fault: String? = status == nil ? "no answer" : (200..<300).contains(status ?? 0) ? nil : "the answer was \(status ?? 0)"
        _ = try database.rows(
            GoogleStatements.note, "push", "push.\(push.state)", push.calendar, "POST", push.address, "\(push.channel) \(push.number)",
            status,
            nil, lasted, fault)
        _ = try database.rows(GoogleStatements.settlePush, push.id, status.map(Self.again.contains) ?? true)
    }

    /// A message has no body: what it says stands in its fields (developers.google.com/workspace/calendar/api/guides/push).
    private func send(_ push: GooglePush) -> Result<HTTPResponse, HTTPFailure> {
        guard let client, isOurs(push.address) else { return .failure(.malformed) }
        var headers = [
            ("X-Goog-Channel-ID", push.channel), ("X-Goog-Message-Number", String(push.number)), ("X-Goog-Resource-ID", push.resource),
            ("X-Goog-Resource-State", push.state), ("X-Goog-Channel-Expiration", push.expires),
            ("X-Goog-Resource-URI", "https://www.googleapis.com/calendar/v3/calendars/\(Percent.encode(push.calendar))/events?alt=json"),
            ("User-Agent", "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)"),
            ("Content-Type", "application/json"),
        ]
        if let token = push.token { headers.append(("X-Goog-Channel-Token", token)) }
        let request = HTTPRequest(push.address, method: "POST", headers: headers, limits: Self.limits)
        return Result { () throws(HTTPFailure) in try client.send(request) }
    }
}
