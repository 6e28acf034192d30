internal import Calendars
internal import Messaging
internal import Postgres
internal import Receptionist
internal import Sealing

/// The environment, read and checked whole: every fault is named at once, no value is printed.
struct Settings {
    /// What the house is run for.
    enum Mode: String { case development, production }

    let databaseURL: String
    /// The owner's connection; the pools run without it.
    let migrateURL: String?
    /// Where visitors reach the house, without a slash at the end.
    let publicURL: String
    let keys: KeyRing
    let mode: Mode
    /// Where the clock of development is frozen at start.
    let now: Instant?
    /// Rate limits and the cap on holds; off for load tests.
    let limits: Bool
    let pools: PoolSettings
    /// The model that answers visitors; nil where the script does.
    let model: ModelAccount?
    /// The account at Twilio, or that of its stand-in; nil in production where there is none: nothing is sent, and no call or text comes in.
    let twilio: TwilioAccount?
    /// Who we are at Google, or at its stand-in; nil in production where nobody said: no calendar can be connected.
    let google: GoogleApp?
    /// The services without an account, for which the sandbox stands in.
    let sandboxed: [String]

    init(_ environment: [String: String]) throws(CommandFault) {
        var reading = Reading(environment.filter { !$0.value.isEmpty })
        mode = reading.mode()
        databaseURL = reading.databaseURL("HOLDFAST_DATABASE_URL", required: true) ?? ""
        migrateURL = reading.databaseURL("HOLDFAST_MIGRATE_URL", required: false)
        publicURL = reading.publicURL(mode)
        let keys = reading.keys()
        now = reading.now(mode)
        limits = reading.limits(mode)
        twilio = reading.twilio(mode, publicURL, keys)
        google = reading.google(mode, publicURL, keys)
        pools = reading.pools(sandboxed: twilio?.isSandbox == true || google?.isSandbox == true)
        model = reading.model()
        sandboxed = reading.services()
        guard let keys, reading.faults.isEmpty else { throw CommandFault(exit: .usage, lines: reading.faults) }
        self.keys = keys
    }

    /// What the help says of the environment.
    static let legend = """
          HOLDFAST_DATABASE_URL   the application's connection, a libpq address
          HOLDFAST_MIGRATE_URL    the owner's connection, for every command but serve
          HOLDFAST_PUBLIC_URL     where visitors reach the house, such as https://book.example
          HOLDFAST_SECRET_KEYS    keys of 64 or more hexadecimal digits, separated by commas, the newest first
          HOLDFAST_MODE           production (the default) or development
          HOLDFAST_NOW            development: freezes the clock, such as 2026-11-24T09:00:00-05:00
          HOLDFAST_LIMITS         development: off for no rate limits and no cap on holds
        \(PoolSettings.legend)
          OPENAI_MODEL            the model that answers visitors; the script answers them unless set
          OPENAI_API_KEY          its key, which a server of your own may do without
          OPENAI_BASE_URL         where it answers: any server that speaks chat completions; OpenAI's unless set
          HOLDFAST_MODEL_PRICE    what a million tokens of question, of known question and of answer cost, such as 2.50/0.25/10
          HOLDFAST_MODEL_CEILING  what one business may spend on it in a month, in that currency; then the script answers
          HOLDFAST_MODEL_PATIENCE  seconds that it may take over a message, 40 unless set and at most; then the script answers
          TWILIO_ACCOUNT_SID      the account at Twilio through which calls and texts come and go; docs/phone.md tells how one is connected
          TWILIO_AUTH_TOKEN       its primary auth token
          TWILIO_SHARED_KEY       the secret of a shared key: webhooks then count only where they are signed by it
          TWILIO_API_URL          where it is asked; Twilio's own address unless set
          GOOGLE_CLIENT_ID        the client at Google through which owners connect their calendars; docs/calendar.md tells how one is made
          GOOGLE_CLIENT_SECRET    its secret
          GOOGLE_AUTH_URL GOOGLE_TOKEN_URL GOOGLE_API_URL  where it is asked; Google's own addresses unless set
          SMTP_URL MAIL_FROM
        """

    /// A connection as the owner.
    func ownerDatabase() throws(CommandFault) -> Database {
        guard let migrateURL else { throw .usage("HOLDFAST_MIGRATE_URL is missing; this command connects as the owner") }
        return Database(url: migrateURL, settings: .owner)
    }
}
