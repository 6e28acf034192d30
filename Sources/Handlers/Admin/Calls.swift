internal import Booking
internal import PhoneNumbers
internal import Postgres
internal import Receptionist
internal import Web

/// A phone call as the owner's list shows it.
struct ListedCall: Sendable {
    let sid: String
    /// Who called, E.164; nil where the number was withheld.
    let peer: String?
    let name: String
    /// Where its transcript stands; nil where it was not answered.
    let conversation: String?
    let at: ZonedTime
    let seconds: Int?
    let outcome: CallOutcome?
    let recording: String?
    /// The caller's first words.
    let said: String?
}

extension AdminStatements {
    static let calls = Statement<ListedCall>(SQL.calls) { row throws(DatabaseError) in
        ListedCall(
            sid: try row.read("sid"), peer: try row.read("peer"), name: try row.read("name"), conversation: try row.read("conversation"),
            at: ZonedTime(instant: try row.read("started_at"), offset: try row.read("zone_offset"), abbreviation: ""),
            seconds: try row.read("seconds"), outcome: try row.read("outcome", as: String?.self).flatMap(CallOutcome.init),
            recording: try row.read("recording_sid"), said: try row.read("said"))
    }
}

extension Owner {
    /// Calls, the newest first, with what became of each.
    func calls() throws -> Response {
        let calls = try visit.house.database.call(AdminStatements.calls, tenant: tenant.id.value)
        return visit.page(
            layout("Calls", current: .calls).page {
                h1 { "Calls" }
                if calls.isEmpty { p { "Nobody has called yet." } } else { list(of: calls) }
            })
    }

    private func list(of calls: [ListedCall]) -> HTML {
        section(.class("card")) {
            table(.class("rows"), .role("table")) {
                headings(["When", "Who", "Length", "What became of it", "First words", "Transcript"])
                tbody(.role("rowgroup")) { for call in calls { row(call) } }
            }
        }
    }

    private func row(_ call: ListedCall) -> HTML {
        let number = call.peer.map(tenant.shown) ?? "withheld number"
        let who = call.name.isEmpty ? number : "\(call.name), \(number)"
        return tr(.role("row")) {
            cell("When") { moment(call.at) }
            cell("Who") { who }
            cell("Length") { Self.length(call.seconds) }
            cell("What became of it") { (call.outcome?.words ?? "not ended yet") + (call.recording == nil ? "" : ", recorded") }
            cell("First words") { call.said ?? "" }
            td(.role("cell")) {
                if let conversation = call.conversation {
                    a(.href(Place.admin(.conversation(conversation))), .ariaLabel("Read the call of \(who)")) { "Read" }
                }
            }
        }
    }

    /// “2:05”.
    private static func length(_ seconds: Int?) -> String {
        seconds.map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)" } ?? ""
    }
}

extension CallOutcome {
    fileprivate var words: String {
        switch self {
        case .booked: "booked"
        case .moved: "moved a booking"
        case .cancelled: "cancelled a booking"
        case .message: "left a message"
        case .transferred: "talked to a person"
        case .texted: "went on by text"
        case .answered: "was answered"
        case .brokenOff: "hung up in the middle"
        case .missed: "said nothing"
        case .refused: "was not answered: the minutes were used up"
        }
    }
}
