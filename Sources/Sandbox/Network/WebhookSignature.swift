internal import Sealing

/// How the network signs what it sends: with the account's token and HMAC-SHA1, or with a shared key and HMAC-SHA256
/// (twilio.com/docs/usage/security and …/webhooks/webhook-shared-keys).
///
/// It is written apart from what verifies it, so that a mistake of one isn't the other's too.
struct WebhookSignature {
    let account: PhoneAccount

    /// The headers of a request.
    func headers(_ webhook: Webhook) -> [(name: String, value: String)] {
        let signature = [("X-Twilio-Signature", of(webhook))]
        guard account.sharedKey != nil else { return signature }
        return signature + [("X-Twilio-Webhooks-Signature-Settings", "key=webhooks_sharedkey_sandbox,algorithm=HMAC_SHA256")]
    }

    /// The signature itself. A call's address is signed without its port where it is https (section “Validating requests”).
    func of(_ webhook: Webhook) -> String {
        let address = webhook.isOfACall ? Self.withoutPort(webhook.address) : webhook.address
        let base = Array((address + (webhook.method == "GET" ? "" : Self.text(of: webhook.parameters))).utf8)
        guard let shared = account.sharedKey else { return Base64.encode(HMAC1.tag(base, key: Secret(Array(account.token.utf8)))) }
        return Base64.encode(HMAC256.tag(base, key: Secret(Array(shared.utf8))))
    }

    /// Names and values, sorted by the bytes of both, a repeated pair once.
    static func text(of parameters: [Parameter]) -> String {
        let sorted = parameters.sorted { left, right in
            left.name == right.name
                ? left.value.utf8.lexicographicallyPrecedes(right.value.utf8) : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
        var last: Parameter?
        return sorted.reduce(into: "") { text, parameter in
            if parameter != last { text += parameter.name + parameter.value }
            last = parameter
        }
    }

    private static func withoutPort(_ address: String) -> String {
        guard address.hasPrefix("https://") else { return address }
        let host = address.dropFirst(8).prefix { $0 != "/" && $0 != "?" }
        return "https://" + host.prefix { $0 != ":" } + address.dropFirst(8 + host.count)
    }
}

/// A name and its value, as both are sent.
struct Parameter: Equatable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}
