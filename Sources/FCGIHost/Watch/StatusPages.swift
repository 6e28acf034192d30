internal import Web

/// What the status socket answers, byte by byte.
struct StatusPages {
    let watch: Watch
    let access: StatusAccess

    private enum Page: String {
        case live = "/livez"
        case pool = "/pool"
        case metrics = "/metrics"
    }

    func answer(_ reading: Result<HTTPQuestion, HTTPRefusal>, _ stations: [Station], at now: Moment) -> [UInt8] {
        switch reading.map({ StatusRequest($0.head) }) {
        case .success(let request?): answer(request, stations, now)
        case .failure(.tooLong): refusal("431 Request Header Fields Too Large", "malformed", "The head is too long.")
        case .failure(.malformed), .success(nil): refusal("400 Bad Request", "malformed", "The request could not be read.")
        }
    }

    /// To those who may not see it, nothing is here.
    private func answer(_ request: StatusRequest, _ stations: [Station], _ now: Moment) -> [UInt8] {
        guard let page = Page(rawValue: request.path), page == .live || access.admits(request) else {
            return refusal("404 Not Found", "not_found", "There is nothing here.")
        }
        let isHead = request.method == "HEAD"
        guard isHead || request.method == "GET" else {
            return refusal("405 Method Not Allowed", "method_not_allowed", "Use GET or HEAD here.", allow: true)
        }
        switch page {
        case .live: return Self.response("200 OK", "text/plain; charset=utf-8", Array("alive\n".utf8), headOnly: isHead)
        case .pool: return Self.response("200 OK", "application/json", watch.state(stations, at: now).json.bytes, headOnly: isHead)
        case .metrics:
            let text = Metrics(watch.state(stations, at: now)).text
            return Self.response("200 OK", "text/plain; version=0.0.4; charset=utf-8", Array(text.utf8), headOnly: isHead)
        }
    }

    /// A problem of the same shape as everywhere else (RFC 9457).
    private func refusal(_ status: String, _ code: String, _ detail: String, allow: Bool = false) -> [UInt8] {
        let body: JSON = [
            "type": "about:blank", "title": .string(String(status.dropFirst(4))), "status": .number(Int(status.prefix(3)) ?? 0),
            "code": .string(code), "detail": .string(detail),
        ]
        return Self.response(status, "application/problem+json", body.bytes, headOnly: false, more: allow ? "Allow: GET, HEAD\r\n" : "")
    }

    private static func response(_ status: String, _ type: String, _ body: [UInt8], headOnly: Bool, more: String = "") -> [UInt8] {
        let head =
            "HTTP/1.0 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nCache-Control: no-store\r\n\(more)"
            + "Connection: close\r\n\r\n"
        return Array(head.utf8) + (headOnly ? [] : body)
    }
}
