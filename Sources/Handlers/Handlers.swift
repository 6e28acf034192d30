public import Postgres
public import Receptionist
public import Sealing
public import Web

/// What the handlers need to know of the world.
public struct HandlerSettings: Sendable {
    /// The application's connection, a libpq address.
    public var databaseURL: String
    /// The limits of the pool's database sessions.
    public var session: SessionSettings
    /// Where the site stands, such as `https://book.example`, without a closing slash.
    public var publicURL: String
    /// The keys of links and forms.
    public var keys: KeyRing
    /// Origins need no listing.
    public var isDevelopment: Bool
    /// Whether tries are counted; off for load tests.
    public var limits: Bool
    /// The account of the model that answers visitors; nil where the script does.
    public var model: ModelAccount?
    /// Whose the leases on turns of conversations are.
    public var worker: String
    /// Says that something may be due that was just committed. It never waits and never fails.
    public var nudge: @Sendable () -> Void
    /// What keeps the database from being used by this program, such as a missing migration; empty where nothing does.
    public var schemaFaults: @Sendable (Database) throws -> [String]

    /// All of it; nothing has a value that would do for everybody.
    public init(
        databaseURL: String, session: SessionSettings = .web, publicURL: String, keys: KeyRing, isDevelopment: Bool, limits: Bool,
        model: ModelAccount? = nil, worker: String = "", nudge: @escaping @Sendable () -> Void = {},
        schemaFaults: @escaping @Sendable (Database) throws -> [String]
    ) {
        self.databaseURL = databaseURL
        self.session = session
        self.publicURL = publicURL
        self.keys = keys
        self.isDevelopment = isDevelopment
        self.limits = limits
        self.model = model
        self.worker = worker
        self.nudge = nudge
        self.schemaFaults = schemaFaults
    }
}

/// What people open: the booking API, the chat, the hosted page, manage links and the owner's pages.
public enum Handlers {
    /// What a worker runs.
    public static func program(_ settings: HandlerSettings) -> HandlerProgram {
        let house = House(settings)
        return HandlerProgram(
            answer: house.answer, route: { Place(path: $0.path)?.name }, tally: house.database.takeTally,
            cancel: house.database.canceller.take)
    }
}

/// What a worker runs, for one process.
public struct HandlerProgram {
    /// Answers a request.
    public var answer: (Request) -> Response
    /// The name of what a request asks for, before it is answered; nil where nothing stands.
    public var route: (Request) -> String?
    /// What the database did since this was last called.
    public var tally: () -> DatabaseTally
    /// Aims at what the database does now; what is given stops it. For another thread.
    public var cancel: @Sendable () -> @Sendable () -> Void
}

/// What lives as long as a worker: its connection, its keys, and the tenants that it has seen, each of which the database is
/// asked about again in every request. It remembers nothing of a request.
final class House {
    let settings: HandlerSettings
    let database: Database
    var tenants = SeenTenants()

    init(_ settings: HandlerSettings) {
        self.settings = settings
        database = Database(url: settings.databaseURL, settings: settings.session)
    }

    var keys: KeyRing { settings.keys }

    /// The model, made ready when a visitor first writes: a worker that never talks has no use for libcurl.
    private(set) lazy var model = settings.model?.voice()

    /// Whether cookies travel under https only.
    var isSecure: Bool { settings.publicURL.hasPrefix("https:") }
}
