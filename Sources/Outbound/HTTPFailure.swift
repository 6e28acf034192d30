internal import CCurl

/// Why there was no whole answer. It names kinds and codes, never an address, a field or a body.
public enum HTTPFailure: Error, Hashable, Sendable {
    /// What the exchange was doing when its time was over.
    public enum Stage: Sendable { case connecting, waiting, receiving }

    /// The request can't be sent: the address is none or neither http nor https, or a field holds a line end.
    case malformed
    /// Nobody is there: the name is unknown, the connection refused, the certificate wrong. The code is libcurl's.
    case unreachable(code: Int32)
    case timedOut(Stage)
    /// The answer is longer than it may be.
    case tooLarge
    /// The connection broke, or what came was no HTTP. The code is libcurl's.
    case broken(code: Int32)

    /// Whether the other side may have acted on the request: what must happen once has to be looked up before it is sent again.
    public var mayHaveArrived: Bool {
        switch self {
        case .malformed, .unreachable, .timedOut(.connecting): false
        case .timedOut, .tooLarge, .broken: true
        }
    }
}

extension HTTPFailure {
    private static let addresses = [CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT]
    private static let ways = [
        CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR,
        CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
    ]

    init(code: Int32, before stage: Stage) {
        let known = CURLcode(rawValue: UInt32(bitPattern: code))
        self =
            if known == CURLE_OPERATION_TIMEDOUT { .timedOut(stage) } else if Self.addresses.contains(known) {
                .malformed
            } else if Self.ways.contains(known) { .unreachable(code: code) } else { .broken(code: code) }
    }
}
