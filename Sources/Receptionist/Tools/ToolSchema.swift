/// A tool as a model is told of it: its name, a sentence, and the JSON schema of its arguments (strict: every property
/// required, nothing else allowed; what may be left out is null).
public struct ToolSchema: Sendable {
    public var name: String
    public var description: String
    /// JSON Schema, draft 2020-12.
    public var parameters: String
    /// The names of its arguments.
    let arguments: [String]

    private init(_ name: String, _ description: String, _ properties: [(String, String)]) {
        self.name = name
        self.description = description
        arguments = properties.map(\.0)
        let listed = properties.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
        let required = properties.map { "\"\($0.0)\"" }.joined(separator: ",")
        parameters = #"{"type":"object","properties":{\#(listed)},"required":[\#(required)],"additionalProperties":false}"#
    }

    private static let text = #"{"type":"string"}"#
    private static let maybeText = #"{"type":["string","null"]}"#
    private static let maybeNumber = #"{"type":["integer","null"]}"#
    private static let day = #"{"type":"string","format":"date"}"#
    private static let reference = #"{"type":"string","pattern":"^[2-9B-DF-HJKMNP-TV-Z]{8}$"}"#

    /// All tools, in the order in which a booking uses them.
    public static let all: [ToolSchema] = [
        ToolSchema("list_services", "Lists what can be booked, with durations, prices and people.", []),
        ToolSchema("opening_hours", "Tells when the business is open on some days.", [("from", day), ("to", day)]),
        ToolSchema(
            "check_availability", "Finds free times and gives each an id. Only these ids can be held.",
            [
                ("service", text), ("from", day), ("to", day), ("earliest_minute", maybeNumber), ("latest_minute", maybeNumber),
                ("duration_minutes", maybeNumber), ("person", maybeText), ("moving", maybeText), ("contact", maybeText),
            ]),
        ToolSchema("hold_slot", "Keeps a free time for some minutes while details are asked for.", [("slot", text)]),
        ToolSchema("renew_hold", "Keeps a held time a little longer while the visitor is still writing.", [("hold", text)]),
        ToolSchema("release_hold", "Gives a held time back.", [("hold", text)]),
        ToolSchema(
            "confirm_booking", "Makes a held time a booking. Needs a name and an email or phone.",
            [("hold", text), ("name", text), ("email", maybeText), ("phone", maybeText), ("address", maybeText), ("notes", text)]),
        ToolSchema(
            "lookup_booking", "Finds a booking by its reference and the email or phone it was made with.",
            [("reference", reference), ("contact", maybeText)]),
        ToolSchema(
            "reschedule_booking", "Moves a booking to a held time.", [("reference", reference), ("contact", maybeText), ("hold", text)]),
        ToolSchema(
            "cancel_booking", "Cancels a booking, once the visitor has agreed to it.",
            [("reference", reference), ("contact", maybeText), ("reason", text)]),
        ToolSchema("take_message", "Keeps a message for the people of the business.", [("name", text), ("contact", text), ("body", text)]),
        ToolSchema("hand_over", "Asks a person of the business to answer in this conversation, where you can't help.", []),
        ToolSchema("search_answers", "Finds what the owner has answered to questions about the business.", [("question", text)]),
    ]

    /// Those of a conversation with somebody who calls or texts.
    public static let withCaller: [ToolSchema] =
        all + [
            ToolSchema(
                "recognize_caller",
                "Finds the coming bookings of the number that the visitor calls or texts from. Where none are found, ask for the name that "
                    + "the booking is under and call it again with that.",
                [("name", maybeText)])
        ]
}
