internal import CLinux
internal import Glibc

/// One client of the status socket: its question is read, its answer written, each as far as it goes without waiting.
/// It is closed when it goes.
final class StatusConnection {
    private enum Phase { case asking, answering, leaving, done }
    /// Bytes beyond a question that are thrown away.
    private static let mostDiscarded = 1_048_576

    let began: Moment
    private let descriptor: Int32
    private var phase = Phase.asking
    private var question: [UInt8] = []
    private var answer: ArraySlice<UInt8> = []
    private var discarded = 0

    init(_ descriptor: Int32, began: Moment) {
        self.descriptor = descriptor
        self.began = began
    }

    deinit { close(descriptor) }

    var isDone: Bool { phase == .done }
    var wait: Wait { Wait(descriptor: descriptor, events: Int16(phase == .answering ? POLLOUT : POLLIN)) }

    /// Takes the next step; the answer to a whole question, or to what is none, is asked for once.
    func go(on respond: (StatusRequest.Reading) -> [UInt8]) {
        if phase == .asking { read(respond) }
        if phase == .answering { write() }
        if phase == .leaving { discard() }
    }

    private func read(_ respond: (StatusRequest.Reading) -> [UInt8]) {
        guard let bytes = take(upTo: StatusRequest.longestHead + 1 - question.count) else { return }
        guard !bytes.isEmpty else { return phase = .done }
        question += bytes
        let reading = StatusRequest.read(question)
        guard reading != .incomplete else { return }
        answer = respond(reading)[...]
        phase = .answering
    }

    private func write() {
        let sent = unsafe answer.withUnsafeBytes { room in
            unsafe send(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        }
        if sent < 0 { return phase = errno == EAGAIN || errno == EINTR ? .answering : .done }
        answer = answer.dropFirst(sent)
        guard answer.isEmpty else { return }
        shutdown(descriptor, Int32(SHUT_WR))
        phase = .leaving
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
