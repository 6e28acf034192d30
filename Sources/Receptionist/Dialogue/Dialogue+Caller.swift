internal import Booking
internal import Postgres

/// Whoever calls or texts is known by their number.
extension Dialogue {
    private var isVouched: Bool { desk.tools.turn.caller?.vouched ?? false }

    /// Their number is the phone that a booking needs. Where the carrier vouches for it, the name that its bookings are under is theirs.
    mutating func recognize() throws(TurnFailure) {
        guard desk.tools.turn.caller != nil else { return }
        if case .caller(let record) = try desk.use(.recognizeCaller(name: nil)) { take(record) }
    }

    mutating func take(_ record: CallerRecord) {
        caller = record
        state.phone = state.phone ?? desk.tools.turn.caller?.number
        state.name = state.name ?? record.name
    }

    /// A known number is greeted by what it last came for.
    var greeting: String { caller?.service.map { words.welcomeBack($0.name) } ?? words.greeting }

    /// The bookings that a caller can mean by this message; one where it can be told.
    mutating func meant(_ heard: Understanding) throws(TurnFailure) -> [Booked] {
        let coming = try coming(heard)
        if coming.count > 1, state.asked == .ownBooking, let chosen = chosen(coming, heard) { return [chosen] }
        let named = narrowed(coming, heard)
        guard named.count > 1, named == coming, let about = desk.tools.turn.caller?.about else { return named }
        let spokenOf = coming.filter { about.contains($0.reference) }
        return spokenOf.isEmpty ? coming : spokenOf
    }

    /// The one coming booking that the last message to them was about.
    var spokenOf: Booked? {
        let told = caller?.bookings.filter { desk.tools.turn.caller?.about.contains($0.reference) ?? false } ?? []
        return told.count == 1 ? told[0] : nil
    }

    /// What was said, as a text.
    var asText: String { TextRendering(words: words, isFirst: isFirst).text(said) }

    /// Where nobody vouches for the number, the name that a booking is under is needed besides.
    private mutating func coming(_ heard: Understanding) throws(TurnFailure) -> [Booked] {
        guard let caller = desk.tools.turn.caller else { return [] }
        if let bookings = self.caller?.bookings, !bookings.isEmpty || caller.vouched { return bookings }
        guard let name = heard.contact.name ?? state.name else { return [] }
        switch try desk.use(.recognizeCaller(name: name)) {
        case .caller(let record):
            (self.caller, state.ownName) = (record, name)
            return record.bookings
        case .refused(let refusal) where refusal.code == "rate_limited":
            say(words.refusedChange(refusal))
            return []
        default: return []
        }
    }

    /// By its number in the list, or by what is said of it.
    private func chosen(_ coming: [Booked], _ heard: Understanding) -> Booked? {
        let listed = (state.own ?? []).compactMap { reference in coming.first { $0.reference == reference } }
        var place = heard.number
        if case .nth(let number)? = heard.choice { place = number == -1 ? listed.count : number }
        return place.flatMap { listed.indices.contains($0 - 1) ? listed[$0 - 1] : nil }
    }

    /// The day and the time of a move are those that it goes to, until it is asked which booking is meant.
    private func narrowed(_ coming: [Booked], _ heard: Understanding) -> [Booked] {
        var left = coming.filter { heard.services.isEmpty || heard.services.contains($0.service) }
        if state.goal != .move || state.asked == .ownBooking {
            left = left.filter { heard.day?.takes($0.start.day) ?? true }
            left = left.filter { booked in heard.time.map { $0.readings.contains { $0.contains(booked.start.minute) } } ?? true }
        }
        return left.isEmpty ? coming : left
    }

    /// Asks which of several bookings is meant.
    mutating func askWhichOwn(_ bookings: [Booked]) {
        (state.asked, state.own) = (.ownBooking, bookings.map(\.reference))
        say(words.whichOfSeveral)
        show(.bookings(bookings.map { Card.BookingChoice(id: $0.reference, label: words.label($0)) }))
    }

    /// Asks for what a booking can be found by.
    mutating func askWhichBooking(_ heard: Understanding) {
        guard desk.tools.turn.caller != nil else {
            state.asked = .booking
            return say(state.made.count > 1 ? words.whichOfYours(state.made) : state.email != nil ? words.referenceToo : words.whichBooking)
        }
        state.asked = isVouched ? .booking : .bookingName
        say(isVouched ? words.noneByNumber : heard.contact.name != nil ? words.noneByName : words.whichBookingByName)
    }

    /// The contact that goes with a booking's reference: none where it was made here or the number proves it, the name that proves
    /// it besides, or what else was given.
    func contact(for reference: String) -> String?? {
        if caller?.bookings.contains(where: { $0.reference == reference }) == true { return .some(state.ownName) }
        if state.made.contains(reference) { return .some(nil) }
        return (state.email ?? state.phone).map { .some($0) }
    }
}
