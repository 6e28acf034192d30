import Booking
import Foundation
import Postgres
import Receptionist
import TestCluster

/// Somebody who texts a business, and what reaches them.
final class TextStage {
    static let number = "+19175550142"

    let stage: Stage
    let line: Int64
    private var count = 0

    init(tenant: String = "demo") throws {
        stage = try Stage(tenant: tenant)
        line = try stage.place.owner().rows(
            "select id from holdfast.phone_numbers where tenant_id = \(stage.diary.tenant.id.value) order by id limit 1"
        ) { row throws(DatabaseError) in try row.read("id", as: Int64.self) }[0]
    }

    func incoming(
        _ body: String, sid: String? = nil, channel: Channel = .sms, media: Int = 0, quoted: String? = nil, type: String? = nil,
        button: Bool = false
    ) -> IncomingText {
        count += 1
        return IncomingText(
            sid: sid ?? "SM\(UUID().uuidString.filter(\.isHexDigit).lowercased())", channel: channel, number: line, peer: Self.number,
            body: body, media: media, quoted: quoted, optOutType: type, isButton: button)
    }

    /// Stores a text and gives it its turn, as the webhook does; the words that left for it.
    @discardableResult
    func text(_ body: String, channel: Channel = .sms, media: Int = 0, button: Bool = false) throws -> String {
        let before = try sent().count
        try receive(incoming(body, channel: channel, media: media, button: button))
        return try sent().dropFirst(before).joined(separator: "\n\n")
    }

    func receive(_ text: IncomingText) throws {
        if let conversation = try stage.receptionist.take(text) { _ = try stage.receptionist.answerTexts(in: conversation) }
    }

    /// All that is to be sent to them, in its order.
    func sent(_ kinds: String = "reply,keyword") throws -> [String] {
        try lines(
            "select coalesce(body, '<' || kind || '>') as line from holdfast.texts_out where kind = any (string_to_array(\(kinds), ',')) order by id"
        )
    }

    func lines(_ query: Query) throws -> [String] {
        try stage.place.owner().rows(query) { row throws(DatabaseError) in try row.read("line") }
    }

    /// A reminder of a booking that has left for them.
    func remind(of reference: String) throws {
        try stage.place.owner().execute(
            """
            insert into holdfast.texts_out (tenant_id, kind, channel, number_id, recipient, booking_id, asked, status, sid, created_at, posted_at, posts)
            select tenant_id, 'reminder', 'sms', \(line), \(Self.number), id, false, 'sent', 'SM' || md5(reference), holdfast.now(), clock_timestamp(), 1
            from holdfast.bookings where reference = \(reference)
            """)
    }

    func book(_ what: String) throws { try stage.book("\(what) Dana Scott \(Self.number)".split(separator: " ").map(String.init)) }
}
