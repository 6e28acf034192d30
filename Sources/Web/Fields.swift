/// Names and values of a query or a form (`application/x-www-form-urlencoded`), in their order.
public struct Fields: Sendable {
    /// More pairs than any page of ours has; beyond it somebody plays with us.
    public static let mostPairs = 100

    public private(set) var pairs: [(name: String, value: String)] = []

    /// No pairs.
    public init() {}

    /// Reads pairs strictly: a broken escape, bytes that are not UTF-8, a NUL or too many pairs fail the whole.
    public init?(reading encoded: some StringProtocol) {
        let parts = encoded.split(separator: "&", maxSplits: Self.mostPairs, omittingEmptySubsequences: true)
        guard parts.count <= Self.mostPairs else { return nil }
        for part in parts {
            guard let pair = Self.pair(part) else { return nil }
            pairs.append(pair)
        }
    }

    /// The first value under a name, or nil.
    public subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Adds a pair.
    public mutating func add(_ name: String, _ value: String) { pairs.append((name, value)) }

    /// The pairs as a query or form body.
    public var encoded: String {
        pairs.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }.joined(separator: "&")
    }

    private static func pair(_ part: some StringProtocol) -> (name: String, value: String)? {
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = sides.first.flatMap({ Percent.decode($0, plusIsSpace: true) }),
            let value = Percent.decode(sides.count == 2 ? String(sides[1]) : "", plusIsSpace: true)
        else { return nil }
        return (name, value)
    }
}

extension Request {
    /// The query's pairs; a malformed query is a 400.
    public func queryFields() throws(Problem) -> Fields {
        guard let fields = Fields(reading: query) else {
            throw Problem.malformed("The query of the address is not properly percent-encoded UTF-8. Encode it and try again.")
        }
        return fields
    }

    /// The posted form's pairs; another media type is a 415, a malformed body a 400.
    public func formFields() throws(Problem) -> Fields {
        guard mediaType == "application/x-www-form-urlencoded" else {
            throw Problem(.unsupportedMediaType, code: "malformed", detail: "Send the form as application/x-www-form-urlencoded.")
        }
        guard let text = String(validating: body, as: UTF8.self), let fields = Fields(reading: text) else {
            throw Problem.malformed("The form is not properly encoded UTF-8. Go back, reload the page and send it again.")
        }
        return fields
    }

    /// The body's media type in lower case, without parameters; empty where none was named.
    public var mediaType: String {
        let value = headers["Content-Type"]?.split(separator: ";").first.map(String.init) ?? ""
        return value.lowercased().filter { $0 != " " }
    }
}
