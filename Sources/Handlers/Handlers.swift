public import Calendars
public import Postgres
public import Receptionist
public import Sealing
public import Web

/// What the handlers need to know of the world.
public struct HandlerSettings: Sendable {
    /// Where the site stands, such as `https://book.example`, without a closing slash.
    public var publicURL: String
    /// The keys of links and forms.
    public var keys: KeyRing
    /// Origins need no listing.
    public var isDevelopment: Bool
    /// Whether tries are counted; off for load tests.
    public var limits: Bool
    /// What one business may spend on the model in a month, in millionths of its account's currency; nil for no end.
    public var modelCeiling: Int64?
    /// Who we are at Google; nil where no calendar can be connected.
    public var google: GoogleApp?
    /// Whose the leases on turns of conversations are.
    public var worker: String
    /// Says that something may be due that was just committed. It never waits and never fails.
    public var nudge: @Sendable () -> Void
    /// What keeps the database from being used by this program, such as a missing migration; empty where nothing does.
    public var schemaFaults: @Sendable (Database) throws -> [String]

    /// All of it; nothing has a value that would do for everybody.
    public init(
        publicURL: String, keys: KeyRing, isDevelopment: Bool, limits: Bool, modelCeiling: Int64? = nil,
        google: GoogleApp? = nil, worker: String = "",
        nudge: @escaping @Sendable () -> Void = {}, schemaFaults: @escaping @Sendable (Database) throws -> [String]
    ) {
        self.publicURL = publicURL
        self.keys = keys
        self.isDevelopment = isDevelopment
        self.limits = limits
        self.modelCeiling = modelCeiling
        self.google = google
        self.worker = worker
        self.nudge = nudge
        self.schemaFaults = schemaFaults
    }
}

/// What people open: the booking API, the chat, the hosted page, manage links and the owner's pages.
public enum Handlers {
    /// What a worker runs.
    ///
    /// - Parameter model: the one that answers visitors, made when it is first asked for; nil where the script answers.
    public static func program(
        _ settings: HandlerSettings, database: Database, model: @escaping () -> ModelVoice? = { nil }
    ) -> HandlerProgram {
        let house = House(settings, database: database, model: model)
        return HandlerProgram(answer: house.answer, route: { Place(path: $0.path)?.name })
    }
}

/// What a worker runs, for one process.
public struct HandlerProgram {
    /// Answers a request.
    public var answer: (Request) -> Response
    /// The name of what a request asks for, before it is answered; nil where nothing stands.
    public var route: (Request) -> String?
}

/// What lives as long as a worker: its connection, its keys, and the tenants that it has seen, each of which the database is
/// asked about again in every request. It remembers nothing of a request.
final class House {
    let settings: HandlerSettings
    let database: Database
    let model: () -> ModelVoice?
    var tenants = SeenTenants()

    init(_ settings: HandlerSettings, database: Database, model: @escaping () -> ModelVoice? = { nil }) {
        self.settings = settings
        self.database = database
        self.model = model
    }

    var keys: KeyRing { settings.keys }

    /// Whether cookies travel under https only.
    var isSecure: Bool { settings.publicURL.hasPrefix("https:") }
}
