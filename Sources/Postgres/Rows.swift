internal import CPostgres

/// The rows of one finished statement.
///
/// The corresponding C type is `PGresult`.
@safe
struct Rows: ~Copyable {
    let handle: OpaquePointer
    init(adopting handle: OpaquePointer) { unsafe self.handle = handle }
    deinit { unsafe PQclear(handle) }

    /// The corresponding C function is `PQresultStatus`.
    var status: ExecStatusType { unsafe PQresultStatus(handle) }

    /// The command as the server reports it, such as `COMMIT`. The corresponding C function is `PQcmdStatus`.
    var command: String { unsafe PQcmdStatus(handle).map { unsafe String(cString: $0) } ?? "" }

    func map<Row>(_ decode: (borrowing RowView) throws(DatabaseError) -> Row) throws(DatabaseError) -> [Row] {
        let count = unsafe PQntuples(handle)
        var rows: [Row] = []
        rows.reserveCapacity(Int(count))
        for index in 0..<count {
            let view = unsafe RowView(handle, index: index)
            rows.append(try decode(view))
        }
        return rows
    }

    /// What the server said, without DETAIL and CONTEXT, which quote rows.
    var failure: DatabaseError {
        DatabaseError(
            .server, DatabaseError.safe(field(.messagePrimary) ?? "the server gave no message"),
            sqlState: field(.sqlState).map(SQLState.init(rawValue:)), constraint: field(.constraintName))
    }

    /// The corresponding C function is `PQresultErrorField`.
    private func field(_ field: Diagnostic) -> String? {
        unsafe PQresultErrorField(handle, field.rawValue).map { unsafe String(cString: $0) }
    }
}

/// Fields of an error; `PG_DIAG_*` are character macros that Swift can't see.
private enum Diagnostic: Int32 {
    case sqlState = 0x43  // 'C'
    case messagePrimary = 0x4D  // 'M'
    case constraintName = 0x6E  // 'n'
}

/// One row, lent to a statement's decoding closure; it can't be kept.
@safe
public struct RowView: ~Copyable {
    let result: OpaquePointer
    let index: Int32

    init(_ result: OpaquePointer, index: Int32) {
        unsafe self.result = result
        self.index = index
    }

    /// Reads the column of that name as the type asked for. The error names column and type, not the value.
    public func read<Value: ColumnValue>(_ column: String, as type: Value.Type = Value.self) throws(DatabaseError) -> Value {
        let number = unsafe PQfnumber(result, column)
        guard number >= 0 else { throw .value("the statement has no column \(column)") }
        return try Value(unsafe Cell(result, row: index, column: number))
    }
}
