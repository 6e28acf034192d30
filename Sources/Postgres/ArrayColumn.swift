/// An element of an array column.
public protocol ArrayElement {
    /// Reads one element's binary form; nil where it can't be.
    static func element(_ bytes: ArraySlice<UInt8>, of type: UInt32) -> Self?
}

extension Int: ArrayElement {
    public static func element(_ bytes: ArraySlice<UInt8>, of type: UInt32) -> Int? { Int64.element(bytes, of: type).map(Int.init) }
}

extension Int64: ArrayElement {
    public static func element(_ bytes: ArraySlice<UInt8>, of type: UInt32) -> Int64? {
        [TypeID.int8, .int4, .int2].contains(TypeID(rawValue: type)) ? bigEndianInteger(bytes) : nil
    }
}

extension String: ArrayElement {
    public static func element(_ bytes: ArraySlice<UInt8>, of type: UInt32) -> String? {
        TypeID(rawValue: type).isText ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

extension Instant: ArrayElement {
    public static func element(_ bytes: ArraySlice<UInt8>, of type: UInt32) -> Instant? {
        let since2000 = bigEndianInteger(bytes)
        guard TypeID(rawValue: type) == .timestamptz, since2000 != .max, since2000 != .min else { return nil }
        return Instant(microseconds: since2000 + 946_684_800_000_000)
    }
}

extension UInt8: ArrayElement {
    /// Bytes are read from a `bytea`, never from an array of numbers.
    public static func element(_ bytes: ArraySlice<UInt8>, of type: UInt32) -> UInt8? { nil }
}

extension Array: ColumnValue where Element: ArrayElement {
    /// A one-dimensional array without NULLs, or the bytes of a `bytea`.
    public init(_ cell: borrowing Cell) throws(DatabaseError) {
        try cell.expectValue(as: "Array")
        if cell.type == .bytea, Element.self == UInt8.self, let bytes = cell.bytes as? [Element] {
            self = bytes
        } else if let elements = Self.elements(cell.bytes) {
            self = elements
        } else {
            throw .value("column \(cell.name) of type \(cell.type) is not read as an array of \(Element.self)")
        }
    }

    /// The wire form: dimensions, has-nulls, element type, then size and lower bound, then each length and value.
    private static func elements(_ bytes: [UInt8]) -> [Element]? {
        guard bytes.count >= 12 else { return nil }
        let type = UInt32(truncatingIfNeeded: bigEndianInteger(bytes[8..<12]))
        if bigEndianInteger(bytes[0..<4]) == 0 { return [] }
        guard bigEndianInteger(bytes[0..<4]) == 1, bytes.count >= 20 else { return nil }
        return values(bytes[20...], count: Int(bigEndianInteger(bytes[12..<16])), type: type)
    }

    private static func values(_ bytes: ArraySlice<UInt8>, count: Int, type: UInt32) -> [Element]? {
        var rest = bytes
        var result: [Element] = []
        while result.count < count {
            let length = Int(bigEndianInteger(rest.prefix(4)))
            guard rest.count >= 4, length >= 0, rest.count >= 4 + length,
                let value = Element.element(rest.dropFirst(4).prefix(length), of: type)
            else { return nil }
            result.append(value)
            rest = rest.dropFirst(4 + length)
        }
        return result
    }
}
