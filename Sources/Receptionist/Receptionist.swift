public import Booking
public import Postgres
internal import Sealing

/// Answers visitors of one business, a message at a time. Between two messages everything stands in Postgres.
public struct Receptionist {
    let diary: Diary
    let database: Database
    let publicURL: String
    let manageLink: (Appointment) -> String
    var pace: Pace
    let tries: TryCount
    let model: ModelVoice?
    let allowance: ModelAllowance

    /// How long a worker may hold a turn without a sign of life, and how long a message waits for its turn.
    public struct Pace: Sendable {
        public var lease: Double
        public var patience: Duration
        /// Who holds the leases, for `freeLeases`.
        public var worker: String

        public init(lease: Double = 15, patience: Duration = .seconds(10), worker: String = "") {
            self.lease = lease
            self.patience = patience
            self.worker = worker
        }
    }

    public init(
        diary: Diary, database: Database, publicURL: String, pace: Pace = Pace(), tries: TryCount = .none, model: ModelVoice? = nil,
        allowance: ModelAllowance = .unlimited, manageLink: @escaping (Appointment) -> String
    ) {
        self.diary = diary
        self.database = database
        self.publicURL = publicURL
        self.pace = pace
        self.tries = tries
        self.model = model
        self.allowance = allowance
        self.manageLink = manageLink
    }

    /// The longest message that is read.
    public static let longestMessage = 2_000

    /// Answers one message. The same message again gets the same events: nothing is done or said twice.
    ///
    /// - Parameter caller: whose number calls or texts; nil where there is none or it is withheld.
    ///
    /// What is emitted stands in the database first, so a worker may die at any instant.
    public func turn(
        conversation: String?, messageID: String, message: String, action: Action? = nil, timezone: String? = nil, address: String,
        channel: Channel = .web, caller: Caller? = nil, emit: (Event) -> Void
    ) throws(TurnError) -> Reply {
        let letter = try Letter(
            conversation: conversation, key: messageID, message: message, action: action, timezone: timezone, channel: channel,
            caller: caller)
        let started = ContinuousClock.now
        var looked = false
        repeat {
            let taking = try take(letter, lookAround: looked)
            if let reply = try answer(letter, taking, address, emit) { return reply }
            looked = true
        } while ContinuousClock.now < started + pace.patience
        throw .busy(retryAfter: 2)
    }

    /// Frees the turns that a dead worker held, for all businesses.
    public static func freeLeases(of worker: String, in database: Database) throws(DatabaseError) -> Int64 {
        try database.rows(TurnStatements.freeLeases, worker).first ?? 0
    }
}
