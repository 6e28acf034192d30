internal import CPostgres

/// One value of a row, as the server sent it in binary. It is lent to `ColumnValue.init` and can't be kept.
@safe
public struct Cell: ~Copyable {
    let result: OpaquePointer
    let row: Int32
    let column: Int32

    init(_ result: OpaquePointer, row: Int32, column: Int32) {
        unsafe self.result = result
        self.row = row
        self.column = column
    }

    /// The column's name.
    public var name: String { unsafe PQfname(result, column).map { unsafe String(cString: $0) } ?? "?" }

    /// Whether it is NULL.
    public var isNull: Bool { unsafe PQgetisnull(result, row, column) == 1 }

    var type: TypeID { TypeID(rawValue: unsafe PQftype(result, column)) }

    /// A copy of its bytes.
    var bytes: [UInt8] {
        let length = unsafe PQgetlength(result, row, column)
        guard length > 0, let start = unsafe PQgetvalue(result, row, column) else { return [] }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: Int(length)))
    }

    /// The value as a big-endian integer of whatever width it has.
    var integer: Int64 { bigEndianInteger(bytes[...]) }

    /// Refuses NULL and every type but the given ones. The error names column and type, never the value.
    func expect(_ types: TypeID..., as swift: String) throws(DatabaseError) {
        guard types.contains(type) else {
            throw .value("column \(name) has type \(type), which is not read as \(swift)")
        }
        try expectValue(as: swift)
    }

    func expectValue(as swift: String) throws(DatabaseError) {
        if isNull { throw .value("column \(name) of type \(type) is NULL where a \(swift) is expected") }
    }
}

func bigEndianInteger(_ bytes: ArraySlice<UInt8>) -> Int64 {
    let negative = (bytes.first ?? 0) & 0x80 != 0
    return bytes.reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) }
}

/// A type's number in `pg_type`; built-in ones never change.
struct TypeID: RawRepresentable, Hashable, CustomStringConvertible {
    let rawValue: UInt32
    static let bool = TypeID(rawValue: 16)
    static let bytea = TypeID(rawValue: 17)
    static let name = TypeID(rawValue: 19)
    static let int8 = TypeID(rawValue: 20)
    static let int2 = TypeID(rawValue: 21)
    static let int4 = TypeID(rawValue: 23)
    static let text = TypeID(rawValue: 25)
    static let json = TypeID(rawValue: 114)
    static let float4 = TypeID(rawValue: 700)
    static let float8 = TypeID(rawValue: 701)
    static let unknown = TypeID(rawValue: 705)
    static let bpchar = TypeID(rawValue: 1042)
    static let varchar = TypeID(rawValue: 1043)
    static let date = TypeID(rawValue: 1082)
    static let timestamptz = TypeID(rawValue: 1184)
    static let uuid = TypeID(rawValue: 2950)
    static let jsonb = TypeID(rawValue: 3802)

    private static let names: [TypeID: String] = [
        bool: "bool", bytea: "bytea", name: "name", int8: "int8", int2: "int2", int4: "int4", text: "text", json: "json",
        float4: "float4", float8: "float8", unknown: "unknown", bpchar: "bpchar", varchar: "varchar", date: "date",
        timestamptz: "timestamptz", uuid: "uuid", jsonb: "jsonb", TypeID(rawValue: 1114): "timestamp",
        TypeID(rawValue: 1700): "numeric", TypeID(rawValue: 1186): "interval", TypeID(rawValue: 1083): "time",
    ]

    /// The type's name where we read it, its number otherwise.
    var description: String { Self.names[self] ?? "oid \(rawValue)" }

    /// Whether its binary form is its text. Types of our own (enums) are numbered from 16384.
    var isText: Bool {
        [.text, .varchar, .bpchar, .name, .json, .unknown].contains(self) || rawValue >= 16_384
    }
}
