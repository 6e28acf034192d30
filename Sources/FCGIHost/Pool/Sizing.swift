/// How many workers a pool wants at this moment.
///
/// It grows while somebody waits at the door or fewer than `spare` workers are idle, by one and then twice as many with each step;
/// it falls by one a step after more than twice as many were idle for a while.
struct Sizing: Equatable {
    /// From one step to the next.
    static let stride = Duration.milliseconds(100)
    /// From one that leaves to the next.
    static let shrinking = Duration.milliseconds(200)
    /// How many are started in one step.
    static let largestGrowth = 32
    /// Half of the scoreboard's places, so that each of these can have a successor.
    static let ceiling = Layout.places / 2

    /// How long too many must be idle before one leaves.
    private var calm: Duration
    private(set) var least: Int
    private(set) var most: Int
    private(set) var spare: Int
    private(set) var target: Int
    /// How often it could not grow although it should have.
    private(set) var mostReached = 0
    private var growth = 1
    private var nextStep = Moment(microseconds: .min)
    private var calmUntil: Moment?
    private var pressed = false

    init(_ size: Size, calm: Duration) {
        self.calm = calm
        switch size {
        case .fixed(let count): (least, most, spare) = (count, count, 0)
        case .dynamic(let few, let many, let idle): (least, most, spare) = (few, many, idle)
        }
        most = min(max(most, 0), Self.ceiling)
        least = min(max(least, 0), most)
        target = least
    }

    var isFixed: Bool { least == most }

    /// What stood before is kept as far as the new bounds allow.
    mutating func adopt(_ size: Size, calm: Duration) {
        let before = self
        self = Sizing(size, calm: calm)
        target = min(max(before.target, least), most)
        mostReached = before.mostReached
    }

    /// Both bounds move, and what is wanted with them: one more or one less, now. The last worker stays.
    mutating func shift(by step: Int) {
        guard most > 0 || step > 0 else { return }
        let floor = least == 0 && most > 0 ? 0 : 1
        most = min(max(most + step, 1), Self.ceiling)
        least = min(max(least + step, floor), most)
        target = min(max(target + step, least), most)
    }

    /// Nobody is wanted.
    mutating func rest() { (least, most, target) = (0, 0, 0) }

    /// Looks at the workers; at most one step in each stride.
    mutating func step(idle: Int, starting: Int, queued: Bool, _ now: Moment) {
        guard !isFixed, nextStep <= now else { return }
        if queued || idle + starting < spare { return grow(now) }
        (growth, pressed) = (1, false)
        guard idle > spare * 2, starting == 0, target > least else { return calmUntil = nil }
        guard let until = calmUntil else { return calmUntil = now + calm }
        guard until <= now else { return }
        target -= 1
        calmUntil = now + Self.shrinking
    }

    private mutating func grow(_ now: Moment) {
        calmUntil = nil
        nextStep = now + Self.stride
        if target == most, !pressed { mostReached += 1 }
        pressed = target == most
        target = min(target + growth, most)
        growth = min(growth * 2, Self.largestGrowth)
    }
}
