import Glibc

@testable import FCGIHost

/// What the supervisor reads of its workers, whom it doesn't believe, and of its command line.
let poolReaders = [Reader("control", control), Reader("scoreboard", scoreboard), Reader("stand", stand)]

/// Any message is a word that can be told from ours, and the next one is read all the same.
private func control(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    let (supervisor, worker) = messagePair
    _ = unsafe bytes.withUnsafeBytes { room in unsafe send(worker, room.baseAddress, room.count, Int32(MSG_DONTWAIT)) }
    ReadyWord(stand: Stand(section: 2, place: 3), pid: 4).send(to: worker)
    let word = ReadyWord(from: supervisor)
    expect(word != nil && (bytes.count >= 12 || word?.stand.section == -1), "only three numbers begin a word")
    expect((word?.excuse != nil) == (bytes.count > 12), "what follows them is why")
    let next = ReadyWord(from: supervisor)
    expect(next?.stand == Stand(section: 2, place: 3) && next?.pid == 4, "the next word is whole")
    expect(ReadyWord(from: supervisor) == nil, "nothing is left over")
}

private let messagePair: (supervisor: Int32, worker: Int32) = {
    var ends: [Int32] = [0, 0]
    unsafe socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends)
    return (ends[0], ends[1])
}()

/// Whatever stands in a worker's place, the pool goes on, and nobody but that worker pays for it.
private func scoreboard(_ bytes: [UInt8]) {
    var station = emptyStation
    for word in 0..<Layout.placeWords { station.scoreboard.store(0, word, 0) }
    for (index, word) in bytes.words.prefix(Layout.placeWords).enumerated() { station.scoreboard.store(0, index, word) }
    _ = station.pool.handle(.begin, at: start)
    for place in 0..<2 {
        _ = station.pool.handle(.spawned(place: place, pid: 11 + Int32(place)), at: start)
        _ = station.pool.handle(.ready(place: place, pid: 11 + Int32(place)), at: start)
    }
    for second in 1...40 {
        station.scoreboard.beat(1, at: start + .seconds(second))
        let actions = station.pool.handle(.clock(station.signs), at: start + .seconds(second))
        expect(!actions.contains { $0.asks(12) }, "the other worker is left alone")
    }
    station.scoreboard.countAnswer(0)
    _ = station.pool.handle(.exited(pid: 11, .code(0), answered: station.scoreboard.entry(0).answered), at: start + .seconds(41))
}

private let start = Moment(microseconds: 1_000_000_000)

nonisolated(unsafe) private let emptyStation: Station = {
    do {
        let pool = PoolConfiguration(name: "fuzz", door: .unix("fuzz.sock"), size: .fixed(2))
        return try Station(pool, section: 0, scoreboardFile: Scoreboard.make(sections: 1), door: nil)
    } catch {
        fatalError("\(error)")
    }
}()

extension Pool.Action {
    fileprivate func asks(_ pid: Int32) -> Bool { if case .ask(pid, _) = self { true } else { false } }
}

extension [UInt8] {
    /// Eight bytes each, the lowest first.
    var words: [UInt64] {
        stride(from: 0, to: count - 7, by: 8).map { at in self[at..<at + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    }
}

private func stand(_ bytes: [UInt8]) {
    guard let stand = Stand(String(decoding: bytes, as: UTF8.self)) else { return }
    expect(Stand(stand.description) == stand && (0..<Layout.places).contains(stand.place), "a stand reads back and is one")
}
