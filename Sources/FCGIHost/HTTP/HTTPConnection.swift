internal import CLinux
internal import Glibc

/// A piece of an answer, as it is delivered.
public enum Delivery: Equatable, Sendable {
    case bytes([UInt8])
    case pause(Duration)
    /// Nothing more comes, and the connection stands until the client has enough.
    case silence
    /// The connection is closed, whatever the client still sends.
    case hangUp
    /// The answer is over, and so is the connection once the client has closed it.
    case leave
}

/// One client of an HTTP socket: its questions are read and its answers delivered, each as far as it goes without waiting.
/// It is closed when it goes.
final class HTTPConnection {
    typealias Responder = (Result<HTTPQuestion, HTTPRefusal>) -> AnyIterator<Delivery>

    private enum Phase: Equatable { case asking, answering, resting(until: Moment), silent, leaving, done }
    /// Steps at a time: an answer without end leaves others their turn.
    private static let mostSteps = 64
    /// Bytes beyond a question that are thrown away.
    private static let mostDiscarded = 1_048_576

    let began: Moment
    private let descriptor: Int32
    private let mostBody: Int?
    private var phase = Phase.asking
    private var question: [UInt8] = []
    private var deliveries = AnyIterator<Delivery> { nil }
    private var answer: ArraySlice<UInt8> = []
    private var discarded = 0

    init(_ descriptor: Int32, mostBody: Int?, began: Moment) {
        self.descriptor = descriptor
        self.mostBody = mostBody
        self.began = began
    }

    deinit { close(descriptor) }

    var isDone: Bool { phase == .done }

    /// While nothing is to be read or written, only the client's leaving is of interest.
    var wait: Wait {
        switch phase {
        case .answering: Wait(descriptor: descriptor, events: Int16(POLLOUT))
        case .resting, .silent: Wait(descriptor: descriptor, events: linux_peer_shut())
        case .asking, .leaving, .done: Wait(descriptor: descriptor, events: Int16(POLLIN))
        }
    }

    /// When it goes on by itself.
    var wake: Moment? { if case .resting(let until) = phase { until } else { nil } }

    /// Takes the next steps. The answer to a whole question, or to what is none, is asked for once.
    ///
    /// - Parameter isReady: whether what it waits for has come.
    func go(at now: Moment, isReady: Bool, on respond: Responder) {
        for _ in 0..<Self.mostSteps { guard step(now, isReady, respond) else { return } }
    }

    /// Whether the next step can follow at once.
    private func step(_ now: Moment, _ isReady: Bool, _ respond: Responder) -> Bool {
        switch phase {
        case .asking: return read(respond)
        case .answering: return answer.isEmpty ? deliver(now) : write()
        case .resting(let until) where until <= now: phase = .answering
        case .resting, .silent: if isReady { phase = .done }
        case .leaving: discard()
        case .done: break
        }
        return phase == .answering
    }

    private func read(_ respond: Responder) -> Bool {
        if question.isEmpty {
            guard let bytes = take(upTo: room) else { return false }
            guard !bytes.isEmpty else { phase = .done; return false }
            question = bytes
        }
        switch HTTPQuestion.read(question, mostBody: mostBody) {
        case .incomplete: return readOn()
        case .refused(let refusal): deliveries = respond(.failure(refusal))
        case .whole(let whole, let length):
            deliveries = respond(.success(whole))
            question.removeFirst(length)
        }
        phase = .answering
        return true
    }

    private func readOn() -> Bool {
        guard let bytes = take(upTo: room) else { return false }
        guard !bytes.isEmpty else { phase = .done; return false }
        question += bytes
        return true
    }

    private var room: Int { mostBody == nil ? RequestHead.longest + 1 - question.count : 65_536 }

    private func deliver(_ now: Moment) -> Bool {
        switch deliveries.next() {
        case .bytes(let bytes): answer = bytes[...]
        case .pause(let time): phase = .resting(until: now + time)
        case .silence: phase = .silent
        case .hangUp: phase = .done
        case .leave:
            shutdown(descriptor, Int32(SHUT_WR))
            phase = .leaving
        case nil: phase = .asking
        }
        return phase == .answering || phase == .asking || phase == .leaving
    }

    private func write() -> Bool {
        let sent = unsafe answer.withUnsafeBytes { room in
            unsafe send(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        }
        if sent < 0 {
            phase = errno == EAGAIN || errno == EINTR ? .answering : .done
            return false
        }
        answer = answer.dropFirst(sent)
        return true
    }

    /// Takes away what the client sent beyond its question, until it closes: to close first could cost it its answer.
    private func discard() {
        for _ in 0..<4 {
            guard let rest = take(upTo: 65_536) else { return }
            discarded += rest.count
            if rest.isEmpty || discarded > Self.mostDiscarded { return phase = .done }
        }
    }

    /// What lies there; empty at the end, nil where there is nothing yet.
    private func take(upTo count: Int) -> [UInt8]? {
        var room = [UInt8](repeating: 0, count: count)
        let taken = unsafe room.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
        if taken < 0, errno == EAGAIN || errno == EINTR { return nil }
        return Array(room.prefix(max(taken, 0)))
    }
}
