internal import PhoneNumbers
internal import Web

/// Where a call stands in what it was told to do, kept between two actions of the caller.
struct CallState {
    /// The document that is followed, the address that it came from, and the next verb of it.
    var document = ""
    var address = ""
    var position = 0
    /// What is waited for, with the attributes of the verb that waits; null where nothing is.
    var waiting = JSON.null
    /// Documents in a row that came without a word, a pause or the caller between them.
    var hops = 0
    var isAnswered = false
    /// Recordings under way, each with where its end is told.
    var recordings: [JSON] = []

    init() {}

    init(_ text: String) {
        guard let kept = try? JSON(reading: Array(text.utf8)) else { return }
        document = kept.string("document") ?? ""
        address = kept.string("address") ?? ""
        position = kept.number("position").map { Int($0) } ?? 0
        waiting = kept["waiting"] ?? .null
        hops = kept.number("hops").map { Int($0) } ?? 0
        isAnswered = kept["answered"] == true
        if case .array(let kept) = kept["recordings"] { recordings = kept }
    }

    var text: String {
        let all: JSON = [
            "document": .string(document), "address": .string(address), "position": .number(position), "waiting": waiting,
            "hops": .number(hops), "answered": .bool(isAnswered), "recordings": .array(recordings),
        ]
        return all.text
    }
}

extension JSON {
    /// The text of that name.
    func string(_ name: String) -> String? { if case .string(let text) = self[name] { text } else { nil } }
}

extension PhoneCall {
    var caller: String { direction == "inbound" ? sender : recipient }

    /// What every request of a call holds (twilio.com/docs/voice/twiml#request-parameters).
    func parameters(_ account: PhoneAccount) -> [Parameter] {
        let places = [("From", sender), ("Caller", sender), ("To", recipient), ("Called", recipient)]
        return [
            Parameter("AccountSid", account.sid), Parameter("ApiVersion", RESTPlace.version), Parameter("CallSid", sid),
            Parameter("CallStatus", status), Parameter("Direction", direction),
        ] + places.flatMap { [Parameter($0.0, $0.1)] + Place.parameters(of: $0.1, prefix: $0.0) }
    }
}

/// Where a number is at home, as well as the network knows: best effort, and often empty.
enum Place {
    static func parameters(of number: String, prefix: String) -> [Parameter] {
        guard let place = known.first(where: { number.hasPrefix($0.0) })?.1 ?? (PhoneNumber.isE164(number) ? ["", "", "", ""] : nil) else {
            return []
        }
        return zip(["City", "State", "Zip", "Country"], place).map { Parameter(prefix + $0, $1) }
    }

    private static let known = [
        ("+1212", ["NEW YORK", "NY", "10001", "US"]), ("+1917", ["NEW YORK", "NY", "10005", "US"]),
        ("+1", ["", "", "", "US"]), ("+44", ["", "", "", "GB"]), ("+49", ["", "", "", "DE"]), ("+33", ["", "", "", "FR"]),
        ("+34", ["", "", "", "ES"]), ("+351", ["", "", "", "PT"]),
    ]
}
