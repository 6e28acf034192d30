/// One statement as it stands in its file under `sql/`. It is made from literals only, so no value can reach its text.
public struct SQLText: Sendable {
    /// The file's name without `.sql`, with its folder before it where it is prepared: `Booking.holdSlot`.
    public let name: String
    /// The whole file.
    public let text: String

    /// Made by the build from a file.
    public init(name: StaticString, _ text: StaticString) {
        self.name = name.description
        self.text = text.description
    }
}

/// SQL written in code: a literal whose interpolated values become binds, so `"… where name = \(name)"` sends `$1`.
public struct Query: ExpressibleByStringInterpolation, Sendable {
    let text: String
    let values: [String?]

    public init(stringLiteral value: StaticString) {
        text = value.description
        values = []
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// Collects the literal's parts and numbers its values.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var text = ""
        var values: [String?] = []

        public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        public mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        public mutating func appendInterpolation(_ value: some Bindable) { bind(value.bound) }

        public mutating func appendInterpolation<Value: Bindable>(_ value: Value?) { bind(value?.bound) }

        private mutating func bind(_ value: String?) {
            values.append(value)
            text += "$\(values.count)"
        }
    }
}
