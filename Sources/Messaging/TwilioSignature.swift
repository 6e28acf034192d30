internal import Sealing
internal import Web

/// What Twilio signs its requests to us with: a keyed digest of the public address and the form
/// (twilio.com/docs/usage/security, “Validating requests”). There is no time in it: who can read a delivery can send it again.
public struct TwilioSignature: Sendable {
    /// The header that carries it.
    public static let header = "X-Twilio-Signature"

    private let key: String
    private let isShared: Bool

    /// The account's settings alone say by what its webhooks are signed. Twilio names the algorithm in a header too; following it
    /// would let whoever has the weaker key choose.
    public init(_ account: TwilioAccount) {
        key = account.sharedKey ?? account.token
        isShared = account.sharedKey != nil
    }

    /// The signature of a request to an address.
    ///
    /// - Parameter form: the body of a posted form, as it is sent; empty where there is none.
    public func sign(_ url: String, form: [UInt8] = []) -> String { sign(url, FormBytes(form) ?? FormBytes()) }

    /// Whether a request was signed by the account. It takes the same time wherever a signature is wrong.
    ///
    /// - Parameter url: the whole public address that was asked for, its query as it was sent.
    public func isValid(_ signature: String, url: String, mediaType: String, body: [UInt8]) -> Bool {
        guard let form = Self.signedForm(url, mediaType, body) else { return false }
        return SignedURL.spellings(of: url).reduce(false) { found, spelling in
            ConstantTime.areEqual(Array(signature.utf8), Array(sign(spelling, form).utf8)) || found
        }
    }

    private func sign(_ url: String, _ form: FormBytes) -> String {
        let signed = Array(url.utf8) + form.signed, secret = Secret(Array(key.utf8))
        return Base64.encode(isShared ? HMAC256.tag(signed, key: secret) : HMAC1.tag(signed, key: secret))
    }

    /// What of the body is part of the signature. A body that is no form is held to its digest in the query instead; one without
    /// a digest is signed by nobody.
    private static func signedForm(_ url: String, _ mediaType: String, _ body: [UInt8]) -> FormBytes? {
        if let digest = SignedURL.bodyDigest(in: url) {
            let own = Hexadecimal.encode(SHA256.digest(body))
            return ConstantTime.areEqual(Array(digest.utf8), Array(own.utf8)) ? FormBytes() : nil
        }
        if body.isEmpty { return FormBytes() }
        return mediaType == "application/x-www-form-urlencoded" ? FormBytes(body) : nil
    }
}

/// A form as bytes: Swift's texts compare by what they look like, a signature by what they are made of.
private struct FormBytes {
    private var pairs: [(name: [UInt8], value: [UInt8])] = []

    init() {}

    /// nil for more pairs than anybody sends. A broken escape stands for itself.
    init?(_ body: [UInt8]) {
        let parts = body.split(separator: UInt8(ascii: "&"), maxSplits: Fields.mostPairs)
        guard parts.count <= Fields.mostPairs else { return nil }
        pairs = parts.map { part in
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            return (Self.decoded(name), Self.decoded(part.dropFirst(name.count + 1)))
        }
    }

    /// Sorted by name, the same pair once, without anything between.
    var signed: [UInt8] {
        let sorted = pairs.sorted { left, right in
            left.name == right.name ? left.value.lexicographicallyPrecedes(right.value) : left.name.lexicographicallyPrecedes(right.name)
        }
        var out: [UInt8] = []
        for (place, pair) in sorted.enumerated() where place == 0 || pair != sorted[place - 1] { out += pair.name + pair.value }
        return out
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var rest = bytes
        while let byte = rest.popFirst() {
            switch (byte, rest.prefix(2)) {
            case (UInt8(ascii: "+"), _): out.append(UInt8(ascii: " "))
            case (UInt8(ascii: "%"), let digits):
                let escaped = Hexadecimal.decode(String(decoding: digits, as: UTF8.self)) ?? []
                out.append(escaped.first ?? byte)
                rest = rest.dropFirst(2 * escaped.count)
            default: out.append(byte)
            }
        }
        return out
    }
}

/// An address as it is signed.
private enum SignedURL {
    /// How Twilio may have written it: as it is, without its port (calls, over https), or with the port that its scheme has. A name and a
    /// password in it are signed never.
    static func spellings(of url: String) -> [String] {
        let scheme = url.prefix { $0 != ":" }, rest = url.dropFirst(scheme.count + 3)
        let authority = rest.prefix { !"/?#".contains($0) }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        let named = host.lastIndex(of: ":").map { host[$0...].contains("]") ? host : host[..<$0] } ?? host
        let other = named.count < host.count ? String(named) : "\(host):\(["https", "wss"].contains(scheme) ? 443 : 80)"
        return [String(host), other].map { "\(scheme)://\($0)\(rest.dropFirst(authority.count))" }
    }

    /// The digest of the body that the query names, for bodies that are no forms.
    static func bodyDigest(in url: String) -> Substring? {
        let query = url.drop { $0 != "?" }.dropFirst()
        let name = "bodySHA256="
        return query.split(separator: "&").first { $0.hasPrefix(name) }?.dropFirst(name.count)
    }
}
