internal import CLinux
internal import Glibc
internal import Web

/// What the supervisor knows of its pools beyond what it decides by: counts since its start, queues, how reloads ended.
///
/// It looks at the scoreboards ten times a second at most, and whenever somebody asks; at a queue fifty times while it isn't empty,
/// so that its height isn't missed.
final class Watch: Attendant {
    private static let freshness = Duration.milliseconds(100)
    private static let queueFreshness = Duration.milliseconds(20)

    private let build: () -> String
    private let supervisor = getpid()
    private let started = Watch.wallClock
    private let began = Moment.now
    private let queues: QueueDiagnosis?
    private var pools: [Int: PoolWatch] = [:]
    private var looked = Moment(microseconds: 0)
    private var lookedAtDoors = Moment(microseconds: 0)
    private var shownBuild: String
    private var generation = HouseReport().generation
    private var reload = ReloadState()

    /// - Parameter build: names the program; asked again after each reload.
    init(build: @escaping () -> String) {
        self.build = build
        shownBuild = build()
        do { queues = try QueueDiagnosis() } catch { queues = nil }
    }

    let waits: [Wait] = []

    /// Nothing calls it to an empty queue sooner than the supervisor wakes by itself.
    var wake: Moment? { pools.values.contains(where: \.isCrowded) ? lookedAtDoors + Self.queueFreshness : nil }

    func attend(_ ready: [Wait], _ stations: [Station], at now: Moment) {
        if now - lookedAtDoors >= Self.queueFreshness { lookAtDoors(of: stations, now) }
        if now - looked >= Self.freshness { look(at: stations, now) }
    }

    /// The queue of a pool's door as it was at the last look; nil where the kernel doesn't say.
    func queue(of section: Int) -> QueueReading? { pools[section]?.queue }

    /// Takes in what a worker that has left did, before its place is cleared.
    func look(at station: Station, place: Int) { pools[station.section, default: PoolWatch()].look(at: station, place: place) }

    func learn(_ report: HouseReport) {
        if report.generation != generation { shownBuild = build() }
        generation = report.generation
        guard report.outcome != reload.outcome || report.reloads != reload.number else { return }
        reload = ReloadState(number: report.reloads, outcome: report.outcome, reason: report.reason, at: Self.wallClock)
    }

    /// The house as it stands now.
    func state(_ stations: [Station], at now: Moment) -> HouseState {
        look(at: stations, now)
        lookAtDoors(of: stations, now)
        return HouseState(
            build: shownBuild, supervisor: supervisor, started: started, uptime: now - began, generation: generation, reload: reload,
            pools: stations.map { pools[$0.section, default: PoolWatch()].state(of: $0, at: now) })
    }

    private func look(at stations: [Station], _ now: Moment) {
        looked = now
        for station in stations { pools[station.section, default: PoolWatch()].look(at: station) }
    }

    private func lookAtDoors(of stations: [Station], _ now: Moment) {
        lookedAtDoors = now
        for station in stations { pools[station.section, default: PoolWatch()].lookAtDoor(of: station, queues) }
    }

    /// Microseconds since 1970.
    private static var wallClock: Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
