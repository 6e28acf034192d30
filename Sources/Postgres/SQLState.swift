/// The five characters by which Postgres classes an outcome; an open set.
public struct SQLState: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let uniqueViolation = SQLState(rawValue: "23505")
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    public static let notNullViolation = SQLState(rawValue: "23502")
    public static let checkViolation = SQLState(rawValue: "23514")
    public static let exclusionViolation = SQLState(rawValue: "23P01")
    public static let lockNotAvailable = SQLState(rawValue: "55P03")
    public static let queryCanceled = SQLState(rawValue: "57014")
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    public static let serializationFailure = SQLState(rawValue: "40001")
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    public static let undefinedTable = SQLState(rawValue: "42P01")
    public static let undefinedFunction = SQLState(rawValue: "42883")
    public static let invalidSchemaName = SQLState(rawValue: "3F000")
    public static let cannotConnectNow = SQLState(rawValue: "57P03")
    /// Among others: a prepared plan whose result type a migration changed.
    public static let featureNotSupported = SQLState(rawValue: "0A000")
    public static let invalidStatementName = SQLState(rawValue: "26000")
    /// Ours: the turn was taken over by another worker.
    public static let fenced = SQLState(rawValue: "HF001")
    /// Ours: what was remembered of a tenant has changed.
    public static let tenantChanged = SQLState(rawValue: "HF002")
}
