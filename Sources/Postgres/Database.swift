internal import Glibc

/// One connection of one worker. It opens at the first use, and again after it was lost.
///
/// A statement that was on its way when the connection broke is not repeated: its error says that the outcome is unknown.
/// A connection that is found dead before anything was sent is replaced without a word.
public final class Database {
    private let url: String
    private let settings: SessionSettings
    private var connection: Connection?
    private var transactionIsOpen = false
    /// What is asked with each call for its tenant instead of only naming it, until one went well.
    var entrance: Entrance?
    /// While the server can't be reached: why, and when it is knocked at again.
    private var outage: (refusal: DatabaseError, until: ContinuousClock.Instant)?
    private var tally = DatabaseTally()
    /// Stops what runs here, from another thread.
    public let canceller = Canceller()

    /// Nothing is opened yet.
    public init(url: String, settings: SessionSettings = .web) {
        self.url = url
        self.settings = settings
    }

    /// Whether libpq understands the address; nothing is opened.
    ///
    /// The corresponding C function is `PQconninfoParse`.
    public static func canRead(url: String) -> Bool { Connection.canRead(url) }

    /// Runs a statement in a transaction of its own, for no tenant.
    public func rows<Row, each P: Bindable>(
        _ statement: Statement<Row, repeat each P>, _ parameters: repeat each P
    ) throws(DatabaseError) -> [Row] {
        try run([statement.step(repeat each parameters)]).map(statement.decode)
    }

    /// Runs a statement for a tenant: one round trip, one transaction. With a fence, the turn must still be held under
    /// that number, otherwise nothing happens and the error's state is `SQLState.fenced`.
    public func call<Row, each P: Bindable>(
        _ statement: Statement<Row, repeat each P>, tenant: Int64, fence: (turn: Int64, number: Int64)? = nil,
        _ parameters: repeat each P
    ) throws(DatabaseError) -> [Row] {
        var steps: [Step] = []
        if let fence { steps.append(.fence(turn: fence.turn, number: fence.number)) }
        steps.append(statement.step(repeat each parameters))
        return try run(for: tenant, steps).map(statement.decode)
    }

    /// Runs SQL that stands in code, in a transaction of its own.
    public func rows<Row>(
        _ query: Query, tenant: Int64? = nil, _ decode: (borrowing RowView) throws(DatabaseError) -> Row
    ) throws(DatabaseError) -> [Row] {
        try run(for: tenant, [Step(text: query.text, values: query.values)]).map(decode)
    }

    /// Runs SQL that stands in code, without reading rows.
    public func execute(_ query: Query, tenant: Int64? = nil) throws(DatabaseError) {
        _ = try rows(query, tenant: tenant) { _ throws(DatabaseError) in () }
    }

    /// What was done since this was last called.
    public func takeTally() -> DatabaseTally {
        defer { tally = DatabaseTally() }
        return tally
    }

    /// Closes the connection; the next use opens another.
    public func close() {
        drop()
        transactionIsOpen = false
    }

    deinit { canceller.disarm() }

    private func drop() {
        canceller.disarm()
        connection = nil
    }
}

// MARK: - Running

extension Database {
    /// Runs steps for a tenant, which is named before them, by what is relied on where that is to be asked.
    private func run(for tenant: Int64?, opening: [Step] = [], _ steps: [Step] = []) throws(DatabaseError) -> Rows {
        guard let tenant else { return try run(opening + steps) }
        tally.tenant = tenant
        guard let asked = entrance, asked.tenant == tenant else { return try run(opening + [.tenant(tenant)] + steps) }
        do throws(DatabaseError) {
            let rows = try run(opening + [.enter(asked)] + steps)
            entrance = nil
            return rows
        } catch {
            if error.outcome == .unknown { entrance?.mayHaveBeenPassed = true }
            throw error
        }
    }

    /// Asks the server whether what is remembered of a tenant still holds.
    func check(_ entrance: Entrance) throws(DatabaseError) { _ = try run([.enter(entrance)]) }

    private func run(_ steps: [Step]) throws(DatabaseError) -> Rows {
        if transactionIsOpen { throw .misuse("a transaction is open on this connection: use it, not the database") }
        do throws(DatabaseError) {
            return try attempt(steps)
        } catch {
            guard error.isStaleStatement else { throw error }
            close()
            return try attempt(steps)
        }
    }

    private func attempt(_ steps: [Step]) throws(DatabaseError) -> Rows {
        try open()
        return try exchange(steps)
    }

    private func exchange(_ steps: [Step]) throws(DatabaseError) -> Rows {
        let asked = ContinuousClock.now
        defer { tally.count(ContinuousClock.now - asked, for: steps.last?.title ?? "") }
        do throws(DatabaseError) {
            guard let rows = try connection?.run(steps) else { throw .lost }
            return rows
        } catch {
            if error.kind == .connection { drop() }
            throw error
        }
    }

    /// Makes sure of a living connection that no cancellation was sent to. Only the first failure is tried again; while the
    /// outage lasts a caller hears of it at once, and one of them knocks every now and then.
    func open() throws(DatabaseError) {
        if connection?.isAlive == true, !canceller.isSpent { return }
        drop()
        if let outage, ContinuousClock.now < outage.until { throw outage.refusal }
        let asked = ContinuousClock.now
        defer { tally.count(ContinuousClock.now - asked, for: "connect") }
        do throws(DatabaseError) {
            connection = try connect(attempts: outage == nil ? settings.attempts : 1)
            canceller.arm(connection?.cancelHandle(), socket: connection?.socket)
            outage = nil
        } catch {
            outage = (error, .now + Self.pause)
            throw error
        }
    }

    /// Knocks so often, unless it is cancelled meanwhile.
    private func connect(attempts: Int) throws(DatabaseError) -> Connection {
        for _ in 1..<max(attempts, 1) {
            do throws(DatabaseError) { return try Connection(url: url, settings: settings) } catch {
                if canceller.isSpent { throw error }
                Self.sleep(Self.pause)
            }
        }
        return try Connection(url: url, settings: settings)
    }

    /// Of a length by chance, so that a pool doesn't knock in step.
    private static var pause: Duration { .milliseconds(Int.random(in: 50...100)) }

    private static func sleep(_ pause: Duration) { usleep(UInt32(pause / .microseconds(1))) }
}

// MARK: - Transactions

extension Database {
    /// Runs the body in one transaction, committed when it returns and rolled back when it throws. The error says which
    /// phase failed. Inside, only the transaction may be used.
    public func transaction<T>(tenant: Int64? = nil, _ body: (borrowing Transaction) throws -> T) throws(TransactionError) -> T {
        try begin(tenant)
        defer { transactionIsOpen = false }
        let value: T
        do {
            // Named first: Swift 6.3.1's optimiser crashes on a noncopyable value that is made in the argument.
            let transaction = Transaction(database: self)
            value = try body(transaction)
        } catch {
            throw TransactionError(.body, error, rollback: rollBack())
        }
        try commit()
        return value
    }

    private func begin(_ tenant: Int64?) throws(TransactionError) {
        do throws(DatabaseError) {
            _ = try run(for: tenant, opening: [Step(text: "begin isolation level read committed")])
        } catch {
            close()
            throw TransactionError(.begin, error)
        }
        transactionIsOpen = true
    }

    /// The server answers COMMIT with ROLLBACK where a statement had failed and the body swallowed it.
    private func commit() throws(TransactionError) {
        do throws(DatabaseError) {
            let answer = try exchange([Step(text: "commit")]).command
            if answer != "COMMIT" { throw .misuse("a statement had failed, so the server rolled back instead of committing") }
        } catch {
            if error.kind != .misuse { drop() }
            throw TransactionError(.commit, error)
        }
    }

    /// What can't be rolled back is closed, which comes to the same.
    private func rollBack() -> DatabaseError? {
        do throws(DatabaseError) {
            _ = try exchange([Step(text: "rollback")])
            return nil
        } catch {
            drop()
            return error
        }
    }

    /// One step inside an open transaction.
    func step(_ steps: [Step]) throws(DatabaseError) -> Rows { try exchange(steps) }

    /// A file of several statements inside an open transaction, which it may not end.
    func run(script: SQLText) throws(DatabaseError) {
        do throws(DatabaseError) {
            try connection?.run(script: script.text)
        } catch {
            if error.kind == .connection { drop() }
            throw error
        }
        if connection?.isInTransaction != true { throw .misuse("\(script.name) ended its transaction") }
    }
}
