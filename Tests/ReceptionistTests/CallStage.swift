import Booking
import Foundation
import Postgres
import TestCluster

@testable import Receptionist

/// A phone call with a business of its own database, as its caller hears it.
final class CallStage {
    let stage: Stage
    let sid: String
    private(set) var last: SpokenReply
    private(set) var heard: [String] = []
    var turn = 1
    private let caller: Caller?

    static let peer = "+19175550142"

    init(_ stage: Stage, peer: String? = CallStage.peer, isVouched: Bool = true, settings: String = "") throws {
        self.stage = stage
        caller = peer.map { Caller(number: $0, vouched: isVouched) }
        sid = "CA" + UUID().uuidString.replacing("-", with: "").lowercased()
        let owner = stage.place.owner(), tenant = stage.diary.tenant.id.value
        try owner.execute(
            "insert into holdfast.phone_numbers (tenant_id, number) values (\(tenant), '+12125550100') on conflict do nothing")
        if !settings.isEmpty {
            try owner.execute("insert into holdfast.phone_settings (tenant_id) values (\(tenant)) on conflict do nothing")
            for setting in settings.split(separator: ";") { try CallStage.set(String(setting), stage) }
        }
        let number = try owner.rows("select id from holdfast.phone_numbers where tenant_id = \(tenant)") { row throws(DatabaseError) in
            try row.read("id", as: Int64.self)
        }[0]
        let begun = try stage.receptionist.begin(call: sid, number: number, peer: peer, isVouched: isVouched)
        stage.conversation = begun.conversation
        last = stage.receptionist.firstQuestion()
    }

    /// “owner_phone=+12125550199”.
    private static func set(_ setting: String, _ stage: Stage) throws {
        let parts = setting.split(separator: "=", maxSplits: 1).map(String.init), tenant = stage.diary.tenant.id.value
        switch parts[0] {
        case "owner_phone":
            try stage.place.owner().execute("update holdfast.phone_settings set owner_phone = \(parts[1]) where tenant_id = \(tenant)")
        case "texts": try stage.place.owner().execute("update holdfast.phone_settings set texts = false where tenant_id = \(tenant)")
        default: fatalError("no such setting: \(setting)")
        }
    }

    @discardableResult
    func say(_ words: String) throws -> String { try hear(.said(words)) }

    @discardableResult
    func press(_ digits: String) throws -> String { try hear(last.pressed(digits)) }

    @discardableResult
    func silence() throws -> String { try hear(.silence) }

    @discardableResult
    func hear(_ heard: HeardOnPhone) throws -> String {
        let reply = try stage.receptionist.turn(
            conversation: stage.conversation, messageID: "\(sid):\(turn)", message: heard.message, action: heard.action,
            address: Self.peer, channel: .voice, caller: caller
        ) { _ in }
        turn += 1
        last = stage.receptionist.spoken(reply)
        stage.cards = reply.cards
        for case .booking(let face) in reply.cards { stage.made = face.reference }
        self.heard += ["> \(heard.message)", last.text]
        return last.text
    }
}
