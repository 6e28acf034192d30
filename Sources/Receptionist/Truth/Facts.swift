internal import Booking

/// The rows that a model may speak of in a turn, under the placeholders that it was given for them. Whatever it names besides has
/// no words.
struct Facts {
    private let words: Wording
    private(set) var slots: [String: OfferedSlot] = [:]
    private var filled: [String: String] = [:]

    init(words: Wording) {
        self.words = words
        filled["business"] = words.business.name
        for (name, text) in [("address", words.business.address), ("phone", words.business.phone)] where !text.isEmpty {
            filled[name] = text
        }
    }

    /// The language in which the placeholders are filled.
    var language: Language { words.language }

    /// The words of a placeholder, written without its braces; nil where no row stands behind it.
    func words(for placeholder: String) -> String? { filled[placeholder] }

    mutating func take(_ service: ServiceItem) {
        filled["service:\(service.id)"] = service.name
        if let sum = words.sum(service) { filled["price:\(service.id)"] = sum }
        filled["minutes:\(service.id)"] = words.tongue.minutes(service.durations)
        for person in service.people { filled["person:\(person.id)"] = person.name }
    }

    mutating func take(_ slot: OfferedSlot) {
        slots[slot.id] = slot
        filled["slot:\(slot.id)"] = words.speech.moment(slot.start)
    }

    mutating func take(_ held: HeldSlot) { filled["hold"] = words.speech.moment(held.slot.start) }

    /// A booking that stands no more has no words.
    mutating func take(_ booked: Booked) {
        let names = ["booking:\(booked.reference)", "reference:\(booked.reference)"]
        guard booked.stands else { return names.forEach { filled[$0] = nil } }
        filled[names[0]] = words.tongue.what(booked) + (booked.status == "pending" ? ", \(words.tongue.unconfirmed)" : "")
        filled[names[1]] = booked.reference
    }

    /// The owner's own words, whole.
    mutating func take(_ answer: OwnersAnswer) { filled["answer:\(answer.id)"] = answer.answer }

    mutating func take(_ hours: [OpenHours]) {
        for day in hours where day.day.length == 1 { filled["hours:\(day.day.first)"] = words.hours([day]).joined().trimmingFullStop }
    }
}

extension String {
    fileprivate var trimmingFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
