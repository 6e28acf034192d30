internal import CLinux
internal import Glibc

/// What a worker says once on the control socket: its place on the scoreboard and its pid.
struct ReadyWord {
    var place: Int
    var pid: Int32

    init(place: Int, pid: Int32) {
        self.place = place
        self.pid = pid
    }

    /// Reads the next word; nil when there is none. Whatever isn't two numbers is no word of ours and is passed over.
    init?(from control: Int32) {
        var numbers: [Int32] = [-1, -1]
        let count = unsafe numbers.withUnsafeMutableBytes { room in
            unsafe recv(control, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
        }
        guard count > 0 else { return nil }
        self.init(place: count == 8 ? Int(numbers[0]) : -1, pid: numbers[1])
    }

    /// Sends the word; the socket keeps its bounds.
    func send(to control: Int32) {
        let numbers = [Int32(place), pid]
        _ = unsafe numbers.withUnsafeBytes { room in unsafe Glibc.send(control, room.baseAddress, room.count, 0) }
    }
}
