internal import Booking
internal import Web

extension Visit {
    /// The booking, for whoever has its reference and its email.
    func lookup(_ diary: Diary, _ reference: String) throws -> Response {
        let proof = try contact(request.jsonFields())
        return try changed(diary, reference) { try diary.appointment($0, proof: proof) }
    }

    /// The booking at the time that a hold keeps.
    func reschedule(_ diary: Diary, _ reference: String) throws -> Response {
        let body = try request.jsonFields()
        let proof = try contact(body), hold = try Asking.hold(body.required("hold", body.string("hold")))
        let once = try requestKey("POST /bookings/{reference}/reschedule")
        return try changed(diary, reference) { try diary.reschedule($0, proof: proof, to: hold, once: once) }
    }

    /// The booking, cancelled.
    func cancel(_ diary: Diary, _ reference: String) throws -> Response {
        let body = try request.jsonFields()
        let proof = try contact(body), reason = try body.string("reason") ?? ""
        let once = try requestKey("POST /bookings/{reference}/cancel")
        return try changed(diary, reference) { try diary.cancel($0, proof: proof, reason: reason, once: once) }
    }

    /// A booking as an answer.
    func answer(_ booking: Appointment, of diary: Diary, status: Status = .ok) -> Response {
        .json(booking.json(of: diary.tenant, manageURL: house.manageURL(booking, of: diary.tenant)), status: status)
    }

    private func changed(_ diary: Diary, _ text: String, _ verb: (Reference) throws -> Appointment) throws -> Response {
        let booking = try counted(diary, reference: text) { try verb(Asking.reference(text)) }
        return answer(booking, of: diary)
    }

    private func contact(_ body: JSONFields) throws(Problem) -> Proof {
        .contact(try body.required("email", body.string("email")))
    }
}
