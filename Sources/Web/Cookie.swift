/// A cookie that only this host sets and no script reads.
public struct Cookie: Sendable {
    /// The name as it travels.
    public var name: String
    /// Plain characters without `;`, `,`, quotes and spaces.
    public var value: String
    /// Seconds it is kept; nil until the browser closes, 0 to forget it now.
    public var maxAge: Int?

    /// Under https the name gets the `__Host-` prefix, so that no sibling domain can plant it.
    public init(_ name: String, value: String, secure: Bool, maxAge: Int? = nil) {
        self.name = Self.name(name, secure: secure)
        self.value = value
        self.maxAge = maxAge
    }

    /// The name as it travels.
    public static func name(_ name: String, secure: Bool) -> String { secure ? "__Host-" + name : name }

    /// The value of the `Set-Cookie` field.
    public var setting: String {
        var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
        if name.hasPrefix("__Host-") { text += "; Secure" }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        return text
    }
}

extension Request {
    /// The value of a cookie by the name it was given; nil where it is absent or sent twice.
    public func cookie(_ name: String, secure: Bool) -> String? {
        let wanted = Cookie.name(name, secure: secure)
        let values = cookiePairs.filter { $0.name == wanted }
        return values.count == 1 ? values[0].value : nil
    }

    /// None of more than anybody sends: what stands behind them would not be looked at, and one sent twice be taken for one.
    private var cookiePairs: [(name: Substring, value: String)] {
        let all = headers.fields.filter { $0.name.lowercased() == "cookie" }.map(\.value).joined(separator: ";")
        let parts = all.utf8.split(separator: UInt8(ascii: ";"), maxSplits: Fields.mostPairs)
        guard parts.count <= Fields.mostPairs else { return [] }
        return parts.compactMap { part in
            let pair = part.drop { $0 == UInt8(ascii: " ") }
            let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return sides.count == 2 ? (Substring(sides[0]), String(Substring(sides[1]))) : nil
        }
    }
}
