internal import CLinux
internal import Glibc

/// What a worker says once on the control socket: that it is ready, or why it can't be.
struct ReadyWord {
    /// How much of a text is taken.
    private static let longestText = 500

    var stand: Stand
    var pid: Int32
    /// Why the worker leaves instead of serving; nil when it is ready.
    var excuse: String?

    init(stand: Stand, pid: Int32, excuse: String? = nil) {
        self.stand = stand
        self.pid = pid
        self.excuse = excuse
    }

    /// Reads the next word; nil when there is none. Whatever doesn't begin with three numbers is no word of ours and is passed over.
    init?(from control: Int32) {
        var room = [UInt8](repeating: 0, count: 12 + Self.longestText)
        let count = unsafe room.withUnsafeMutableBytes { unsafe recv(control, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT)) }
        guard count > 0 else { return nil }
        let numbers = unsafe room.withUnsafeBytes { bytes in
            (0..<3).map { unsafe bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
        }
        let text = count > 12 ? String(decoding: room[12..<count], as: UTF8.self) : nil
        let isOurs = count >= 12
        self.init(stand: Stand(section: isOurs ? Int(numbers[0]) : -1, place: Int(numbers[1])), pid: numbers[2], excuse: text)
    }

    /// Sends the word; the socket keeps its bounds. Gives whether there is a supervisor to hear it.
    @discardableResult
    func send(to control: Int32) -> Bool {
        var bytes = unsafe [Int32(stand.section), Int32(stand.place), pid].withUnsafeBytes { unsafe [UInt8]($0) }
        bytes += (excuse ?? "").utf8.prefix(Self.longestText)
        return unsafe bytes.withUnsafeBytes { unsafe Glibc.send(control, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) } >= 0
    }
}
