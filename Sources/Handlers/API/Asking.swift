internal import Booking
internal import Postgres
internal import Web

/// Reading what is asked of the diary. Each fault names the field.
enum Asking {
    /// An id that can't be one is an unknown service.
    static func service(_ text: String?) throws(Problem) -> Service.ID {
        guard let text else { throw .invalid("“service” is missing. Take an id from the list of services.") }
        guard let id = Int64(text) else { throw unknownService }
        return Service.ID(id)
    }

    static let unknownService = Problem(
        .unprocessable, code: "unknown_service", detail: "There is no such service. Take an id from the list of services.")

    static func resource(_ text: String?) throws(Problem) -> Resource.ID? {
        guard let text, !text.isEmpty else { return nil }
        guard let id = Int64(text) else { throw .invalid("“resource” is not one of this business. Leave it out for anyone.") }
        return Resource.ID(id)
    }

    /// The number behind which a list goes on.
    static func number(_ text: String?) throws(Problem) -> Int64? {
        guard let text else { return nil }
        guard let number = Int64(text), number >= 0 else { throw .invalid("“since” must be the id of an interjection, or 0.") }
        return number
    }

    static func duration(_ minutes: Int?) throws(Problem) -> Int? {
        guard let minutes else { return nil }
        guard (1...1_440).contains(minutes) else { throw .invalid("“duration” must be minutes that the service offers.") }
        return minutes
    }

    static func duration(_ text: String?) throws(Problem) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let minutes = Int(text) else { throw .invalid("“duration” must be minutes that the service offers.") }
        return try duration(minutes)
    }

    /// An instant with its offset. In a query an unescaped plus arrives as a space: it is taken for what was meant.
    static func instant(_ name: String, _ text: String?) throws(Problem) -> Instant {
        guard let text else { throw .invalid("“\(name)” is missing.") }
        guard let time = Timestamp(String(text.map { $0 == " " ? "+" : $0 })) else {
            throw .invalid("“\(name)” must be a time with its offset, such as 2026-11-24T14:00:00-05:00.")
        }
        return Instant(microseconds: time.microseconds)
    }

    /// A day of the business or an instant.
    static func bound(_ name: String, _ text: String?) throws(Problem) -> Bound {
        guard let text else { throw .invalid("“\(name)” is missing. Send a date or a time with its offset.") }
        if let day = day(text) { return .day(day) }
        if text.count == 10 { throw .invalid("“\(name)” is not a day of the calendar. Write it as 2026-11-24.") }
        return .instant(try instant(name, text))
    }

    static func day(_ text: String) -> CivilDate? {
        guard let (year, month, day) = Days(text)?.civil else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// A time of day as a browser's field sends it, `14:30` or with seconds, which don't count.
    static func minuteOfDay(_ text: some StringProtocol) -> Int? {
        let parts = text.prefix(5).split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, (0..<24).contains(parts[0]), (0..<60).contains(parts[1]) else { return nil }
        return parts[0] * 60 + parts[1]
    }

    /// A reference that can't be one is as unknown as any other.
    static func reference(_ text: String) throws(Problem) -> Reference {
        guard let reference = Reference(text) else { throw unknownBooking }
        return reference
    }

    static func hold(_ text: String) throws(Problem) -> Hold.ID {
        guard let id = Hold.ID(text) else { throw .notFound("There is no such hold. Hold a time first.") }
        return id
    }

    /// The diary's own words, so that what can't be a reference is answered like what isn't one.
    static let unknownBooking = Problem.notFound("There is no such booking, or it is not yours.")

    /// The booking that is to move, by its reference and email.
    static func moving(reference: String?, email: String?) throws(Problem) -> Moving? {
        guard let reference else { return nil }
        guard let email else { throw .invalid("“email” is missing. To move a booking, send the email it was made with.") }
        return Moving(reference: try Self.reference(reference), proof: .contact(email))
    }
}
