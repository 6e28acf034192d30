internal import Booking
internal import Postgres
internal import Web

/// What a visitor left for the owner.
struct VisitorMessage: Sendable {
    let id: Int64
    let name: String
    let contact: String
    let body: String
    let at: ZonedTime
    let isRead: Bool
    let conversation: String?
    /// Why a conversation was handed over, or what the house tells; nil for words that a visitor left.
    let reason: String?

    var heading: String {
        if conversation == nil, reason != nil { return "Holdfast" }
        return name.isEmpty ? "A visitor" : name
    }

    /// Why the owner is asked, where the words don't say it.
    var cause: String? {
        switch reason {
        case "asked": "Asks for a person."
        case "lost": "Three messages in a row came to nothing."
        case "angry": "Sounds angry."
        case "model": "The receptionist could not help."
        case "call": "On the phone."
        default: nil
        }
    }
}

extension AdminStatements {
    static let messages = Statement<VisitorMessage>(SQL.messages) { row throws(DatabaseError) in
        VisitorMessage(
            id: try row.read("id"), name: try row.read("name"), contact: try row.read("contact"), body: try row.read("body"),
            at: ZonedTime(instant: try row.read("created_at"), offset: try row.read("zone_offset"), abbreviation: ""),
            isRead: try row.read("is_read"), conversation: try row.read("conversation_id"), reason: try row.read("reason"))
    }

    static let markRead = Statement<Int64, Int64>(SQL.markMessageRead) { row throws(DatabaseError) in try row.read("id") }
}

extension Owner {
    /// Messages, the unread first.
    func messages() throws -> Response {
        let messages = try visit.house.database.call(AdminStatements.messages, tenant: tenant.id.value)
        return visit.page(
            layout("Messages", current: .messages).page {
                h1 { "Messages" }
                if messages.isEmpty { p { "Nobody has left a message." } }
                for message in messages { card(message) }
            })
    }

    /// Marks a message as read.
    func markRead(_ id: Int64) throws -> Response {
        _ = try sealedForm()
        let marked = try visit.house.database.call(AdminStatements.markRead, tenant: tenant.id.value, id)
        guard !marked.isEmpty else { throw Problem.notFound("This message isn’t here any more.") }
        return .redirect(to: Place.admin(.messages).path)
    }

    private func card(_ message: VisitorMessage) -> HTML {
        article(.class(message.isRead ? "card read" : "card")) {
            h2 { message.heading }
            p(.class("zone")) { moment(message.at) }
            if let cause = message.cause { p { cause } }
            p(.class("words")) { message.body }
            if !message.contact.isEmpty {
                p {
                    strong { "Answer to: " }; message.contact
                }
            }
            if let conversation = message.conversation {
                p { a(.class("button"), .href(Place.admin(.conversation(conversation)))) { "Read the conversation and answer" } }
            }
            if !message.isRead {
                form(.method(.post), .action(Place.admin(.reading(message.id)))) {
                    formFields
                    button(.class("quiet")) { "Mark as read" }
                }
            }
        }
    }
}
