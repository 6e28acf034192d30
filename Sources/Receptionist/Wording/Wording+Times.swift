internal import Booking
internal import Postgres

extension Wording {
    var zone: String {
        tongue.zone(business.zone.split(separator: "/").last.map { $0.split(separator: "_").joined(separator: " ") } ?? business.zone)
    }

    func whichTime(_ count: Int) -> String { tongue.whichTime(count) }
    func onlySoMany(_ count: Int) -> String { tongue.onlySoMany(count) }

    func times(_ slots: [OfferedSlot]) -> String {
        tongue.times(
            slots.reduce(into: [(day: CivilDate, clocks: [String])]()) { days, slot in
                let clock = speech.clock(slot.start.minute) + (repeated(slot, slots) ? " \(slot.start.abbreviation)" : "")
                if days.last?.day == slot.start.day {
                    days[days.count - 1].clocks.append(clock)
                } else {
                    days.append((slot.start.day, [clock]))
                }
            })
    }

    private func repeated(_ slot: OfferedSlot, _ slots: [OfferedSlot]) -> Bool {
        slots.contains { $0.id != slot.id && $0.start.day == slot.start.day && $0.start.minute == slot.start.minute }
    }

    func offer(_ slots: [OfferedSlot]) -> String {
        if let only = slots.first, slots.count == 1 { return tongue.offer(only.start) }
        return tongue.theseAreFree
    }

    func nothing(on wish: DayWish) -> String { tongue.nothing(on: wish.single) }
    func notThen(_ wish: DayWish) -> String { tongue.notThen(wish.single) }
    func notFree(at minute: Int, on day: CivilDate) -> String { tongue.notFree(at: minute, on: day) }
    func closed(at minute: Int, on day: CivilDate) -> String { tongue.closed(at: minute, on: day) }
    func noSuchDay(_ text: String) -> String { tongue.noSuchDay(text) }
    func disagreement(_ days: [CivilDate]) -> String { tongue.disagreement(days) }
    func which(_ days: [CivilDate]) -> String { tongue.which(days) }
}
