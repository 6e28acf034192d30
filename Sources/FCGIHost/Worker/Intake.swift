internal import Web

/// Makes a request of what arrived, or says what is wrong with it. The handler sees whole bodies only.
struct Intake {
    var limits: Limits

    func request(from exchange: Exchange, _ parameters: Parameters, id: String, _ arrival: Arrival) throws(Problem) -> Request {
        let length = try parameters.bodyLength()
        guard length ?? 0 <= limits.body else { throw .tooLarge(limits.body) }
        switch arrival {
        case .cut: throw .malformed("The body ended before its length was reached.")
        case .late: throw .tooSlow
        case .whole, .large, .gone, .refused: break
        }
        return try parameters.request(id: id, body: body(from: exchange, length: length))
    }

    /// One byte more than announced is asked for, so that a longer body shows.
    private func body(from exchange: Exchange, length: Int?) throws(Problem) -> [UInt8] {
        let body = exchange.body(upTo: (length ?? 0) + 1)
        if exchange.bodyFailed { throw .malformed("The body was cut off.") }
        guard length != nil || body.isEmpty else { throw .malformed("The body came without a Content-Length.") }
        guard body.count == length ?? 0 else { throw .malformed("The body is not as long as its Content-Length says.") }
        return body
    }
}

extension Problem {
    fileprivate static func tooLarge(_ limit: Int) -> Problem {
        Problem(.contentTooLarge, code: "too_large", detail: "The body may have \(limit) bytes at most.")
    }

    fileprivate static var tooSlow: Problem {
        Problem(.requestTimeout, code: "request_timeout", detail: "The body did not arrive in time.")
    }

    static var failed: Problem {
        Problem(.internalServerError, code: "internal", detail: "Something went wrong here. Please try again.")
    }
}
