/// A whole HTTP request.
public struct HTTPQuestion: Equatable, Sendable {
    public let head: RequestHead
    /// Empty where bodies are not read.
    public let body: [UInt8]

    enum Reading: Equatable {
        case incomplete
        /// The request, and how many bytes it takes.
        case whole(HTTPQuestion, length: Int)
        case refused(HTTPRefusal)
    }

    /// Reads what has come so far.
    ///
    /// - Parameter mostBody: bytes that a body may have; nil where none is read, whatever the head promises.
    static func read(_ bytes: [UInt8], mostBody: Int?) -> Reading {
        switch RequestHead.read(bytes) {
        case .incomplete: return .incomplete
        case .refused(let refusal): return .refused(refusal)
        case .whole(let head, let length):
            guard let mostBody else { return .whole(HTTPQuestion(head: head, body: []), length: length) }
            guard let size = head.bodySize else { return .refused(.malformed) }
            guard size <= mostBody else { return .refused(.tooLong) }
            guard bytes.count - length >= size else { return .incomplete }
            return .whole(HTTPQuestion(head: head, body: Array(bytes[length..<length + size])), length: length + size)
        }
    }
}

extension RequestHead {
    /// What the head says of its body; nil where that can't be told. Nobody here sends one in chunks.
    fileprivate var bodySize: Int? {
        guard self["transfer-encoding"].isEmpty else { return nil }
        let lengths = self["content-length"]
        guard let length = lengths.first else { return 0 }
        guard lengths.count == 1, length.count <= 9, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(length)
    }
}
