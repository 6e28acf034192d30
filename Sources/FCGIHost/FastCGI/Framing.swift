/// Reads the framing of one FastCGI request while it lies in the socket, before libfcgi sees a byte of it.
///
/// libfcgi trusts its peer: it serves management records, allocates what a length claims, and waits for ever in the middle of a
/// header. So a request is handed over only when all of it has arrived in this order: a begin of a responder, parameters whose
/// lengths fit, a body, each ended by its empty record. The format is in the FastCGI 1.0 specification, sections 3 to 5.
struct Framing {
    enum Verdict: Equatable { case incomplete, complete, refused(Fault) }

    enum Fault: String {
        case version, management, role, order, foreign, lengths, parameters, padding, trailing
    }

    private enum Stage { case begin, parameters, body, done }

    private(set) var verdict = Verdict.incomplete
    private(set) var parametersComplete = false
    private var stage = Stage.begin
    private var id: UInt16 = 0
    private var header: UInt64 = 0
    private var headerCount = 0
    private var content = 0
    private var padding = 0
    private var beginCount = 0
    private var pairs: PairLengths

    /// Starts before the first byte, with the bytes of parameters that are let through.
    init(parameterLimit: Int) { pairs = PairLengths(limit: parameterLimit) }

    /// Takes the next bytes and says what is known by now.
    mutating func read(_ bytes: Span<UInt8>) -> Verdict {
        var at = 0
        while at < bytes.count, verdict == .incomplete {
            if content > 0 {
                at += readContent(bytes, from: at)
            } else if padding > 0 {
                at += skipPadding(bytes.count - at)
            } else {
                readHeader(bytes[at])
                at += 1
            }
        }
        if at < bytes.count, verdict == .complete { verdict = .refused(.trailing) }
        return verdict
    }

    private mutating func readHeader(_ byte: UInt8) {
        header = header << 8 | UInt64(byte)
        headerCount += 1
        guard headerCount == 8 else { return }
        headerCount = 0
        content = Int(header >> 16 & 0xFFFF)
        padding = Int(header >> 8 & 0xFF)
        if let fault = judge(kind: header >> 48 & 0xFF, version: header >> 56, id: UInt16(truncatingIfNeeded: header >> 32)) {
            verdict = .refused(fault)
        } else if content == 0 {
            endRecord()
        }
    }

    private mutating func judge(kind: UInt64, version: UInt64, id: UInt16) -> Fault? {
        guard version == 1 else { return .version }
        guard id != 0 else { return .management }
        if stage == .begin { self.id = id }
        guard id == self.id else { return .foreign }
        switch (stage, kind) {
        case (.begin, 1): return content == 8 ? nil : .lengths
        case (.parameters, 4), (.body, 5): return nil
        default: return .order
        }
    }

    private mutating func readContent(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let count = min(content, bytes.count - start)
        switch stage {
        case .begin: readBegin(bytes, start..<(start + count))
        case .parameters: readPairs(bytes, start..<(start + count))
        case .body, .done: break
        }
        content -= count
        if content == 0, verdict == .incomplete { endRecord() }
        return count
    }

    /// The first two bytes are the role; 1 is the responder.
    private mutating func readBegin(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        for at in range {
            if beginCount < 2, bytes[at] != UInt8(beginCount) { verdict = .refused(.role) }
            beginCount += 1
        }
    }

    private mutating func readPairs(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        if !pairs.read(bytes, range) { verdict = .refused(pairs.overLimit ? .parameters : .lengths) }
    }

    private mutating func skipPadding(_ available: Int) -> Int {
        let count = min(padding, available)
        padding -= count
        if padding == 0, stage == .done { verdict = .complete }
        return count
    }

    /// A begin has content and ends its stage; the streams end with an empty record.
    private mutating func endRecord() {
        let empty = header >> 16 & 0xFFFF == 0
        switch stage {
        case .begin: stage = .parameters
        case .parameters where empty: endParameters()
        case .body where empty: stage = .done
        case .parameters, .body, .done: break
        }
        if stage == .done, padding == 0, verdict == .incomplete { verdict = .complete }
    }

    /// libfcgi doesn't skip the padding of the record that ends the parameters, and would take it for the record that follows.
    private mutating func endParameters() {
        stage = .body
        parametersComplete = pairs.atBoundary && padding == 0
        if !parametersComplete { verdict = .refused(padding > 0 ? .padding : .lengths) }
    }
}
