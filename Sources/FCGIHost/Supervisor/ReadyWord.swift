internal import CLinux
internal import Glibc

/// What a worker says once on the control socket: where it stands on the scoreboard, and its pid.
struct ReadyWord {
    var stand: Stand
    var pid: Int32

    init(stand: Stand, pid: Int32) {
        self.stand = stand
        self.pid = pid
    }

    /// Reads the next word; nil when there is none. Whatever isn't three numbers is no word of ours and is passed over; room for a
    /// fourth shows a longer message.
    init?(from control: Int32) {
        var numbers: [Int32] = [-1, -1, -1, -1]
        let count = unsafe numbers.withUnsafeMutableBytes { room in
            unsafe recv(control, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
        }
        guard count > 0 else { return nil }
        let whole = count == 12
        self.init(stand: Stand(section: whole ? Int(numbers[0]) : -1, place: Int(numbers[1])), pid: numbers[2])
    }

    /// Sends the word; the socket keeps its bounds.
    func send(to control: Int32) {
        let numbers = [Int32(stand.section), Int32(stand.place), pid]
        _ = unsafe numbers.withUnsafeBytes { room in unsafe Glibc.send(control, room.baseAddress, room.count, 0) }
    }
}
