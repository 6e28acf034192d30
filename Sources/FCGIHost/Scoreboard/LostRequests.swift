/// Which requests the front server may ask for again because their worker died.
///
/// Such a request has waited long by no fault of the queue, so nobody turns it away. Requests are known by a number made of their id,
/// which the front server keeps from one try to the next; 0 is none.
extension Scoreboard {
    /// A number for an id, the same in every process: FNV-1a.
    static func number(ofRequest id: String) -> UInt64 {
        let number = id.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return max(number, 1)
    }

    /// Says which request the worker of this place has under way; 0 when it has none any more.
    func take(_ place: Int, request: UInt64) { storeHead(Layout.underWay + place, request) }

    /// Remembers what the worker that left this place had under way.
    func keepLostRequest(_ place: Int) {
        let request = loadHead(Layout.underWay + place)
        guard request != 0 else { return }
        let count = loadHead(Layout.lostCount)
        storeHead(Layout.lost + Int(count % UInt64(Layout.lostKept)), request)
        storeHead(Layout.lostCount, count &+ 1)
        take(place, request: 0)
    }

    /// Whether a worker had this request before: it is gone, or it died so lately that nobody has buried it.
    func hadWorker(request: UInt64) -> Bool {
        let lost = Layout.lost..<(Layout.lost + Layout.lostKept)
        let underWay = Layout.underWay..<(Layout.underWay + Layout.places)
        return lost.contains { loadHead($0) == request } || underWay.contains { loadHead($0) == request }
    }
}
