/// An open transaction, lent to a closure; it can't be kept, and it ends when the closure does.
public struct Transaction: ~Copyable {
    private let database: Database
    init(database: Database) { self.database = database }

    /// Runs a statement inside the transaction.
    public func rows<Row, each P: Bindable>(
        _ statement: Statement<Row, repeat each P>, _ parameters: repeat each P
    ) throws(DatabaseError) -> [Row] {
        try database.step([statement.step(repeat each parameters)]).map(statement.decode)
    }

    /// Runs SQL that stands in code.
    public func rows<Row>(
        _ query: Query, _ decode: (borrowing RowView) throws(DatabaseError) -> Row
    ) throws(DatabaseError) -> [Row] {
        try database.step([Step(text: query.text, values: query.values)]).map(decode)
    }

    /// Runs SQL that stands in code, without reading rows.
    public func execute(_ query: Query) throws(DatabaseError) {
        _ = try rows(query) { _ throws(DatabaseError) in () }
    }

    /// Runs a file of several statements, which may not end the transaction.
    public func run(script: SQLText) throws(DatabaseError) { try database.run(script: script) }
}

/// Why a transaction didn't happen, and in which phase. Only a commit whose answer was lost leaves the outcome unknown.
public struct TransactionError: Error, CustomStringConvertible {
    /// A transaction's phases, in order.
    public enum Phase: Sendable { case begin, body, commit }

    public let phase: Phase
    /// What the phase threw.
    public let cause: any Error
    /// What went wrong while rolling back, if that failed too; the connection was closed then.
    public let rollback: DatabaseError?

    init(_ phase: Phase, _ cause: any Error, rollback: DatabaseError? = nil) {
        self.phase = phase
        self.cause = cause
        self.rollback = rollback
    }

    public var description: String { "\(phase): \(cause)" }
}
