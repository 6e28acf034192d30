internal import CLinux
internal import Glibc

/// Tells systemd how the house stands: ready when every pool has a worker that serves, what it does in a word, that it reloads or
/// stops, and in time that it lives.
final class Notifier: Attendant {
    /// How often the status may change; nobody reads faster.
    private static let pause = Duration.seconds(1)

    /// What another supervisor needs that takes over from this one.
    let environment: [String]
    private var notices: Notices?
    /// Half of the time after which systemd takes us for hung; nil where it doesn't watch us.
    private let pulse: Duration?
    private let timer: Int32?
    private var nextPulse = Moment(microseconds: .min)
    private var nextStatus = Moment(microseconds: .min)
    private var stage = Stage.starting
    private var status = ""
    /// Whether another supervisor speaks for the house.
    private var isSilent = false

    private enum Stage { case starting, ready, reloading, stopping }

    /// - Parameter said: what systemd said to this process.
    init(_ said: [String: String], pid: Int32 = getpid()) {
        notices = said["NOTIFY_SOCKET"].flatMap { Notices($0) }
        let isMeant = said["WATCHDOG_PID"].map { $0 == "\(pid)" } ?? true
        let limit = isMeant ? said["WATCHDOG_USEC"].flatMap { Int64($0) } : nil
        pulse = notices == nil ? nil : limit.flatMap { $0 > 1 ? .microseconds($0 / 2) : nil }
        timer = pulse == nil ? nil : linux_duplicate_above(linux_timer(), Handover.lowestOwn)
        // Without the pid: it would be the one before.
        environment = notices == nil ? [] : ["NOTIFY_SOCKET", "WATCHDOG_USEC"].compactMap { name in said[name].map { "\(name)=\($0)" } }
    }

    var waits: [Wait] { timer.map { [Wait(descriptor: $0, events: Int16(POLLIN))] } ?? [] }

    func attend(_ ready: [Wait], _ stations: [Station], at now: Moment) {
        guard notices != nil, !isSilent else { return }
        if stage != .stopping, stations.allSatisfy(\.isStopping) { enter(.stopping, "STOPPING=1") }
        if stage == .starting, stations.allSatisfy(\.hasServing) { enter(.ready, "READY=1") }
        beat(now)
        tell(stations.map(\.status).joined(separator: ", "), now)
        notices?.flush()
    }

    private func beat(_ now: Moment) {
        guard let pulse, let timer, now >= nextPulse else { return }
        nextPulse = now + pulse
        _ = linux_set_timer(timer, pulse.microseconds)
        notices?.say("WATCHDOG=1")
    }

    private func enter(_ next: Stage, _ words: String...) {
        stage = next
        notices?.say(words.joined(separator: "\n"))
    }

    private func tell(_ status: String, _ now: Moment) {
        guard status != self.status, now >= nextStatus else { return }
        self.status = status
        nextStatus = now + Self.pause
        notices?.say("STATUS=\(status)")
    }

    /// A reload has begun or ended, however it ended.
    func learn(_ report: HouseReport) {
        switch (stage, report.outcome) {
        case (.ready, .underWay): enter(.reloading, "RELOADING=1", "MONOTONIC_USEC=\(Moment.now.microseconds)")
        case (.reloading, .done), (.reloading, .failed), (.reloading, .none): enter(.ready, "READY=1")
        default: break
        }
    }

    /// The heir is the main process from now on, and speaks for itself.
    func retired(by heir: Int32) {
        notices?.say("MAINPID=\(heir)")
        isSilent = true
    }
}

extension Station {
    fileprivate var hasServing: Bool { pool.workers.values.contains { $0.servingSince != nil } }

    fileprivate var isStopping: Bool { exit != nil || pool.phase.rawValue >= Pool.Phase.draining.rawValue }

    /// Such as `web 3 of 4`.
    fileprivate var status: String { "\(name) \(pool.workers.values.count { $0.servingSince != nil }) of \(pool.sizing.target)" }
}
