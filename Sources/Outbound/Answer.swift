internal import CCurl

/// The answer of one exchange while it comes in. libcurl's callbacks write it.
@safe
final class Answer {
    private(set) var head = HTTPHead(status: 0)
    private(set) var hasEnough = false
    /// Whether the empty line behind the head has come: libcurl takes a head that was cut off for a whole one.
    private(set) var headIsWhole = false
    /// When the last piece came; nil before the first.
    private var heard: ContinuousClock.Instant?
    private let take: (HTTPHead, [UInt8]) -> HTTPClient.Wish
    private(set) var fields: UnsafeMutablePointer<curl_slist>?
    /// What of the request's body hasn't been taken yet.
    private var unsent: ArraySlice<UInt8> = []

    init(_ take: @escaping (HTTPHead, [UInt8]) -> HTTPClient.Wish) { self.take = take }

    deinit { unsafe curl_slist_free_all(fields) }

    var hasBegun: Bool { heard != nil }

    /// How long there may be nothing new from now on.
    func wait(_ limits: HTTPLimits, since started: ContinuousClock.Instant) -> Duration {
        let now = ContinuousClock.now
        return heard.map { limits.silence - (now - $0) } ?? limits.firstByte - (now - started)
    }

    /// Adds a field of the request. The corresponding C function is `curl_slist_append`, which copies the text.
    func add(field: String) { if let longer = unsafe curl_slist_append(fields, field) { unsafe fields = longer } }

    /// Has libcurl call this answer, which must outlive the exchange.
    func receive(from easy: UnsafeMutableRawPointer) {
        let itself = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe curl_set_writer(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            unsafe Answer.of(context).read(line: Answer.copy(bytes, size * count))
            return size * count
        }
        unsafe curl_set_context(easy, CURLOPT_HEADERDATA, itself)
        unsafe curl_set_writer(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            unsafe Answer.of(context).read(piece: Answer.copy(bytes, size * count)) ? size * count : 0
        }
        unsafe curl_set_context(easy, CURLOPT_WRITEDATA, itself)
    }

    /// Has libcurl take the request's body from this answer, piece by piece: it can't go back, so it can't send it a second time.
    func give(_ body: [UInt8], to easy: UnsafeMutableRawPointer) {
        unsent = body[...]
        unsafe curl_set_writer(easy, CURLOPT_READFUNCTION) { room, size, count, context in
            unsafe Answer.of(context).fill(UnsafeMutableRawBufferPointer(start: room, count: size * count))
        }
        unsafe curl_set_context(easy, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
    }

    private func fill(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let piece = unsent.prefix(room.count)
        unsafe room.copyBytes(from: piece)
        unsent = unsent.dropFirst(piece.count)
        return piece.count
    }

    private func read(line: [UInt8]) {
        heard = .now
        head.read(line: line)
        headIsWhole = line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8)
    }

    private func read(piece: [UInt8]) -> Bool {
        heard = .now
        if take(head, piece) == .enough { hasEnough = true }
        return !hasEnough
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Answer {
        guard let context = unsafe context else { preconditionFailure("libcurl gives back the context that it was given") }
        return unsafe Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue()
    }

    private static func copy(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> [UInt8] {
        unsafe UnsafeRawBufferPointer(start: bytes, count: count).map { $0 }
    }
}
