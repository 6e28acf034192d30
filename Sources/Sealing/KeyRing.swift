/// The keys of the house, from `HOLDFAST_SECRET_KEYS`: the newest signs, all verify, so that a key can be
/// replaced without breaking the links that are already out.
public final class KeyRing: Sendable {
    /// Shorter keys than the tag would weaken it.
    public static let leastKeyBytes = 32

    private let keys: [Key]

    /// Reads keys of 64 or more hexadecimal digits, separated by commas, the newest first; nil where one can't be read.
    public init?(_ setting: String) {
        var keys: [Key] = []
        for part in setting.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            guard let bytes = Hexadecimal.decode(part), bytes.count >= Self.leastKeyBytes else { return nil }
            keys.append(Key(bytes))
        }
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    /// 32 bytes that the newest key alone leads to, another for each purpose.
    public func derived(for purpose: Purpose) -> [UInt8] { keys[0].derived(for: purpose) }

    /// The same of the key of that id; nil where it is none of ours, or no longer.
    func derived(for purpose: Purpose, keyID: String) -> [UInt8]? { keys.first { $0.id == keyID }?.derived(for: purpose) }

    var newestKeyID: String { keys[0].id }

    /// The tag of the newest key for a purpose, and that key's id.
    func sign(_ message: (_ keyID: String) -> String, purpose: Purpose) -> (message: String, tag: [UInt8]) {
        let text = message(keys[0].id)
        return (text, keys[0].tag(text, purpose: purpose))
    }

    /// Whether the key of that id made the tag for the purpose.
    func verify(_ message: String, tag: [UInt8], keyID: some StringProtocol, purpose: Purpose) -> Bool {
        guard let key = keys.first(where: { $0.id == keyID }) else { return false }
        return ConstantTime.areEqual(key.tag(message, purpose: purpose), tag)
    }

    /// The first bytes of the newest key's tag of a text, for what must be short.
    public func shortTag(_ text: String, for purpose: Purpose, length: Int) -> [UInt8] {
        Array(keys[0].tag(text, purpose: purpose).prefix(length))
    }

    /// Whether one of the keys made the short tag.
    public func isShortTag(_ tag: [UInt8], of text: String, for purpose: Purpose) -> Bool {
        keys.contains { ConstantTime.areEqual(Array($0.tag(text, purpose: purpose).prefix(tag.count)), tag) }
    }
}

/// What a token is for. Each purpose has a key of its own, so a token of one never opens another.
public struct Purpose: RawRepresentable, Hashable, Sendable {
    /// The name that goes into the key; it never changes.
    public let rawValue: String
    /// A purpose of that name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One key, and the name it goes by: the beginning of its digest, so that no setting has to name it.
private final class Key: Sendable {
    let id: String
    private let master: Secret

    init(_ bytes: [UInt8]) {
        id = Hexadecimal.encode(Array(SHA256.digest(Array("key id\0".utf8) + bytes).prefix(4)))
        master = Secret(bytes)
    }

    func tag(_ text: String, purpose: Purpose) -> [UInt8] {
        HMAC256.tag(Array(text.utf8), key: Secret(derived(for: purpose)))
    }

    func derived(for purpose: Purpose) -> [UInt8] { HMAC256.tag(Array("holdfast/\(purpose.rawValue)".utf8), key: master) }
}
