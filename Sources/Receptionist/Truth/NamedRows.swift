/// The rows that a message names. Each is true by itself; beside another it could say something that is not.
struct NamedRows {
    private(set) var slots: [OfferedSlot] = []
    private var services: [ServiceItem] = []
    private var people: [Int64] = []
    private var held: HeldSlot?
    private var bookings: [String] = []

    init() {}

    /// Those of one sentence.
    init(_ names: [String], in findings: Findings) throws(Withheld) {
        for name in names {
            let kind = name.prefix { $0 != ":" }, id = String(name.dropFirst(kind.count + 1))
            switch kind {
            case "slot": slots.append(try Self.known(findings.free[id]))
            case "service": services.append(try Self.known(Int64(id).flatMap { findings.services[$0] }))
            case "price", "minutes": try goes(with: id, names)
            case "person": people.append(try Self.known(Int64(id)))
            case "hold": held = try Self.known(findings.held)
            case "booking", "reference":
                _ = try Self.known(findings.bookings[id])
                bookings.append(id)
            default: break
            }
        }
        guard areOfOneService, people.allSatisfy(mayServe), people.allSatisfy(isOfTheTimes), bookings.allSatisfy(mayMove) else {
            throw .mismatch
        }
    }

    private static func known<Row>(_ row: Row?) throws(Withheld) -> Row {
        guard let row else { throw .stale }
        return row
    }

    /// A price or a length is that of the service before it, or of the first behind it.
    private func goes(with id: String, _ names: [String]) throws(Withheld) {
        let own = services.last.map { String($0.id) } ?? names.first { $0.hasPrefix("service:") }.map { String($0.dropFirst(8)) }
        guard own == id else { throw .mismatch }
    }

    /// The whole message with this sentence.
    func beside(_ before: NamedRows) throws(Withheld) -> NamedRows {
        var all = self
        all.slots += before.slots
        all.services += before.services
        all.people += before.people
        all.held = held ?? before.held
        guard all.areOfOneService, all.people.allSatisfy(all.isOfTheTimes) else { throw .mismatch }
        return all
    }

    /// Times are of one service, for one purpose; another service beside them would be taken for theirs.
    private var areOfOneService: Bool {
        let taken = slots + [held?.slot].compactMap { $0 }
        guard let first = taken.first else { return true }
        return taken.allSatisfy { $0.service == first.service && $0.moving == first.moving }
            && services.allSatisfy { $0.id == first.service }
    }

    private func mayServe(_ person: Int64) -> Bool { services.allSatisfy { $0.people.contains { $0.id == person } } }

    private func isOfTheTimes(_ person: Int64) -> Bool {
        (slots + [held?.slot].compactMap { $0 }).allSatisfy { $0.person.id == person }
    }

    /// A time beside a booking is one for moving it.
    private func mayMove(_ reference: String) -> Bool {
        Set(bookings).count == 1 && slots.allSatisfy { $0.moving == reference } && services.isEmpty
    }
}
