internal import Booking
internal import Web

extension Visit {
    /// What can be booked.
    func services(_ diary: Diary) throws -> Response {
        .json(["services": .array(try diary.services().map(\.json))])
    }

    /// When it can be booked.
    func slots(_ diary: Diary) throws -> Response {
        let query = try request.queryFields()
        let question = try question(query)
        let from = try Asking.bound("from", query["from"]), to = try Asking.bound("to", query["to"])
        let list = try counted(diary, query["moving"]) { try diary.slots(question, from: from, to: to) }
        return .json(["timezone": .string(diary.tenant.zone), "now": list.now.json, "slots": .array(list.slots.map(\.json))])
    }

    /// Why one start can't be booked.
    func explanation(_ diary: Diary) throws -> Response {
        let query = try request.queryFields()
        let question = try question(query)
        let start = try Asking.instant("start", query["start"])
        let answer = try counted(diary, query["moving"]) { try diary.explain(question, start: start) }
        return .json(["bookable": .bool(answer.bookable), "reason": .text(answer.reason?.code), "detail": .string(answer.detail)])
    }

    /// Keeps a time for some minutes.
    func hold(_ diary: Diary) throws -> Response {
        let body = try request.jsonFields()
        let moving = try body.fields("moving")
        let reference = try moving.map { fields throws(Problem) in try fields.required("reference", fields.string("reference")) }
        let question = SlotQuestion(
            service: try Asking.service(body.identifier("service")), duration: try Asking.duration(body.int("duration")),
            resource: try Asking.resource(body.identifier("resource")),
            moving: try Asking.moving(reference: reference, email: moving?.string("email")))
        let start = try Asking.instant("start", body.string("start"))
        let holder = Holder(client: try client(body), address: request.remoteAddress)
        let once = try requestKey("POST /holds")
        let hold = try counted(diary, reference) { try diary.hold(question, start: start, by: holder, once: once) }
        return .json(hold.json, status: .created)
    }

    /// Lets a held time go.
    func release(_ diary: Diary, _ id: String) throws -> Response {
        try diary.release(Asking.hold(id), once: requestKey("DELETE /holds/{id}"))
        return Response(.noContent, headers: .noStore)
    }

    /// Makes a booking of a hold.
    func confirm(_ diary: Diary) throws -> Response {
        let body = try request.jsonFields()
        let hold = try Asking.hold(body.required("hold", body.string("hold")))
        let customer = try body.required("customer", body.fields("customer"))
        let details = CustomerDetails(
            name: try customer.required("name", customer.string("name")), email: try customer.string("email"),
            phone: try customer.string("phone"), address: try customer.string("address"))
        let booking = try diary.confirm(
            hold, customer: details, notes: body.string("notes") ?? "", conversation: nil, once: requestKey("POST /bookings"))
        return answer(booking, of: diary, status: .created)
    }

    private func question(_ query: Fields) throws(Problem) -> SlotQuestion {
        SlotQuestion(
            service: try Asking.service(query["service"]), duration: try Asking.duration(query["duration"]),
            resource: try Asking.resource(query["resource"]),
            moving: try Asking.moving(reference: query["moving"], email: query["email"]))
    }

    private func client(_ body: JSONFields) throws(Problem) -> String? {
        let client = try body.string("client")
        if let client, !(1...200).contains(client.unicodeScalars.count) {
            throw .invalid("“client” must have 1 to 200 characters, or be left out.")
        }
        return client
    }

    /// A question about a booking that is to move is a try at its reference.
    private func counted<Result>(_ diary: Diary, _ reference: String?, _ verb: () throws -> Result) throws -> Result {
        guard let reference else { return try verb() }
        return try counted(diary, reference: reference, verb)
    }
}
