public import Messaging
public import Postgres
public import Receptionist
public import Sealing
public import Web

/// What the webhooks need to know of the world.
public struct WebhookSettings: Sendable {
    /// Where the site stands, such as `https://book.example`, without a closing slash. Twilio signs addresses below it.
    public var publicURL: String
    /// The keys of links.
    public var keys: KeyRing
    /// The account whose webhooks are heard; nil where there is none, and nothing stands here.
    public var account: TwilioAccount?
    /// Whether tries and calls are counted; off for load tests.
    public var limits: Bool
    /// Whose the leases on turns of conversations are.
    public var worker: String
    /// Says that something may be due that was just committed. It never waits and never fails.
    public var nudge: @Sendable () -> Void

    public init(
        publicURL: String, keys: KeyRing, account: TwilioAccount?, limits: Bool = true, worker: String = "",
        nudge: @escaping @Sendable () -> Void = {}
    ) {
        self.publicURL = publicURL
        self.keys = keys
        self.account = account
        self.limits = limits
        self.worker = worker
        self.nudge = nudge
    }
}

/// What services call: Twilio's voice and SMS, and what became of what was sent; Google where a calendar changed.
public enum Webhooks {
    /// Where all of them stand.
    public static let path = "/webhooks/"

    /// What a worker runs, over the connection that it has for everything.
    ///
    /// - Parameter model: the one that answers callers, made when it is first asked for; nil where the script answers.
    public static func program(
        _ settings: WebhookSettings, database: Database, model: @escaping () -> ModelVoice? = { nil }
    ) -> WebhookProgram {
        let office = Office(settings, database: database, model: model)
        return WebhookProgram(answer: office.answer, route: Office.route)
    }
}

/// What a worker runs, for one process.
public struct WebhookProgram {
    /// Answers a request.
    public var answer: (Request) -> Response
    /// The name of what a request asks for, before it is answered; nil where nothing stands.
    public var route: (Request) -> String?
}

/// What lives as long as a worker. It remembers nothing of a request.
final class Office {
    let settings: WebhookSettings
    let database: Database
    let model: () -> ModelVoice?

    init(_ settings: WebhookSettings, database: Database, model: @escaping () -> ModelVoice?) {
        self.settings = settings
        self.database = database
        self.model = model
    }
}
