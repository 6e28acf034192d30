internal import COpenSSL

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// The 32 bytes of the digest.
    ///
    /// The corresponding C function is `EVP_Digest`.
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: 32)
        let outcome = unsafe EVP_Digest(bytes, bytes.count, &result, nil, EVP_sha256(), nil)
        precondition(outcome == 1, "SHA-256 is part of every OpenSSL")
        return result
    }

    /// The digest of a text's UTF-8.
    public static func digest(_ text: String) -> [UInt8] { digest(Array(text.utf8)) }
}

/// HMAC-SHA256 (RFC 2104).
public enum HMAC256 {
    /// The 32 bytes of the tag.
    ///
    /// The corresponding C function is `HMAC`.
    public static func tag(_ bytes: [UInt8], key: borrowing Secret) -> [UInt8] {
        unsafe Keyed.tag(bytes, key: key, EVP_sha256(), count: 32)
    }
}

/// HMAC-SHA1 (RFC 2104), for what others sign with it. Nothing of ours does.
public enum HMAC1 {
    /// The 20 bytes of the tag.
    ///
    /// The corresponding C function is `HMAC`.
    public static func tag(_ bytes: [UInt8], key: borrowing Secret) -> [UInt8] {
        unsafe Keyed.tag(bytes, key: key, EVP_sha1(), count: 20)
    }
}

private enum Keyed {
    static func tag(_ bytes: [UInt8], key: borrowing Secret, _ digest: OpaquePointer?, count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        unsafe key.lend { key in
            let outcome = unsafe HMAC(digest, key.baseAddress, Int32(key.count), bytes, bytes.count, &result, nil)
            precondition(unsafe outcome != nil, "the digest is part of every OpenSSL")
        }
        return result
    }
}

/// Random bytes for ids and tokens that are shown to somebody.
public enum Random {
    /// Bytes that nobody can foretell.
    ///
    /// The corresponding C function is `RAND_bytes`.
    public static func bytes(_ count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        let outcome = unsafe RAND_bytes(&result, Int32(count))
        precondition(outcome == 1, "the system gives no randomness")
        return result
    }

    /// 256 bits as base64url: a token for a cookie or a link.
    public static func token() -> String { Base64URL.encode(bytes(32)) }
}

/// Comparison whose time tells nothing about where two byte strings differ.
public enum ConstantTime {
    /// The corresponding C function is `CRYPTO_memcmp`.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe CRYPTO_memcmp(left, right, left.count) == 0
    }
}
