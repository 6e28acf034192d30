internal import Booking
internal import Postgres
internal import Web

/// The days of the times pages: the same for a new booking and for one that moves.
extension Visit {
    /// How far ahead the next free day is looked for.
    private static let searchDays = 62

    /// The times page of a query. A booking that moves keeps its length unless another is chosen.
    func timesPage(
        _ diary: Diary, service: Service, duration: Int? = nil, moving: Moving? = nil, here: Place, holds: Place
    ) throws -> TimesPage {
        let today = Days(try diary.now().timestamp.dateText) ?? Days(number: 0)
        let choice = try TimeChoice(request.queryFields(), service: service, duration: duration, today: today)
        let question = SlotQuestion(service: service.id, duration: choice.duration, resource: choice.resource, moving: moving)
        let times = FreeTimes(try slots(diary, question, from: choice.from, days: TimeChoice.span))
        let next = times.days.isEmpty ? try slots(diary, question, from: choice.from, days: Self.searchDays, limit: 1).first : nil
        return TimesPage(
            choice: choice, times: times, resources: try diary.resources(for: service.id), speech: Speech(diary.tenant),
            tenant: diary.tenant, here: here, holds: holds, next: next.flatMap { Days($0.start.timestamp.dateText) })
    }

    /// The hold that a posted times page asks for.
    func hold(_ diary: Diary, _ fields: Fields, moving: Moving?) throws -> Hold {
        let question = SlotQuestion(
            service: try Asking.service(fields["service"]), duration: try Asking.duration(fields["duration"]),
            resource: try Asking.resource(fields["resource"]), moving: moving)
        let start = try Asking.instant("start", fields["start"])
        let holder = Holder(client: visitor, address: request.remoteAddress)
        let once = formKey("POST form/holds", fields)
        return try makingRoom(diary) { () throws(DiaryError) in try diary.hold(question, start: start, by: holder, once: once) }
    }

    private func slots(_ diary: Diary, _ question: SlotQuestion, from: Days, days: Int, limit: Int? = nil) throws -> [Slot] {
        guard let first = CivilDate(from), let last = CivilDate(Days(number: from.number + days - 1)) else { return [] }
        return try diary.slots(question, from: .day(first), to: .day(last), limit: limit).slots
    }
}
