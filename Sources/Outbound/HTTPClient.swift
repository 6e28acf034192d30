internal import CCurl
internal import Glibc

/// Speaks HTTP to services outside, one exchange at a time, and keeps connections for the next one.
///
/// Redirects are not followed: a service that moves is a setting that changes. One client belongs to one thread.
///
/// The corresponding C types are `CURL` and `CURLM`.
@safe
public final class HTTPClient {
    private let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer

    /// The library is made ready once for a process; the corresponding C function is `curl_global_init`.
    private static let library = curl_global_init(Int(CURL_GLOBAL_DEFAULT))

    /// A client without a connection. nil where the library has no memory left.
    public init?() {
        guard Self.library == CURLE_OK, let easy = unsafe curl_easy_init(), let multi = unsafe curl_multi_init() else { return nil }
        unsafe (self.easy, self.multi) = (easy, multi)
    }

    deinit {
        unsafe curl_multi_cleanup(multi)
        unsafe curl_easy_cleanup(easy)
    }

    /// Sends a request and gathers the answer, whatever its status.
    public func send(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPResponse {
        var body: [UInt8] = []
        var fits = true
        let head = try stream(request) { _, piece in
            fits = body.count + piece.count <= request.limits.answer
            if fits { body += piece }
            return fits ? .goOn : .enough
        }
        guard fits else { throw .tooLarge }
        return HTTPResponse(head: head, body: body)
    }

    /// Waits before something is tried again. A signal may end it early.
    public static func wait(_ pause: Duration) { usleep(UInt32(clamping: Int(pause / .microseconds(1)))) }

    /// What whoever takes a stream wants next.
    public enum Wish: Sendable { case goOn, enough }

    /// Sends a request and hands on the answer's pieces as they come, until its end or until `take` has enough.
    public func stream(_ request: HTTPRequest, _ take: (HTTPHead, [UInt8]) -> Wish) throws(HTTPFailure) -> HTTPHead {
        try withoutActuallyEscaping(take) { take throws(HTTPFailure) in
            let answer = Answer(take)
            try prepare(request, answer)
            unsafe curl_multi_add_handle(multi, easy)
            defer { unsafe curl_multi_remove_handle(multi, easy) }
            try run(request.limits, answer)
            return answer.head
        }
    }
}

extension HTTPClient {
    private func prepare(_ request: HTTPRequest, _ answer: Answer) throws(HTTPFailure) {
        unsafe curl_easy_reset(easy)
        guard request.isOneLineEach else { throw .malformed }
        unsafe curl_set_text(easy, CURLOPT_URL, request.address)
        unsafe curl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        unsafe curl_set_text(easy, CURLOPT_CUSTOMREQUEST, request.method)
        unsafe curl_set_number(easy, CURLOPT_NOSIGNAL, 1)
        unsafe curl_set_number(easy, CURLOPT_NOBODY, request.method == "HEAD" ? 1 : 0)
        unsafe curl_set_number(easy, CURLOPT_CONNECTTIMEOUT_MS, request.limits.connect.milliseconds)
        unsafe curl_set_number(easy, CURLOPT_TIMEOUT_MS, request.limits.total.milliseconds)
        if request.isSentOnce { setBodyOnce(request, answer) } else { setBody(request) }
        setFields(request, answer)
        unsafe answer.receive(from: easy)
    }

    private func setBody(_ request: HTTPRequest) {
        guard !request.body.isEmpty || request.method == "POST" else { return }
        unsafe curl_set_number(easy, CURLOPT_POSTFIELDSIZE, request.body.count)
        unsafe request.body.withUnsafeBufferPointer { bytes in
            let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            unsafe curl_set_context(easy, CURLOPT_COPYPOSTFIELDS, start)
        }
    }

    private func setBodyOnce(_ request: HTTPRequest, _ answer: Answer) {
        unsafe curl_set_number(easy, CURLOPT_POST, 1)
        unsafe curl_set_number(easy, CURLOPT_POSTFIELDSIZE, request.body.count)
        unsafe answer.give(request.body, to: easy)
    }

    /// `Expect: 100-continue` costs a round trip that no service of ours wants.
    private func setFields(_ request: HTTPRequest, _ answer: Answer) {
        for (name, value) in [("Expect", "")] + request.headers { answer.add(field: value.isEmpty ? "\(name):" : "\(name): \(value)") }
        unsafe curl_set_list(easy, CURLOPT_HTTPHEADER, answer.fields)
    }

    private func run(_ limits: HTTPLimits, _ answer: Answer) throws(HTTPFailure) {
        let started = ContinuousClock.now
        var running: Int32 = 1
        while true {
            unsafe curl_multi_perform(multi, &running)
            if answer.hasEnough { return }
            if case let code = unsafe curl_ended(multi), code >= 0 { return try end(code, answer) }
            let wait = answer.wait(limits, since: started)
            guard wait > .zero else { throw .timedOut(answer.hasBegun ? .receiving : .waiting) }
            unsafe curl_multi_poll(multi, nil, 0, Int32(min(wait.milliseconds, 1_000)), nil)
        }
    }

    private func end(_ code: Int32, _ answer: Answer) throws(HTTPFailure) {
        guard code != Int32(bitPattern: CURLE_OK.rawValue) else {
            guard answer.headIsWhole else { throw .broken(code: Int32(bitPattern: CURLE_GOT_NOTHING.rawValue)) }
            return
        }
        var sent = 0
        unsafe curl_get_number(easy, CURLINFO_REQUEST_SIZE, &sent)
        throw HTTPFailure(code: code, before: answer.hasBegun ? .receiving : sent > 0 ? .waiting : .connecting)
    }
}

extension Duration {
    /// Rounded up, so that what isn't nothing never reads as no limit at all.
    var milliseconds: Int { Int((self / .milliseconds(1)).rounded(.up)) }
}
