internal import Booking
internal import Postgres
internal import Receptionist
internal import Web

/// A conversation as the owner's list shows it.
struct ListedConversation: Sendable {
    let id: String
    let person: PersonInConversation
    let name: String
    let contact: String
    let message: String
    let at: ZonedTime
    /// Its visitor waits for a person's word.
    let waits: Bool
}

extension AdminStatements {
    static let conversations = Statement<ListedConversation>(SQL.conversations) { row throws(DatabaseError) in
        ListedConversation(
            id: try row.read("id"), person: PersonInConversation(rawValue: try row.read("person")) ?? .none, name: try row.read("name"),
            contact: try row.read("contact"), message: try row.read("message"),
            at: ZonedTime(instant: try row.read("at"), offset: try row.read("zone_offset"), abbreviation: ""), waits: try row.read("waits"))
    }

    static let speaker = Statement<(name: String, contact: String), String>(SQL.conversation) { row throws(DatabaseError) in
        (name: try row.read("name"), contact: try row.read("contact"))
    }
}

extension Owner {
    /// Conversations, those first in which a visitor waits.
    func conversations() throws -> Response {
        let all = try visit.house.database.call(AdminStatements.conversations, tenant: tenant.id.value)
        return visit.page(
            layout("Conversations", current: .conversations).page {
                h1 { "Conversations" }
                if all.isEmpty { p { "Nobody has written yet." } }
                list("Waiting for you", all.filter(\.waits))
                list("The last ones", all.filter { !$0.waits })
            })
    }

    @HTMLBuilder private func list(_ heading: String, _ conversations: [ListedConversation]) -> HTML {
        if !conversations.isEmpty {
            section(.class("card")) {
                h2 { heading }
                table(.class("rows"), .role("table")) {
                    headings(["When", "Who", "Last message", "Details"])
                    tbody(.role("rowgroup")) { for conversation in conversations { row(conversation) } }
                }
            }
        }
    }

    private func row(_ conversation: ListedConversation) -> HTML {
        let name = conversation.name.isEmpty ? "A visitor" : conversation.name
        return tr(.role("row")) {
            cell("When") { moment(conversation.at) }
            cell("Who") { conversation.person == .answering ? "\(name) (you answer)" : name }
            cell("Last message") { Self.shortened(conversation.message) }
            td(.role("cell")) {
                a(.href(Place.admin(.conversation(conversation.id))), .ariaLabel("Open the conversation with \(name)")) { "Open" }
            }
        }
    }

    private static func shortened(_ text: String) -> String { text.count > 120 ? text.prefix(119) + "…" : text }

    func moment(_ at: ZonedTime) -> HTML {
        time(.datetime(at.timestamp.text)) { "\(speech.day(at)), \(speech.clock(at))" }
    }
}
