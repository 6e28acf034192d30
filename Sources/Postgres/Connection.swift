internal import CPostgres
internal import Glibc

/// One open connection in pipeline mode, and the statements that it has prepared.
///
/// The corresponding C type is `PGconn`.
@safe
struct Connection: ~Copyable {
    private let handle: OpaquePointer
    private var prepared: Set<String> = []

    /// The corresponding C function is `PQconnectdbParams`.
    init(url: String, settings: SessionSettings) throws(DatabaseError) {
        guard let handle = unsafe Self.connect(url, settings) else { throw .unreachable("out of memory") }
        guard unsafe PQstatus(handle) == CONNECTION_OK, unsafe PQenterPipelineMode(handle) == 1 else {
            defer { unsafe PQfinish(handle) }
            throw .unreachable(unsafe Self.message(handle))
        }
        unsafe PQsetNoticeProcessor(handle, { _, _ in }, nil)
        unsafe self.handle = handle
    }

    deinit { unsafe PQfinish(handle) }

    private static func connect(_ url: String, _ settings: SessionSettings) -> OpaquePointer? {
        let names: [String?] = ["dbname", "connect_timeout", "application_name", "client_encoding", "options", nil]
        let values: [String?] = [url, "3", settings.applicationName, "UTF8", settings.options, nil]
        return unsafe withCStrings(names) { names in
            unsafe withCStrings(values) { values in unsafe PQconnectdbParams(names, values, 1) }
        }
    }

    private static func message(_ handle: OpaquePointer) -> String {
        let text = unsafe PQerrorMessage(handle).map { unsafe String(cString: $0) } ?? ""
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.contains("://") ? "the database URL can't be read" : line
    }

    static func canRead(_ url: String) -> Bool {
        guard url.contains("=") || url.contains("://"), let options = unsafe PQconninfoParse(url, nil) else { return false }
        unsafe PQconninfoFree(options)
        return true
    }

    /// Whether it can be used. An idle server says nothing: a closed socket, or any word, means that this session is over.
    var isAlive: Bool {
        var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) == 0 && PQstatus(handle) == CONNECTION_OK
    }

    /// The corresponding C function is `PQsocket`.
    var socket: Int32 { unsafe PQsocket(handle) }

    /// The corresponding C function is `PQgetCancel`.
    func cancelHandle() -> CancelHandle? {
        guard let cancel = unsafe PQgetCancel(handle) else { return nil }
        return unsafe CancelHandle(adopting: cancel)
    }
}

// MARK: - Pipelines

extension Connection {
    /// Sends the steps as one pipeline, that is one round trip and (outside a transaction block) one transaction, and gives
    /// the last one's rows. If any step fails, none of them has happened.
    mutating func run(_ steps: [Step]) throws(DatabaseError) -> Rows {
        for step in steps { try step.check() }
        let sent = send(steps)
        return try receive(sent)
    }

    /// What was put on the wire, in order.
    private enum Sent {
        case preparation(String)
        case query
    }

    /// Failures to send show when the answers are read: libpq gives up on the connection.
    private mutating func send(_ steps: [Step]) -> [Sent] {
        var sent: [Sent] = []
        for step in steps {
            if !step.name.isEmpty, !prepared.contains(step.name) {
                _ = unsafe PQsendPrepare(handle, step.name, step.text, 0, nil)
                sent.append(.preparation(step.name))
            }
            send(step)
            sent.append(.query)
        }
        _ = unsafe PQpipelineSync(handle)
        return sent
    }

    /// The corresponding C functions are `PQsendQueryPrepared` and `PQsendQueryParams`; the answer comes in binary.
    private func send(_ step: Step) {
        let count = Int32(step.values.count)
        unsafe withCStrings(step.values) { values in
            _ =
                step.name.isEmpty
                ? unsafe PQsendQueryParams(handle, step.text, count, nil, values, nil, nil, 1)
                : unsafe PQsendQueryPrepared(handle, step.name, count, values, nil, nil, 1)
        }
    }

    private mutating func receive(_ sent: [Sent]) throws(DatabaseError) -> Rows {
        var last: Rows?
        var failure: DatabaseError?
        for command in sent {
            let rows = try next()
            switch (rows.status, command) {
            case (PGRES_COMMAND_OK, .preparation(let name)): prepared.insert(name)
            case (PGRES_COMMAND_OK, _), (PGRES_TUPLES_OK, _): last = consume rows
            case (PGRES_PIPELINE_ABORTED, _): continue
            default: failure = failure ?? rows.failure
            }
        }
        try finishPipeline()
        if let failure { throw failure }
        guard let last = last.take() else { throw .misuse("a pipeline without a statement") }
        return last
    }

    /// A command's single result, and the NULL that ends it. The corresponding C function is `PQgetResult`.
    private func next() throws(DatabaseError) -> Rows {
        guard let result = unsafe PQgetResult(handle) else { throw .lost }
        let rows = unsafe Rows(adopting: result)
        guard unsafe PQgetResult(handle) == nil, unsafe PQstatus(handle) == CONNECTION_OK else { throw .lost }
        return rows
    }

    private func finishPipeline() throws(DatabaseError) {
        guard let result = unsafe PQgetResult(handle) else { throw .lost }
        let rows = unsafe Rows(adopting: result)
        guard rows.status == PGRES_PIPELINE_SYNC else { throw .lost }
    }
}

// MARK: - Scripts

extension Connection {
    /// Runs a file of several statements, as migrations are. The corresponding C function is `PQexec`.
    mutating func run(script: String) throws(DatabaseError) {
        guard unsafe PQexitPipelineMode(handle) == 1 else { throw .misuse("the pipeline is not empty") }
        defer { _ = unsafe PQenterPipelineMode(handle) }
        guard let result = unsafe PQexec(handle, script) else { throw .lost }
        let rows = unsafe Rows(adopting: result)
        guard unsafe PQstatus(handle) == CONNECTION_OK else { throw .lost }
        let fine = [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(rows.status)
        if !fine { throw rows.failure }
    }

    /// Whether a transaction block is open and sound. The corresponding C function is `PQtransactionStatus`.
    var isInTransaction: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_INTRANS }
}

/// Lends texts as an array of C strings; nil becomes NULL.
private func withCStrings<Result>(_ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result) -> Result {
    var copies = unsafe texts.map { unsafe $0.map { unsafe UnsafePointer<CChar>(strdup($0)) } ?? nil }
    defer { unsafe copies.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) } }
    unsafe copies.append(nil)
    return unsafe copies.withUnsafeBufferPointer { unsafe body($0.baseAddress!) }
}
