internal import COpenSSL

extension KeyRing {
    /// What only this house can read, and only where it was put: AES-256-GCM.
    ///
    /// It is `version, key's id, salt, nonce, what is hidden, tag`. Each sealing has a key of its own, which the newest key and the salt lead to,
    /// so that no number of sealings wears a key out.
    ///
    /// - Parameter place: where it will stand, such as the row and column. It opens nowhere else.
    public func seal(_ plain: [UInt8], for purpose: Purpose, in place: String) -> [UInt8] {
        let head = [Sealed.version] + newestID + Random.bytes(Sealed.saltLength) + Random.bytes(Sealed.nonceLength)
        return Sealed(head).seal(plain, with: key(of: head, for: purpose), bound: place)
    }

    /// What was sealed; nil where it is of another key, purpose or place, or not as it was.
    public func open(_ sealed: [UInt8], for purpose: Purpose, in place: String) -> [UInt8]? {
        guard sealed.count >= Sealed.headLength + Sealed.tagLength, sealed[0] == Sealed.version else { return nil }
        let head = Array(sealed.prefix(Sealed.headLength))
        guard let key = knownKey(of: head, for: purpose) else { return nil }
        return Sealed(head).open(sealed, with: key, bound: place)
    }

    /// Whether the newest key sealed it; what an older one sealed is sealed anew when it is next written.
    public func isOfNewestKey(_ sealed: [UInt8]) -> Bool { sealed.dropFirst().starts(with: newestID) && sealed.first == Sealed.version }

    private func key(of head: [UInt8], for purpose: Purpose) -> Secret {
        Secret(HMAC256.tag(Sealed.salt(head), key: Secret(derived(for: purpose))))
    }

    private func knownKey(of head: [UInt8], for purpose: Purpose) -> Secret? {
        guard let derived = derived(for: purpose, keyID: Hexadecimal.encode(Array(head[1..<5]))) else { return nil }
        return Secret(HMAC256.tag(Sealed.salt(head), key: Secret(derived)))
    }

    private var newestID: [UInt8] { Hexadecimal.decode(newestKeyID) ?? [] }
}

/// The cipher at work behind one head.
private struct Sealed {
    static let version: UInt8 = 1
    static let saltLength = 16
    static let nonceLength = 12
    static let tagLength = 16
    static let headLength = 1 + 4 + saltLength + nonceLength

    private let head: [UInt8]
    init(_ head: [UInt8]) { self.head = head }

    static func salt(_ head: [UInt8]) -> [UInt8] { Array(head[5..<5 + saltLength]) }

    private var nonce: [UInt8] { Array(head.suffix(Self.nonceLength)) }

    /// The head is bound too, so that no part of it can be exchanged.
    private func bound(_ place: String) -> [UInt8] { head + Array(place.utf8) }

    func seal(_ plain: [UInt8], with key: borrowing Secret, bound place: String) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: Self.tagLength)
        guard let hidden = run(plain, with: key, bound(place), sealing: true, &tag) else {
            preconditionFailure("AES-256-GCM is part of every OpenSSL")
        }
        return head + hidden + tag
    }

    func open(_ sealed: [UInt8], with key: borrowing Secret, bound place: String) -> [UInt8]? {
        var tag = Array(sealed.suffix(Self.tagLength))
        return run(Array(sealed.dropFirst(head.count).dropLast(Self.tagLength)), with: key, bound(place), sealing: false, &tag)
    }

    /// What comes out counts only where the end agrees: OpenSSL gives the bytes before it has looked at the tag.
    ///
    /// The corresponding C functions are `EVP_CipherInit_ex`, `EVP_CipherUpdate` and `EVP_CipherFinal_ex`.
    private func run(
        _ input: [UInt8], with key: borrowing Secret, _ bound: [UInt8], sealing: Bool, _ tag: inout [UInt8]
    ) -> [UInt8]? {
        guard let context = unsafe EVP_CIPHER_CTX_new() else { return nil }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        var output = [UInt8](repeating: 0, count: input.count)
        var (count, rest): (Int32, Int32) = (0, 0)
        let begun = unsafe key.lend { key in
            unsafe EVP_CipherInit_ex(
                context, EVP_aes_256_gcm(), nil, key.baseAddress?.assumingMemoryBound(to: UInt8.self), nonce, sealing ? 1 : 0)
        }
        guard begun == 1, unsafe EVP_CipherUpdate(context, nil, &count, bound, Int32(bound.count)) == 1 else { return nil }
        if !sealing, unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tag.count), &tag) != 1 { return nil }
        guard unsafe EVP_CipherUpdate(context, &output, &count, input, Int32(input.count)) == 1 else { return nil }
        var end = [UInt8](repeating: 0, count: 16)
        guard unsafe EVP_CipherFinal_ex(context, &end, &rest) == 1, Int(count) == input.count else { return nil }
        if sealing, unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag) != 1 { return nil }
        return output
    }
}
