internal import Booking
internal import Receptionist
internal import Web

/// One message of a visitor, read.
struct Said {
    var conversation: String?
    var messageID: String
    var message: String
    var action: Action?
    var timezone: String?

    /// - Parameter key: the message's name where it brought none.
    init(_ body: JSONFields, key: String) throws(Problem) {
        message = try body.required("message", body.string("message"))
        guard message.contains(where: { !$0.isWhitespace }) else { throw .invalid("“message” is empty. Say something.") }
        conversation = try body.string("conversation")
        messageID = try body.string("message_id") ?? key
        timezone = try body.string("timezone")
        action = try body.fields("action").map { fields throws(Problem) in try Self.action(fields) }
    }

    private static func action(_ fields: JSONFields) throws(Problem) -> Action {
        switch try fields.string("type") {
        case "slot": .slot(try fields.required("slot", fields.string("slot")))
        case "day": .day(try fields.required("date", fields.string("date")))
        case "service": .service(try fields.required("service", fields.identifier("service")))
        default: throw .invalid("“action.type” must be slot, day or service.")
        }
    }
}

extension Receptionist {
    /// Answers what was said.
    func turn(_ said: Said, from address: String, _ emit: (Event) -> Void) throws(TurnError) -> Reply {
        try turn(
            conversation: said.conversation, messageID: said.messageID, message: said.message, action: said.action, timezone: said.timezone,
            address: address, emit: emit)
    }
}

extension Card {
    /// The card as a value; it was made by us, so it can be read.
    var value: JSON { (try? JSON(reading: Array(json.utf8))) ?? .null }
}

extension Reply {
    var json: JSON { ["conversation": .string(conversation), "reply": .string(text), "cards": .array(cards.map(\.value))] }
}

extension ToldTurn {
    var json: JSON {
        [
            "message_id": .string(messageID), "message": .string(message), "reply": .string(reply), "cards": .array(cards.map(\.value)),
        ]
    }
}

extension Interjection {
    var json: JSON {
        [
            "id": .string(String(number)), "from": .string(speaker.rawValue), "text": .string(text), "at": .string(at.timestamp.text),
            "after": .text(after),
        ]
    }
}
