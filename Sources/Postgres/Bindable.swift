/// A value that can be a statement's parameter. It travels as text and Postgres gives it the type that the place asks for.
public protocol Bindable: Sendable {
    /// The value as Postgres reads it; nil is NULL.
    var bound: String? { get }
}

extension String: Bindable { public var bound: String? { self } }
extension Int: Bindable { public var bound: String? { String(self) } }
extension Int32: Bindable { public var bound: String? { String(self) } }
extension Int64: Bindable { public var bound: String? { String(self) } }
extension Double: Bindable { public var bound: String? { description } }
extension Bool: Bindable { public var bound: String? { self ? "true" : "false" } }
extension Instant: Bindable { public var bound: String? { description } }
extension CivilDate: Bindable { public var bound: String? { description } }

/// Bytes for a `bytea`.
public struct Bytea: Hashable, Sendable, Bindable {
    public var bytes: [UInt8]
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var bound: String? { "\\x" + bytes.lazy.map(Self.hex).joined() }

    private static let digits = Array("0123456789abcdef")
    private static func hex(_ byte: UInt8) -> String { String([digits[Int(byte >> 4)], digits[Int(byte & 15)]]) }
}

extension Optional: Bindable where Wrapped: Bindable {
    public var bound: String? { flatMap(\.bound) }
}

/// An array's literal; bytes (`[UInt8]`) are a `bytea`.
extension Array: Bindable where Element: Bindable {
    public var bound: String? {
        if Element.self == UInt8.self, let bytes = self as? [UInt8] { return Bytea(bytes).bound }
        return "{" + map { $0.bound.map(Self.quoted) ?? "NULL" }.joined(separator: ",") + "}"
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars {
            if character == "\"" || character == "\\" { result.unicodeScalars.append("\\") }
            result.unicodeScalars.append(character)
        }
        return result + "\""
    }
}

extension UInt8: Bindable { public var bound: String? { String(self) } }

extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    public var bound: String? { rawValue.bound }
}
