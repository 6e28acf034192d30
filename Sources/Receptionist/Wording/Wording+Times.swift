internal import Booking
internal import Postgres

extension Wording {
    var when: String { "Which day and time would suit you?" }
    var otherDay: String { "Which other day would suit you?" }
    var whatInstead: String { "What would suit you better? Name a day or a time." }
    var whenOrSoonest: String { "When would suit you? The next free times are these." }
    var soonest: String { "These are the soonest free times." }
    var later: String { "Later I have these." }
    var earlier: String { "Earlier I have these." }
    var others: String { "I also have these." }
    var nearest: String { "The nearest free times are these." }
    var twice: String { "The clocks change then, so that time comes twice." }
    var nothingElse: String { "I have nothing later than that. You can name another day." }
    var nothingEarlier: String { "I have nothing earlier than that." }
    var nothingAtAll: String { "I can't find a free time in the coming weeks." }
    var inThePast: String { "That day has passed. Which other day would suit you?" }
    var zone: String {
        "All times are local time in \(business.zone.split(separator: "/").last.map { $0.split(separator: "_").joined(separator: " ") } ?? business.zone)."
    }
    var morningOrAfternoon: String { "Do you mean in the morning or in the afternoon or evening?" }

    func whichTime(_ count: Int) -> String { count == 1 ? "Shall I take that one?" : "Which of these times would you like?" }
    func onlySoMany(_ count: Int) -> String {
        count == 1 ? "I only showed one time." : "I only showed \(count) times. Which one would you like?"
    }

    func times(_ slots: [OfferedSlot]) -> String {
        let days = slots.reduce(into: [(CivilDate, [String])]()) { days, slot in
            let clock = speech.clock(slot.start.minute) + (repeated(slot, slots) ? " \(slot.start.abbreviation)" : "")
            if days.last?.0 == slot.start.day { days[days.count - 1].1.append(clock) } else { days.append((slot.start.day, [clock])) }
        }
        return days.map { "\(speech.day($0.0)): \(Speech.list($0.1, "or"))" }.joined(separator: "; ") + "."
    }

    private func repeated(_ slot: OfferedSlot, _ slots: [OfferedSlot]) -> Bool {
        slots.contains { $0.id != slot.id && $0.start.day == slot.start.day && $0.start.minute == slot.start.minute }
    }

    func offer(_ slots: [OfferedSlot]) -> String {
        if let only = slots.first, slots.count == 1 { return "I have one free time, \(speech.moment(only.start)). Shall I take it?" }
        return "These times are free."
    }

    func nothing(on wish: DayWish) -> String {
        wish.single.map { "I have nothing free on \(speech.day($0))." } ?? "I have nothing free then."
    }

    func notThen(_ wish: DayWish) -> String {
        wish.single.map { "I have nothing at that time of day on \(speech.day($0)), but I do have these." }
            ?? "I have nothing at that time of day, but I do have these."
    }

    func notFree(at minute: Int, on day: CivilDate) -> String { "\(speech.clock(minute)) on \(speech.day(day)) is not free." }
    func closed(at minute: Int, on day: CivilDate) -> String { "We are closed at \(speech.clock(minute)) on \(speech.day(day))." }

    func noSuchDay(_ text: String) -> String { "There is no such day as “\(text)”." }

    func disagreement(_ days: [CivilDate]) -> String {
        "The weekday and the date don't go together. Do you mean \(Speech.list(days.map(speech.day), "or"))?"
    }

    func which(_ days: [CivilDate]) -> String { "Do you mean \(Speech.list(days.map(speech.day), "or"))?" }
}
