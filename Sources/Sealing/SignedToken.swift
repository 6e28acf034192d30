/// A statement of ours that travels through a visitor's hands: `v1.<key>.<payload>.<tag>`.
///
/// It can be read by whoever has it, and made by nobody else. The tag is checked over the bytes as they
/// came, before anything in them is believed.
public struct SignedToken: Hashable, Sendable {
    /// What it is for.
    public var purpose: Purpose
    /// What it states.
    public var subject: String
    /// Seconds since 1970 from which on it is worth nothing.
    public var expires: Int64

    /// A statement that isn't sealed yet.
    public init(_ subject: String, for purpose: Purpose, expires: Int64) {
        self.purpose = purpose
        self.subject = subject
        self.expires = expires
    }

    /// The token as it travels.
    public func sealed(by ring: KeyRing) -> String {
        let payload = Base64URL.encode(Array("\(expires):\(subject)".utf8))
        let signed = ring.sign({ "v1.\($0).\(payload)" }, purpose: purpose)
        return signed.message + "." + Base64URL.encode(signed.tag)
    }

    /// Reads a token back; nil where it is not ours, not for this purpose, or too old.
    public init?(_ text: String, for purpose: Purpose, at now: Int64, by ring: KeyRing) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count < 1_000, parts.count == 4, parts[0] == "v1", let tag = Base64URL.decode(parts[3]),
            ring.verify(parts[0...2].joined(separator: "."), tag: tag, keyID: parts[1], purpose: purpose),
            let payload = Base64URL.decode(parts[2]), let statement = Self.statement(payload), now < statement.expires
        else { return nil }
        self.init(statement.subject, for: purpose, expires: statement.expires)
    }

    private static func statement(_ payload: [UInt8]) -> (expires: Int64, subject: String)? {
        // Split as bytes: as text, the colon and a combining mark that a subject begins with would be one character.
        let parts = payload.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let expires = Int64(String(decoding: parts[0], as: UTF8.self)) else { return nil }
        return (expires, String(decoding: parts[1], as: UTF8.self))
    }
}
