/// What a worker has counted since its start, as its place says.
struct Counters: Equatable {
    /// Bytes of resident memory.
    var resident: UInt64
    /// Microseconds that were waited for the database.
    var database: UInt64
    /// Requests that were past their limit, so that what they did was cancelled.
    var cancelled: UInt64
    /// Requests that were turned away because they had waited too long for a worker.
    var shed: UInt64
    /// Connections that were taken.
    var accepted: UInt64
    /// Requests that took longer than `Limits.slow`.
    var slow: UInt64
    /// Connections that ended without an answer: nobody waited any more, or what came was no request.
    var dropped: UInt64
    /// The route under way, or the last one where none is.
    var route: RouteName
}

extension Scoreboard {
    /// Reads a place without trusting it.
    func counters(_ place: Int) -> Counters {
        Counters(
            resident: load(place, Layout.resident), database: load(place, Layout.database),
            cancelled: load(place, Layout.cancelled), shed: load(place, Layout.shed), accepted: load(place, Layout.accepted),
            slow: load(place, Layout.slow), dropped: load(place, Layout.dropped), route: name(place, Layout.route))
    }

    /// Says which route is under way.
    func set(_ place: Int, route: RouteName) { store(place, Layout.route, route) }

    func name(_ place: Int, _ first: Int) -> RouteName {
        RouteName(words: (load(place, first), load(place, first + 1), load(place, first + 2), load(place, first + 3)))
    }

    func store(_ place: Int, _ first: Int, _ name: RouteName) {
        store(place, first, name.words.0)
        store(place, first + 1, name.words.1)
        store(place, first + 2, name.words.2)
        store(place, first + 3, name.words.3)
    }
}
