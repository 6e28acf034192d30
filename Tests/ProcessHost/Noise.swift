import Glibc

/// What a worker that somebody has taken over may do to its supervisor: noise in all the memory that they share, and noise for words.
struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2 &+ 1 }

    consuming func rave() {
        let pages = (0..<8).map { _ in page() }
        for (index, offset) in stride(from: 0, to: Int(lseek(3, 0, SEEK_END)), by: 4_096).enumerated() {
            write(pages[index % 8], at: offset)
        }
        for length in 0..<200 { say(Array(pages[length % 8].prefix(length))) }
    }

    private func write(_ bytes: [UInt8], at offset: Int) {
        _ = unsafe bytes.withUnsafeBytes { room in unsafe pwrite(3, room.baseAddress, room.count, offset) }
    }

    private func say(_ bytes: [UInt8]) {
        _ = unsafe bytes.withUnsafeBytes { room in unsafe send(4, room.baseAddress, room.count, Int32(MSG_DONTWAIT)) }
    }

    /// Words of every size, among them the ends of what a word can hold.
    private mutating func page() -> [UInt8] {
        (0..<512).flatMap { _ -> [UInt8] in
            let word = [next(), next() >> 32, next() >> 56, UInt64.max, 1 << 63, 0][Int(next() % 6)]
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
    }

    /// Marsaglia's xorshift: the same noise for the same seed.
    private mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
