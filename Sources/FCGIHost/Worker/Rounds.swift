internal import CLinux
internal import Glibc

/// What a watchdog carries from one look to the next.
struct Rounds {
    private(set) var now: Moment
    /// When it was seen that the supervisor is gone.
    private(set) var orphaned: Moment?
    private var resumed = Moment(microseconds: 0)
    private var measured = Moment(microseconds: 0)
    private var measuredAnswers: UInt64 = .max
    private var due: Moment
    private var waits: [Wait]
    private let signals: Int32
    private let bell: Bell

    init(signals: Int32, bell: Bell, began: Moment) {
        self.signals = signals
        self.bell = bell
        now = began
        due = began
        waits = [signals, Handover.control].map { Wait(descriptor: $0, events: Int16(POLLIN)) }
    }

    /// Begins a look. One that comes much too late says that this process or its machine was suspended: then every limit begins anew.
    mutating func note(_ moment: Moment, tick: Duration) {
        now = moment
        if now - due > .seconds(2) { resumed = now }
    }

    func forgiving(_ began: Moment) -> Moment { max(began, resumed) }

    /// Sleeps; true when the process is asked to leave. What asked is not looked at again: the main thread takes it from there.
    mutating func sleep(until moment: Moment) -> Bool {
        due = max(moment, .now)
        let rung = Wait(descriptor: bell.descriptor, events: Int16(POLLIN))
        var ready = Wait.any(of: waits + [rung], for: max(moment - .now, .milliseconds(1)))
        if ready.contains(rung) { bell.hush() }
        ready.removeAll { $0 == rung }
        if ready.contains(where: { $0.descriptor == Handover.control }) { orphaned = .now }
        waits.removeAll(where: ready.contains)
        return !ready.isEmpty
    }

    /// Writes down the resident memory, at most once a second and only where something was done since.
    mutating func measureMemory(_ scoreboard: Scoreboard, _ place: Int) {
        let entry = scoreboard.entry(place)
        guard now - measured >= .seconds(1), entry.answered != measuredAnswers || entry.state != .idle else { return }
        measured = now
        measuredAnswers = entry.answered
        if let bytes = Memory.resident { scoreboard.store(place, Layout.resident, UInt64(bytes)) }
    }
}
