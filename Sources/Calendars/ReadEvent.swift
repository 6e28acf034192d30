internal import Postgres
internal import Web

/// What an event says of when somebody is away. What it is about isn't asked for.
struct ReadEvent: Sendable, Equatable {
    enum Time: Sendable, Equatable {
        case instants(Instant, Instant)
        /// Whole days of the business's own calendar, the second one behind the last.
        case days(CivilDate, CivilDate)
        /// It is gone, or nothing that can be read.
        case none
    }

    let id: String
    let time: Time
    let isBusy: Bool
    let isTentative: Bool
    let etag: String?

    /// The parts of an answer that are read here.
    static let fields =
        "nextPageToken,nextSyncToken,items(id,status,etag,start,end,transparency,eventType,attendees(self,responseStatus))"

    /// Kinds of events that take nobody's time.
    private static let idle: Set<String?> = ["workingLocation", "birthday"]

    init?(_ event: JSON) {
        guard let id = event["id"]?.asText, !id.isEmpty else { return nil }
        let response = (event["attendees"]?.asItems ?? []).first { $0["self"]?.asBool == true }?["responseStatus"]?.asText
        let status = event["status"]?.asText
        self.id = id
        time = status == "cancelled" ? .none : Self.time(event["start"], event["end"])
        isBusy = event["transparency"]?.asText != "transparent" && response != "declined" && !Self.idle.contains(event["eventType"]?.asText)
        isTentative = status == "tentative" || response == "tentative" || response == "needsAction"
        etag = event["etag"]?.asText
    }

    private static func time(_ start: JSON?, _ end: JSON?) -> Time {
        if let first = start?["date"]?.asText.flatMap({ CivilDate($0) }), let last = end?["date"]?.asText.flatMap({ CivilDate($0) }) {
            return .days(first, last)
        }
        guard let from = start?["dateTime"]?.asText.flatMap({ Instant($0) }), let to = end?["dateTime"]?.asText.flatMap({ Instant($0) })
        else { return .none }
        return .instants(from, to)
    }

    var span: (start: Instant, end: Instant)? { if case .instants(let start, let end) = time { (start, end) } else { nil } }
    var days: (first: CivilDate, end: CivilDate)? { if case .days(let first, let end) = time { (first, end) } else { nil } }
}
