/// What went wrong in the database. Its message never holds a row's values, so it may be logged.
public struct DatabaseError: Error, Sendable, CustomStringConvertible {
    /// Which side failed.
    public enum Kind: Sendable {
        /// The server can't be reached, or was lost.
        case connection
        /// The server answered with an error and rolled back.
        case server
        /// A value has another shape than the code expects: a fault of ours.
        case value
        /// The connection was used in a way that it refuses: a fault of ours.
        case misuse
    }

    /// What is known about the statement's effect.
    public enum Outcome: Sendable {
        /// Nothing was changed; asking again is safe.
        case nothingChanged
        /// It was sent, and the connection was lost before the answer: it may or may not have been committed.
        case unknown
    }

    public var kind: Kind
    public var outcome: Outcome
    public var sqlState: SQLState?
    /// The constraint that refused, by name.
    public var constraint: String?
    public var message: String

    init(_ kind: Kind, _ message: String, sqlState: SQLState? = nil, constraint: String? = nil, outcome: Outcome = .nothingChanged) {
        self.kind = kind
        self.outcome = outcome
        self.sqlState = sqlState
        self.constraint = constraint
        self.message = message
    }

    public var description: String {
        sqlState.map { "\($0.rawValue): \(message)" } ?? message
    }
}

extension DatabaseError {
    static func value(_ message: String) -> DatabaseError { DatabaseError(.value, message) }
    static func misuse(_ message: String) -> DatabaseError { DatabaseError(.misuse, message) }
    static func unreachable(_ message: String, sqlState: SQLState? = nil) -> DatabaseError {
        DatabaseError(.connection, message, sqlState: sqlState)
    }
    static let lost = DatabaseError(
        .connection, "the connection was lost after the statement was sent; its outcome is unknown", outcome: .unknown)

    /// The server no longer knows the prepared statement as we do, and rolled back: preparing anew helps.
    var isStaleStatement: Bool { sqlState == .featureNotSupported || sqlState == .invalidStatementName }

    /// Postgres quotes offending input after a colon (`invalid input syntax for type bigint: "Ann"`): it is cut off.
    static func safe(_ message: String) -> String {
        var end = message.startIndex
        while end < message.endIndex, !message[end...].hasPrefix(": \"") { end = message.index(after: end) }
        return String(message[..<end])
    }
}
