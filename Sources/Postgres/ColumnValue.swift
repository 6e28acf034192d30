/// A value that a column can be read as.
public protocol ColumnValue {
    /// Reads a cell, or says which column has which type instead. A wrapper reads what it wraps: `self.init(try Int64(cell))`.
    init(_ cell: borrowing Cell) throws(DatabaseError)
}

extension Int64: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.int8, .int4, .int2, as: "Int64")
        self = cell.integer
    }
}

extension Int: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.int8, .int4, .int2, as: "Int")
        self = Int(cell.integer)
    }
}

extension Int32: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.int4, .int2, as: "Int32")
        self = Int32(cell.integer)
    }
}

extension Bool: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.bool, as: "Bool")
        self = cell.integer != 0
    }
}

extension Double: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.float8, .float4, as: "Double")
        let bits = cell.integer
        self =
            cell.type == .float8
            ? Double(bitPattern: UInt64(bitPattern: bits)) : Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    }
}

extension String: ColumnValue {
    /// Text of any kind, JSON and labels of enums included.
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        let type = cell.type
        guard type.isText || type == .jsonb || type == .uuid else {
            throw .value("column \(cell.name) has type \(type), which is not read as String")
        }
        try cell.expectValue(as: "String")
        self = type == .uuid ? Self.uuid(cell.bytes) : String(decoding: cell.bytes.dropFirst(type == .jsonb ? 1 : 0), as: UTF8.self)
    }

    private static func uuid(_ bytes: [UInt8]) -> String {
        let hex = (Bytea(bytes).bound ?? "").dropFirst(2)
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { hex.dropFirst($0.lowerBound).prefix($0.count) }.joined(separator: "-")
    }
}

extension Bytea: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.bytea, as: "Bytea")
        self.init(cell.bytes)
    }
}

extension Instant: ColumnValue {
    /// Infinities are refused: no row of ours has one.
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.timestamptz, as: "Instant")
        let since2000 = cell.integer
        guard since2000 != .max, since2000 != .min else { throw .value("column \(cell.name) of type timestamptz is infinite") }
        self.init(microseconds: since2000 + 946_684_800_000_000)
    }
}

extension CivilDate: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expect(.date, as: "CivilDate")
        guard let date = CivilDate(daysSince1970: cell.integer + 10_957) else {
            throw .value("column \(cell.name) of type date lies outside the years 1 to 9999")
        }
        self = date
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        self = cell.isNull ? nil : try Wrapped(cell)
    }
}

extension ColumnValue where Self: RawRepresentable, RawValue: ColumnValue {
    /// Reads the raw value; an open struct takes any, an enum refuses what it doesn't name.
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        guard let value = Self(rawValue: try RawValue(cell)) else {
            throw .value("column \(cell.name) of type \(cell.type) holds no known value of this kind")
        }
        self = value
    }
}
