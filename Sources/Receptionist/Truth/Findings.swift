/// What a turn has found and done so far: the proof of whatever a model says in it.
struct Findings {
    private(set) var receipts: Set<Receipt> = []
    /// Times that the diary gave in this turn and that nothing which was done since can have filled.
    private(set) var free: [String: OfferedSlot] = [:]
    /// The time that is held for the visitor now.
    private(set) var held: HeldSlot?
    /// Bookings that were read in this turn and stand.
    private(set) var bookings: [String: Booked] = [:]
    var services: [Int64: ServiceItem] = [:]

    init(services: [ServiceItem] = [], held: HeldSlot? = nil) {
        self.services = Dictionary(services.map { ($0.id, $0) }) { $1 }
        self.held = held
    }

    mutating func take(_ call: ToolCall, _ result: ToolResult) {
        if case .holdSlot = call { held = nil }
        switch (call, result) {
        case (_, .slots(let slots, _)): slots.forEach { free[$0.id] = $0 }
        case (_, .held(let now)): did(.held, holding: now)
        case (_, .expires(let moment)): held?.expires = moment
        case (_, .refused(let refusal)):
            receipts.insert(.refused)
            refusal.alternatives.forEach { free[$0.id] = $0 }
        case (.lookupBooking, .booking(let booked)): note(booked)
        case (_, .caller(let record)): record.bookings.forEach { note($0) }
        case (_, .booking(let booked)): take(call, booked)
        case (.releaseHold, .kept): did(.released, holding: nil)
        case (_, .kept), (_, .handedOver): receipts.insert(.passedOn)
        default: break
        }
    }

    private mutating func take(_ call: ToolCall, _ booked: Booked) {
        note(booked)
        switch call {
        case .cancelBooking: did(.cancelled, holding: held)
        case .confirmBooking: did(booked.status == "pending" ? .requested : .booked, holding: nil)
        default: did(booked.status == "pending" ? .requested : .moved, holding: nil)
        }
    }

    /// What was free may be so no more.
    private mutating func did(_ receipt: Receipt, holding now: HeldSlot?) {
        receipts.remove(.held)
        receipts.insert(receipt)
        held = now
        free = [:]
    }

    private mutating func note(_ booked: Booked) { bookings[booked.reference] = booked.stands ? booked : nil }
}

extension Findings {
    /// Whether a claim is true of all that was done: beside another matter, or a refusal, it could be taken for that.
    func proves(_ claim: Vocabulary.Claim) -> Bool {
        let done = receipts.subtracting([.released])
        return switch claim {
        case .fact, .times: true
        case .booked: done == [.booked] || done == [.moved]
        case .moved: done == [.moved]
        case .cancelled: done == [.cancelled]
        case .held: done == [.held] && held != nil
        case .passedOn: done == [.passedOn]
        }
    }
}

extension Booked {
    var stands: Bool { ["confirmed", "pending"].contains(status) }
}
