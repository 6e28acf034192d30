internal import CLinux
internal import Glibc

/// Something else that the supervisor's one `poll` waits for. It never blocks.
protocol Attendant: AnyObject {
    /// What it waits for now.
    var waits: [Wait] { get }
    /// When it wants to be called even if nothing happens.
    var wake: Moment? { get }
    /// Called after each poll with those of its waits that are ready; there may be none.
    func attend(_ ready: [Wait], _ stations: [Station], at now: Moment)
    /// Called once, when this supervisor is the one that serves: at its start, or when it has taken over from another.
    func promoted()
    /// Called once, when another supervisor has taken over; this one only waits for its workers.
    func retired(by heir: Int32)
    /// Called when a reload or an upgrade has come a step further.
    func learn(_ report: HouseReport)
}

extension Attendant {
    var wake: Moment? { nil }
    func promoted() {}
    func retired(by heir: Int32) {}
    func learn(_ report: HouseReport) {}
}

/// How the house stands as a whole.
struct HouseReport: Equatable {
    enum Outcome: String, CaseIterable { case none, underWay = "under_way", done, failed }

    /// What the workers that are started now are of; the first is 1.
    var generation = 1
    /// Counts the reloads that were begun.
    var reloads = 0
    /// How the last of them ended.
    var outcome = Outcome.none
    /// Why the last one failed.
    var reason: String?
    /// When that was.
    var at: Moment?
}

/// A descriptor, and what it is waited for: `POLLIN`, `POLLOUT` or both.
struct Wait: Hashable {
    var descriptor: Int32
    var events: Int16

    /// Waits until one of them is ready or the time is over, and gives those that are ready.
    ///
    /// The corresponding C function is `poll`.
    static func any(of waits: [Wait], for pause: Duration) -> [Wait] {
        var sources = waits.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
        guard unsafe poll(&sources, nfds_t(sources.count), Int32(pause.milliseconds.rounded(.up))) > 0 else { return [] }
        return zip(waits, sources).compactMap { wait, source in source.revents == 0 ? nil : wait }
    }
}
