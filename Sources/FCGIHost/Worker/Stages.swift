internal import CLinux
internal import Glibc

/// When one request reached each of its stages.
struct Stages {
    /// It was accepted.
    let began: Moment
    /// All of it was there.
    var arrived: Moment
    /// The handler had returned.
    var answered: Moment
    /// The answer had left.
    var sent: Moment
    /// From the front server's taking it to ours, by the clock on the wall; nil where the front server doesn't say.
    var queue: Duration?
    /// What the database did for it so far.
    var work = DatabaseWork()
    private var waitedWhileSending = Duration.zero

    init(began: Moment) {
        self.began = began
        (arrived, answered, sent) = (began, began, began)
    }

    /// How long it took, from accepting on.
    var total: Duration { sent - began }
    var arrival: Duration { arrived - began }
    /// Without the database, as the next one: the stages add up to the whole.
    var handler: Duration { answered - arrived - (work.waited - waitedWhileSending) }
    /// A streaming body is made while it is sent.
    var sending: Duration { sent - answered - waitedWhileSending }

    /// How long it has waited when it came to the front server then, in milliseconds since 1970.
    func waited(since arrived: Int) -> Duration {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        let now = Int(time.tv_sec) * 1_000 + time.tv_nsec / 1_000_000
        return max(.milliseconds(now - arrived) - (.now - began), .zero)
    }

    /// Adds what the database did for the body.
    mutating func add(_ later: DatabaseWork) {
        waitedWhileSending += later.waited
        work.waited += later.waited
        work.tenant = later.tenant ?? work.tenant
        if let slowest = later.slowest, slowest.waited > work.slowest?.waited ?? .zero { work.slowest = slowest }
    }
}
