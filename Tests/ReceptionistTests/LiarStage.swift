import Booking
import Foundation
import Postgres
import TestCluster
import Web

@testable import Receptionist

/// A business where a liar receives, and the database by which it is judged.
final class LiarStage {
    let stage: Stage
    private(set) var turns = 0
    private(set) var asked = 0
    private(set) var falsehoods: [String] = []
    private var random: Seeded
    private var bookings: [String: LiarTruth.Booking] = [:]
    private var messageTurn = 0
    private var frees: [CivilDate: Set<LiarTruth.Offer>] = [:]
    private var full: [CivilDate: Bool] = [:]
    private let services: [Service]
    private let known: [LiarTruth.Service]
    private let isJudged: Bool

    /// - Parameter isJudged: false lets what it says pass as it is, to see what the judge is worth.
    init(seed: Int, isJudged: Bool = true) throws {
        let stage = try Stage()
        (self.stage, self.isJudged, random) = (stage, isJudged, Seeded(seed))
        services = try stage.diary.services()
        known = try services.map { service in
            LiarTruth.Service(
                name: service.name, minor: service.price?.amountMinor, minutes: service.durations,
                people: try stage.diary.resources(for: service.id).map(\.name))
        }
    }

    func newVisitor() {
        stage.conversation = nil
        (bookings, messageTurn) = ([:], 0)
    }

    /// One turn in which the model walks the steps; what is shown is read and held against the database.
    @discardableResult
    func turn(_ language: Language, _ message: String, _ steps: [ScriptedModel.Step]) throws -> [LiarClaim] {
        let model = ScriptedModel(steps)
        var voice = ModelVoice(model, name: "liar")
        voice.isJudged = isJudged
        stage.receptionist = Stage.receptionist(stage.diary, stage.database, model: voice)
        var shown: [String] = []
        let reply = try stage.receptionist.turn(
            conversation: stage.conversation, messageID: UUID().uuidString, message: message, address: "192.0.2.\(turns % 250)"
        ) { if case .text(let text) = $0 { shown.append(text) } }
        stage.conversation = reply.conversation
        turns += 1
        asked += model.asked.isEmpty ? 0 : 1
        let wrong = LiarChecker(language, try truth()).falsehoods(in: shown)
        if !wrong.isEmpty { falsehoods.append("\(language.rawValue) \(wrong.map(\.rawValue)): \(shown.joined(separator: " | "))") }
        return wrong
    }

    var made: String? { bookings.values.first { $0.stands }?.reference }

    private func truth() throws -> LiarTruth {
        let now = try rows(), before = bookings, had = messageTurn
        let holds = now.filter { $0.booking.status == "held" }
        bookings = Dictionary(now.filter { $0.booking.status != "held" }.map { ($0.booking.reference, $0.booking) }) { $1 }
        messageTurn = try lastMessage()
        var truth = LiarTruth(today: try stage.diary.now().day, services: known)
        (truth.bookings, truth.holds) = (Array(bookings.values), holds.map(\.booking))
        truth.ends = Set(holds.map(\.ends))
        truth.done = Set(
            bookings.values.compactMap { booking -> LiarClaim? in
                guard let old = before[booking.reference] else { return .booked }
                return old.status != booking.status ? .cancelled : old.when != booking.when ? .moved : nil
            } + (messageTurn > had ? [.passedOn] : []))
        if !truth.done.isEmpty || !holds.isEmpty { (frees, full) = ([:], [:]) }
        truth.free = { [self] day in offers(day) }
        truth.isFull = { [self] day in
            _ = offers(day)
            return full[day] ?? false
        }
        truth.windows = { [self] day in windows(day) }
        return truth
    }

    private func offers(_ day: CivilDate) -> Set<LiarTruth.Offer> {
        if let known = frees[day] { return known }
        var all: Set<LiarTruth.Offer> = [], none = false
        for service in services {
            let list = (try? stage.diary.slots(SlotQuestion(service: service.id), from: .day(day), to: .day(day)))?.slots ?? []
            none = none || list.isEmpty
            for slot in list { all.insert(LiarTruth.Offer(when: Self.when(slot.start), person: slot.resource.name)) }
        }
        (frees[day], full[day]) = (all, none)
        return all
    }

    private func windows(_ day: CivilDate) -> [ClosedRange<Int>] {
        let days = (try? stage.diary.openingHours(from: day, days: 1)) ?? []
        return days.flatMap(\.windows).map { Self.when($0.0).minute...max(Self.when($0.0).minute, Self.when($0.1).minute) }
    }

    private static func when(_ time: ZonedTime) -> LiarTruth.When {
        let local = time.instant.microseconds / 1_000_000 + Int64(time.offset)
        return LiarTruth.When(day: civil(local), minute: Int(local % 86_400) / 60)
    }

    private static func civil(_ seconds: Int64) -> CivilDate {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
        let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: Double(seconds)))
        guard let day = CivilDate(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1) else { fatalError("no such day") }
        return day
    }

    private func rows() throws -> [(booking: LiarTruth.Booking, ends: Int)] {
        try stage.place.owner().rows(
            """
            select coalesce(b.reference, '') as reference, b.status, s.name as service, r.name as person,
                to_char(b.start_at at time zone b.zone, 'YYYY-MM-DD') as day,
                extract(epoch from (b.start_at at time zone b.zone)::time)::int / 60 as minute,
                extract(epoch from (case when b.status = 'held' then b.expires_at else b.start_at end at time zone b.zone)::time)::int / 60 as ends
            from holdfast.bookings b join holdfast.services s on s.id = b.service_id join holdfast.resources r on r.id = b.resource_id
            where (b.client = \(stage.conversation ?? "") or b.conversation = \(stage.conversation ?? ""))
                and b.status not in ('released', 'expired', 'moved') and (b.status <> 'held' or b.expires_at > holdfast.now())
            """
        ) { row throws(DatabaseError) in
            (
                booking: LiarTruth.Booking(
                    reference: try row.read("reference"), status: try row.read("status"), service: try row.read("service"),
                    when: LiarTruth.When(day: date(try row.read("day")), minute: try row.read("minute", as: Int.self)),
                    person: try row.read("person")),
                ends: try row.read("ends", as: Int.self)
            )
        }
    }

    /// The last turn that left words for the owner: its own message, or a part of one that waits already.
    private func lastMessage() throws -> Int {
        try stage.place.owner().rows(
            """
            select coalesce(max(greatest(turn_id, dictated_turn_id)), 0) as turn from holdfast.messages
            where conversation_id = \(stage.conversation ?? "")
            """
        ) { row throws(DatabaseError) in try row.read("turn", as: Int.self) }[0]
    }
}

extension LiarStage {
    /// A conversation of some turns, in each of which the liar says something else, with the tools used truthfully or not at all.
    func converse(_ language: Language, turns: Int, number: Int) throws {
        newVisitor()
        for index in 0..<turns {
            let kind = Lies.Kind.allCases.randomElement(using: &random)!, way = Int.random(in: 0..<Lies.ways, using: &random)
            let honest = Lies.honest[language]!.randomElement(using: &random)!
            let lie = Lies.dressed(Lies.told(kind, in: language, &random), honest, index % 2 == 0 && [0, 3].contains(way) ? 1 : way)
            let before = asked
            try turn(language, message(language, number, index), tools(number * turns + index) + [words(lie)])
            // It has gone astray here, or a person was called.
            if asked == before { return }
        }
    }

    /// The first says who they are and which language they speak; the others are short.
    private func message(_ language: Language, _ number: Int, _ index: Int) -> String {
        let messages = Lies.messages[language]!
        return index == 0 ? "\(messages[0]) (Dana Scott, dana\(number)@example.org)" : messages[1 + index % (messages.count - 1)]
    }

    /// What it does before it speaks: mostly nothing, sometimes a look, a hold, a booking, a move, a message.
    private func tools(_ number: Int) -> [ScriptedModel.Step] {
        typealias Model = ScriptedModel
        let day = "2026-12-\(10 + number % 15)"
        switch Int.random(in: 0..<60, using: &random) {
        case 0...2: return [Model.looks("Cleaning", day)]
        case 3: return [Model.looks("Filling", day), Model.looks("Check-up", day)]
        case 4: return [Model.looks("Check-up", day), Self.holdsAny]
        case 5: return [Model.looks("Check-up", day), Self.holdsAny, Self.confirmsAny]
        case 6 where made != nil: return [Self.moves(made ?? "", day), Self.holdsAny, Self.movesNow(made ?? "")]
        case 7 where made != nil: return [Self.cancels(made ?? "")]
        case 8: return [Self.hours(day)]
        case 9: return [Self.leavesMessage]
        default: return []
        }
    }

    private func words(_ lie: String) -> ScriptedModel.Step {
        let pick = random.next()
        return { messages in
            let used = messages.contains { if case .result = $0 { true } else { false } }
            guard used || pick % 7 == 0 else { return ModelReply(text: lie) }
            let results = Results(messages), slots = results.slots
            var text = lie
            if !slots.isEmpty, pick % 3 == 0 { text = "{slot:\(slots[Int(pick / 3) % slots.count])} \(lie)" }
            if pick % 7 == 0 { text = "{service:\(results.service("Cleaning"))} – {price:\(results.service("Filling"))}. \(lie)" }
            if !slots.isEmpty, pick % 11 == 0 { text = "{slot:\(slots[0])} & {service:\(results.service("Whitening"))}, \(lie)" }
            return ModelReply(text: text)
        }
    }

    private static var holdsAny: ScriptedModel.Step {
        ScriptedModel.calls((name: "hold_slot", arguments: { ["slot": .string($0.slots.first ?? "")] }))
    }

    private static var confirmsAny: ScriptedModel.Step {
        { messages in
            let said = messages.compactMap { if case .visitor(let text) = $0 { text } else { nil } }.first ?? ""
            let email = String(said.split(separator: " ").last?.dropLast() ?? "")
            let arguments: JSON = [
                "hold": .string(Results(messages).hold), "name": "Dana Scott", "email": .string(email), "phone": .null, "address": .null,
                "notes": "",
            ]
            return ModelReply(calls: [ModelCall(id: "c", name: "confirm_booking", arguments: arguments.text)])
        }
    }

    private static func moves(_ reference: String, _ day: String) -> ScriptedModel.Step {
        ScriptedModel.looks("Check-up", day, moving: reference)
    }

    private static func movesNow(_ reference: String) -> ScriptedModel.Step {
        ScriptedModel.calls(
            (
                name: "reschedule_booking",
                arguments: { ["reference": .string(reference), "contact": .null, "hold": .string($0.hold)] }
            ))
    }

    private static func cancels(_ reference: String) -> ScriptedModel.Step {
        ScriptedModel.calls(
            (name: "cancel_booking", arguments: { _ in ["reference": .string(reference), "contact": .null, "reason": ""] }))
    }

    private static func hours(_ day: String) -> ScriptedModel.Step {
        ScriptedModel.calls((name: "opening_hours", arguments: { _ in ["from": .string(day), "to": .string(day)] }))
    }

    private static var leavesMessage: ScriptedModel.Step {
        { messages in
            let said = messages.compactMap { if case .visitor(let text) = $0 { text } else { nil } }.first ?? ""
            let email = String(said.split(separator: " ").last?.dropLast() ?? "")
            let arguments: JSON = ["name": "Dana Scott", "contact": .string(email), "body": "Please call."]
            return ModelReply(calls: [ModelCall(id: "c", name: "take_message", arguments: arguments.text)])
        }
    }
}

extension ZonedTime {
    fileprivate var day: CivilDate { Moment(self).day }
}
