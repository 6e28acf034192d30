import Booking
import Foundation
import Postgres
import Receptionist
import TestCluster

/// What the people of a business see and do.
extension Stage {
    /// The owner's messages, a line for each: why, who, and whether they were seen to.
    func messages() throws -> [String] {
        try place.owner().rows(
            """
            select coalesce(reason, 'left') || ' <' || contact || '> ' || body || case when read_at is null then '' else ' (read)' end as line
            from holdfast.messages where tenant_id = \(diary.tenant.id.value) order by id
            """
        ) { row throws(DatabaseError) in try row.read("line", as: String.self) }
    }

    /// What the house told the owner, by its reason.
    func notices() throws -> [String] {
        try place.owner().rows(
            "select reason from holdfast.messages where tenant_id = \(diary.tenant.id.value) and conversation_id is null order by id"
        ) { row throws(DatabaseError) in try row.read("reason", as: String.self) }
    }

    /// The owner has seen to all messages.
    func readAll() throws { try place.owner().execute("update holdfast.messages set read_at = holdfast.now()") }

    /// A person answers, from a connection of their own.
    @discardableResult
    func personSays(_ text: String, key: String = UUID().uuidString) throws -> Bool {
        let own = place.application()
        return try Self.receptionist(diary, own).answer(text, in: conversation ?? "", key: key)
    }

    @discardableResult
    func handBack() throws -> Bool { try Self.receptionist(diary, place.application()).handBack(conversation ?? "") }

    func transcript() throws -> Transcript? { try receptionist.transcript(conversation: conversation ?? "") }

    /// Does the same on so many connections at once, each for another turn of the conversation.
    func atOnce(_ count: Int, _ body: @escaping @Sendable (Database, Int64, Int) throws -> Void) async {
        let url = place.url(), tenant = diary.tenant.id.value
        await withTaskGroup { group in
            for number in 1...count {
                group.addTask { try? body(Database(url: url), tenant, number) }
            }
        }
    }
}

extension ScriptedModel {
    /// Something happens while it thinks.
    static func after(_ event: @escaping () -> Void, _ step: @escaping Step) -> Step {
        { messages throws(ModelFailure) in
            event()
            return try step(messages)
        }
    }
}
