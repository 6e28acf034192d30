/// One pool: where its work comes in, and the workers that share it.
public struct PoolConfiguration: Sendable {
    public var name: String
    public var door: Door
    public var size: Size
    public var renewal: Renewal
    public var limits: Limits
    /// Who else than this user and root may connect.
    public var frontServer: FrontServer

    public init(
        name: String, door: Door, size: Size, renewal: Renewal = Renewal(), limits: Limits = Limits(),
        frontServer: FrontServer = FrontServer()
    ) {
        self.name = name
        self.door = door
        self.size = size
        self.renewal = renewal
        self.limits = limits
        self.frontServer = frontServer
    }
}

/// Where a pool's work comes in.
public enum Door: Sendable, Equatable {
    /// A unix socket that the front server connects to; its path has at most 100 bytes.
    case unix(String)
    /// A unix socket for datagrams, each of which says that there may be work; for pools that find their work themselves.
    case nudges(String)
    /// A port, for a front server on another machine.
    case tcp(Endpoint)

    /// The socket's file; nil where there is none.
    var path: String? {
        switch self {
        case .unix(let path), .nudges(let path): path
        case .tcp: nil
        }
    }
}

/// How many workers a pool has.
public enum Size: Sendable, Equatable {
    /// Always so many.
    case fixed(Int)
    /// Between two numbers, so that `spare` workers are idle where that can be.
    case dynamic(least: Int, most: Int, spare: Int)

    /// As many as there may be.
    public var most: Int {
        switch self {
        case .fixed(let count): count
        case .dynamic(_, let most, _): most
        }
    }
}

/// When a worker that serves well is replaced all the same, one at a time. What is nil is no reason.
public struct Renewal: Sendable, Equatable {
    /// Requests, shortened by up to a quarter for each worker so that they don't come together.
    public var afterRequests: Int?
    /// Bytes of resident memory.
    public var aboveBytes: Int?

    public init(afterRequests: Int? = nil, aboveBytes: Int? = nil) {
        self.afterRequests = afterRequests
        self.aboveBytes = aboveBytes
    }
}

/// The front server's user and group, where they differ from ours, and its addresses, where it is on another machine. A unix socket
/// is handed to the group.
public struct FrontServer: Sendable {
    public var user: UInt32?
    public var group: UInt32?
    public var addresses: [Network]

    public init(user: UInt32? = nil, group: UInt32? = nil, addresses: [Network] = []) {
        self.user = user
        self.group = group
        self.addresses = addresses
    }
}

/// What a pool puts up with. Tests shorten the times.
public struct Limits: Sendable, Equatable {
    /// Bytes of a request's body; more is a 413.
    public var body = 65_536
    /// Bytes of FastCGI parameters; nginx sends at most its four header buffers of 8 kB and a little of its own.
    public var parameters = 65_536
    /// Bytes that are read and thrown away after an early answer, so that the client gets to read it.
    public var drain = 1_048_576
    /// From accepting to the last byte of the request.
    public var arrival: Duration = .seconds(10)
    /// How long one write may wait for a client that doesn't read.
    public var sending: Duration = .seconds(10)
    /// From accepting to the end of the request's work. Past it the request is cancelled.
    public var request: Duration = .seconds(30)
    /// From the request's limit to TERM, for a worker that could not be cancelled.
    public var cancelGrace: Duration = .seconds(2)
    /// How long a worker may show no sign of life.
    public var heartbeat: Duration = .seconds(10)
    /// How long a connection may wait for a worker before it is turned away.
    public var queue: Duration = .seconds(1)
    /// From when on a request is told in the log as a slow one.
    public var slow: Duration = .seconds(1)
    /// Bytes that a worker may allocate; what asks for more ends with its process. nil for no bound.
    public var memory: Int? = 1 << 30
    /// From `posix_spawn` to the first accept.
    public var boot: Duration = .seconds(30)
    /// How long a graceful stop waits for requests under way.
    public var stop: Duration = .seconds(12)
    /// From TERM to KILL, where a worker is past its limit or the stop is a fast one.
    public var insistence: Duration = .seconds(2)
    /// The first delay before a seat whose worker failed early is filled again; it doubles.
    public var firstDelay: Duration = .milliseconds(100)
    /// Where the doubling ends.
    public var lastDelay: Duration = .seconds(10)
    /// How long too many workers must be idle before the first of them leaves.
    public var calm: Duration = .seconds(3)
    /// A worker that lived as long as this, or answered anything, didn't fail early.
    public var settled: Duration = .seconds(1)

    public init() {}
}

/// How a worker or the supervisor left. An open set; these are the ones that we give a meaning.
public struct ExitCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Left as asked, all work done.
    public static let asked = ExitCode(rawValue: 0)
    /// The socket or the operating system failed under it.
    public static let broken = ExitCode(rawValue: 1)
    /// The program could not boot: its seat waits before the next try.
    public static let unbootable = ExitCode(rawValue: 3)
}
