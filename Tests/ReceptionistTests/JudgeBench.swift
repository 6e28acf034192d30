import Foundation
import Postgres
import TestCluster

@testable import Booking
@testable import Receptionist

/// A judge with rows to speak of: three services, four times of the first and one of the second, two people, two bookings, a hold.
struct JudgeBench {
    static let cleaning: Int64 = 1, filling: Int64 = 2, whitening: Int64 = 3
    static let own = "K7M2P9QX", moving = "B4N6R8TV"

    static let business = Tenant(
        id: RowID(1), slug: "demo", name: "Bright Smile", zone: "Europe/Madrid", locale: "en-US", address: "1 Long Street",
        phone: "+12125550142", email: "", allowedOrigins: [], stamp: 0)

    private var facts: Facts
    private var findings: Findings
    private let language: Language

    /// - Parameter done: what was done in this turn, in order; nothing for a turn that only looked.
    init(_ language: Language = .english, _ done: Done...) {
        self.language = language
        facts = Facts(words: Wording(business: Self.business, today: date("2026-11-21"), language: language))
        let people = [PersonItem(id: 1, name: "Ada"), PersonItem(id: 2, name: "Bob")]
        let services = [("Cleaning", people), ("Filling", [people[0]]), ("Whitening", people)].enumerated().map { index, service in
            ServiceItem(
                id: Int64(index + 1), name: service.0, description: "", durations: [30], amountMinor: 5_000, currency: "EUR",
                needsApproval: false, atCustomer: false, people: service.1)
        }
        findings = Findings(services: services)
        services.forEach { facts.take($0) }
        look()
        for one in done { take(one) }
    }

    enum Done {
        case look, held, released, booked, requested, moved, cancelled, passedOn, refused
    }

    private static func slot(_ id: String, _ service: Int64, hour: Int64, person: Int64 = 1, moving: String? = nil) -> OfferedSlot {
        let instant = Instant(microseconds: (1_795_600_800 + hour * 3_600) * 1_000_000)
        let start = Moment(ZonedTime(instant: instant, offset: 3_600, abbreviation: "CET"))
        return OfferedSlot(
            id: id, service: service, start: start, end: start, person: PersonItem(id: person, name: "Ada"), moving: moving)
    }

    private static let slots = [
        slot("a", cleaning, hour: 0), slot("b", cleaning, hour: 1), slot("c", cleaning, hour: 2), slot("other", filling, hour: 3),
        slot("bob", cleaning, hour: 4, person: 2), slot("m", cleaning, hour: 5, moving: moving),
    ]

    private static func booked(_ reference: String, _ status: String = "confirmed") -> Booked {
        let slot = slots[0]
        return Booked(
            reference: reference, status: status, service: cleaning, serviceName: "Cleaning", start: slot.start, end: slot.end,
            person: slot.person, version: 1, manageURL: "")
    }

    private static let confirmation = ToolCall.confirmBooking(Confirmation(hold: "h", name: "Dana", notes: ""))

    private mutating func look() {
        let question = AvailabilityQuestion(service: Self.cleaning, days: DaySpan(date("2026-11-24")))
        Self.slots.forEach { facts.take($0) }
        findings.take(.checkAvailability(question), .slots(Self.slots, more: false))
        for reference in [Self.own, Self.moving] {
            facts.take(Self.booked(reference))
            findings.take(.lookupBooking(reference: reference, contact: nil), .booking(Self.booked(reference)))
        }
    }

    private mutating func take(_ done: Done) {
        let held = HeldSlot(hold: "h", slot: Self.slots[0], expires: Self.slots[1].start)
        switch done {
        case .look: look()
        case .held:
            facts.take(held)
            findings.take(.holdSlot(slot: "a"), .held(held))
        case .released: findings.take(.releaseHold(hold: "h"), .kept)
        case .booked: findings.take(Self.confirmation, .booking(Self.booked(Self.own)))
        case .requested: findings.take(Self.confirmation, .booking(Self.booked(Self.own, "pending")))
        case .moved: findings.take(.rescheduleBooking(reference: Self.own, contact: nil, hold: "h"), .booking(Self.booked(Self.own)))
        case .cancelled:
            findings.take(.cancelBooking(reference: Self.own, contact: nil, reason: ""), .booking(Self.booked(Self.own, "cancelled")))
        case .passedOn: findings.take(.takeMessage(name: "", contact: "", body: ""), .kept)
        case .refused:
            findings.take(.holdSlot(slot: "a"), .refused(ToolRefusal(code: "slot_taken", detail: "", alternatives: [])))
        }
    }
}

extension JudgeBench {
    /// What becomes of the sentences of one message.
    func verdicts(_ sentences: String...) -> [JudgeVerdict] {
        var judge = Judge(language: language, facts: facts, findings: findings)
        return sentences.map { judge.judge($0) }
    }

    func shows(_ sentence: String) -> Bool { if case .shown = verdicts(sentence)[0] { true } else { false } }

    func reason(_ sentence: String) -> Withheld? { if case .withheld(let reason) = verdicts(sentence)[0] { reason } else { nil } }
}

/// Sentences that a good receptionist says (Tests/sentences), with rows for their placeholders.
struct HarmlessSentences {
    let language: Language
    let all: [String]

    init(_ language: Language) {
        self.language = language
        let file = TestCluster.root.appending(path: "Tests/sentences/\(language.rawValue).txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        all = text.split(separator: "\n").map { Self.filled(String($0)) }
    }

    private static func filled(_ line: String) -> String {
        let rows = [
            "slot": ["a", "b", "c"], "service": ["1", "2", "3"], "price": ["1"], "minutes": ["1"], "booking": [JudgeBench.own],
            "person": ["1"],
        ]
        return rows.reduce(line) { line, kind in
            kind.value.reduce(line) { line, id in
                guard let place = line.range(of: "{\(kind.key)}") else { return line }
                return line.replacingCharacters(in: place, with: "{\(kind.key):\(id)}")
            }
        }
    }
}
