internal import Booking
internal import FoundationEssentials
internal import Postgres
internal import Sealing

/// Uses the diary for one turn. Every write commits alone, once in a turn, under the turn's fence.
struct Toolbox {
    let diary: Diary
    let database: Database
    var turn: TakenTurn
    let address: String
    let tries: TryCount
    let manageLink: (Appointment) -> String
    /// The slots that this conversation was offered, by their ids.
    var offered: [String: OfferedSlot]

    /// Does what a call says. A refusal is a result; what is thrown ends the turn.
    mutating func run(_ call: ToolCall) throws(TurnFailure) -> ToolResult {
        do throws(DiaryError) {
            guard let tried = call.tried(by: turn.caller) else { return try perform(call) }
            return try tries.counted(tried) { () throws(DiaryError) in try perform(call) }
        } catch {
            switch error {
            case .refused(let reason, let detail, let alternatives):
                return .refused(ToolRefusal(code: reason.rawValue, detail: detail, alternatives: remembered(alternatives, for: call)))
            case .fenced: throw .fenced
            case .database(let error): throw .database(error)
            }
        }
    }

    private mutating func perform(_ call: ToolCall) throws(DiaryError) -> ToolResult {
        switch call {
        case .listServices: return .services(try services())
        case .openingHours(let span): return .hours(try hours(span))
        case .checkAvailability(let question): return try availability(question)
        case .holdSlot(let id): return try hold(id, call)
        case .renewHold(let id): return try renew(id)
        case .releaseHold(let id): return try release(id, call)
        case .confirmBooking(let confirmation): return try confirm(confirmation, call)
        case .lookupBooking(let reference, let contact): return .booking(booked(try lookup(reference, contact)))
        case .recognizeCaller(let name): return .caller(try recognize(name))
        case .rescheduleBooking(let reference, let contact, let hold): return try reschedule(reference, contact, hold, call)
        case .cancelBooking(let reference, let contact, let reason): return try cancel(reference, contact, reason, call)
        case .takeMessage(let name, let contact, let body): return try keep(name, contact, body)
        case .handOver(let reason, let name, let contact): return .handedOver(try handOver(reason, name, contact))
        case .searchAnswers(let question, let language): return .answers(try answers(question, language))
        case .textInstead(let body, let state): return try text(body, state)
        }
    }

    mutating func prove(with contact: String?) { turn.movingContact = contact }

    /// Keeps the slots of an answer that was given before.
    mutating func remember(_ result: ToolResult) {
        guard case .slots(let slots, _) = result else { return }
        for slot in slots { offered[slot.id] = slot }
    }

    /// The key of a write: this turn, this tool, these arguments; and how often that was done and undone before.
    private func key(_ call: ToolCall, again: Int = 0) -> RequestKey {
        let hash = SHA256.digest(Self.encoded(call) + (again == 0 ? [] : Array("|\(again)".utf8)))
        return RequestKey(route: "turn/\(turn.id)/\(call.name)", key: Hexadecimal.encode(hash), bodyHash: hash, fence: turn.fence)
    }

    private static func encoded(_ call: ToolCall) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return (try? Array(encoder.encode(call))) ?? []
    }
}

// MARK: - Reading

extension Toolbox {
    private func services() throws(DiaryError) -> [ServiceItem] {
        let people = try peopleByService()
        return try diary.services().map { service in
            ServiceItem(
                id: service.id.value, name: service.name, description: service.description, durations: service.durations,
                amountMinor: service.price?.amountMinor, currency: service.price?.currency, needsApproval: service.needsApproval,
                atCustomer: service.atCustomer, people: people[service.id.value] ?? [])
        }
    }

    /// One question for all services, where the diary's own asks for one.
    private func peopleByService() throws(DiaryError) -> [Int64: [PersonItem]] {
        do throws(DatabaseError) {
            let rows = try database.call(TurnStatements.people, tenant: diary.tenant.id.value)
            return Dictionary(grouping: rows, by: \.service).mapValues { $0.map(\.person) }
        } catch {
            throw .database(error)
        }
    }

    private func hours(_ span: DaySpan) throws(DiaryError) -> [OpenHours] {
        try diary.openingHours(from: span.first, days: min(span.length, 31)).map { day in
            OpenHours(day: DaySpan(day.date), windows: day.windows.map { OpenHours.Window(opens: Moment($0.0), closes: Moment($0.1)) })
        }
    }

    private mutating func availability(_ question: AvailabilityQuestion) throws(DiaryError) -> ToolResult {
        let asked = SlotQuestion(
            service: Service.ID(question.service), duration: question.duration, resource: question.person.map { Resource.ID($0) },
            moving: moving(question.moving, question.contact))
        let last = min(question.days.last, Days.add(60, to: question.days.first))
        let list = try diary.slots(asked, from: .day(question.days.first), to: .day(last), limit: nil)
        let fitting = list.slots.filter { slot in question.between?.contains(Moment(slot.start).minute) ?? true }
        let shown = fitting.prefix(question.limit).map { offer($0, question) }
        return .slots(Array(shown), more: fitting.count > shown.count)
    }

    private func answers(_ question: String, _ language: Language?) throws(DiaryError) -> [OwnersAnswer] {
        do throws(DatabaseError) {
            return try Knowledge(tenant: diary.tenant.id.value, in: database).answers(to: question, in: language)
        } catch {
            throw .database(error)
        }
    }

    private func lookup(_ reference: String, _ contact: String?) throws(DiaryError) -> Appointment {
        try diary.appointment(try named(reference), proof: proof(contact))
    }

    private func named(_ reference: String) throws(DiaryError) -> Reference {
        guard let named = Reference(reference) else {
            throw .refused(.notFound, detail: "No booking has that reference.", alternatives: [])
        }
        return named
    }

    /// A caller's contact that is no address is the name that a booking is under.
    private func proof(_ contact: String?) -> Proof {
        guard turn.caller != nil else { return contact.map(Proof.contact) ?? .conversation(turn.conversation) }
        guard let contact, contact.contains("@") || contact.count(where: \.isNumber) > 4 else {
            return .caller(turn.conversation, name: contact)
        }
        return .contact(contact)
    }

    /// What is known of the number that calls or texts.
    private func recognize(_ name: String?) throws(DiaryError) -> CallerRecord {
        guard let caller = turn.caller, let row = try row(of: caller, name) else {
            throw .refused(.notFound, detail: "No number is known here.", alternatives: [])
        }
        var record = CallerRecord(name: row.name, bookings: [])
        if let id = row.service, let name = row.serviceName { record.service = CallerRecord.LastService(id: id, name: name) }
        for id in row.bookings { record.bookings.append(booked(try diary.appointment(id: Appointment.ID(id)))) }
        if name != nil, record.bookings.isEmpty {
            throw .refused(.notFound, detail: "There is no coming booking of this number under that name.", alternatives: [])
        }
        return record
    }

    private func row(of caller: Caller, _ name: String?) throws(DiaryError) -> CallersRow? {
        do throws(DatabaseError) {
            return try database.call(
                TurnStatements.recognize, tenant: diary.tenant.id.value, turn.conversation, caller.number, caller.vouched, name
            ).first
        } catch {
            throw .database(error)
        }
    }

    private func moving(_ reference: String?, _ contact: String?) -> Moving? {
        reference.flatMap(Reference.init).map { Moving(reference: $0, proof: proof(contact)) }
    }
}

// MARK: - Writing

extension Toolbox {
    private mutating func hold(_ id: String, _ call: ToolCall) throws(DiaryError) -> ToolResult {
        guard let slot = offered[id] else { throw .refused(.invalid, detail: "That time was not offered here.", alternatives: []) }
        let asked = SlotQuestion(
            service: Service.ID(slot.service), duration: slot.duration, resource: slot.wanted.map { Resource.ID($0) },
            moving: moving(slot.moving, turn.movingContact))
        var again = 0
        var held = try hold(slot, asked, key(call))
        while try isGone(held), again < Self.mostHoldsOfATime {
            again += 1
            held = try hold(slot, asked, key(call, again: again))
        }
        var kept = slot
        (kept.start, kept.end) = (Moment(held.start), Moment(held.end))
        kept.person = PersonItem(id: held.resource.id.value, name: held.resource.name)
        return .held(HeldSlot(hold: held.id.text, slot: kept, expires: Moment(held.expires)))
    }

    private static let mostHoldsOfATime = 12

    private func hold(_ slot: OfferedSlot, _ asked: SlotQuestion, _ key: RequestKey) throws(DiaryError) -> Hold {
        try diary.hold(asked, start: slot.start.instant, by: Holder(client: turn.conversation, address: address), once: key)
    }

    /// A receipt tells of a hold as it was made; since then the same turn may have given it back.
    /// A turn that is taken over behind its booking finds the hold of that booking, which is not gone.
    private func isGone(_ hold: Hold) throws(DiaryError) -> Bool {
        do throws(DatabaseError) {
            return try database.call(TurnStatements.isGone, tenant: diary.tenant.id.value, hold.id.text).first ?? true
        } catch {
            throw .database(error)
        }
    }

    /// Whether a time is held still.
    func stands(_ hold: String) throws(TurnFailure) -> Bool {
        try TurnFailure.asking { () throws(DatabaseError) in
            try database.call(TurnStatements.isHeld, tenant: diary.tenant.id.value, hold).first ?? false
        }
    }

    /// Needs no key: a hold that is renewed twice is renewed.
    private func renew(_ id: String) throws(DiaryError) -> ToolResult { .expires(Moment(try diary.renew(try held(id)).expires)) }

    private func release(_ id: String, _ call: ToolCall) throws(DiaryError) -> ToolResult {
        if let hold = Hold.ID(id) { try diary.release(hold, once: key(call)) }
        return .kept
    }

    private func confirm(_ asked: Confirmation, _ call: ToolCall) throws(DiaryError) -> ToolResult {
        let customer = CustomerDetails(name: asked.name, email: asked.email, phone: asked.phone, address: asked.address)
        return .booking(
            booked(
                try diary.confirm(
                    try held(asked.hold), customer: customer, notes: asked.notes, conversation: turn.conversation, once: key(call))))
    }

    private func reschedule(_ reference: String, _ contact: String?, _ hold: String, _ call: ToolCall) throws(DiaryError) -> ToolResult {
        .booking(booked(try diary.reschedule(try named(reference), proof: proof(contact), to: try held(hold), once: key(call))))
    }

    private func cancel(_ reference: String, _ contact: String?, _ reason: String, _ call: ToolCall) throws(DiaryError) -> ToolResult {
        .booking(booked(try diary.cancel(try named(reference), proof: proof(contact), reason: reason, once: key(call))))
    }

    private func held(_ id: String) throws(DiaryError) -> Hold.ID {
        guard let hold = Hold.ID(id) else { throw .refused(.holdExpired, detail: "There is no such hold.", alternatives: []) }
        return hold
    }

    /// Not the diary's: unique by its turn, so it needs no receipt.
    private func keep(_ name: String, _ contact: String, _ body: String) throws(DiaryError) -> ToolResult {
        do throws(DatabaseError) {
            _ = try database.call(
                TurnStatements.takeMessage, tenant: diary.tenant.id.value, fence: (turn: turn.id, number: turn.number),
                turn.conversation, turn.id, name, contact, body)
            return .kept
        } catch {
            throw error.sqlState == .fenced ? .fenced : .database(error)
        }
    }
}

extension Toolbox {
    /// Once for each turn, so it needs no receipt.
    private func text(_ body: String, _ state: String) throws(DiaryError) -> ToolResult {
        do throws(DatabaseError) {
            _ = try database.call(
                TurnStatements.textInstead, tenant: diary.tenant.id.value, fence: (turn: turn.id, number: turn.number),
                turn.conversation, turn.id, body, state)
            return .kept
        } catch {
            throw error.sqlState == .fenced ? .fenced : .database(error)
        }
    }

    /// Checks the fence itself, since it locks the conversation before its turn.
    private func handOver(_ reason: HandoffReason, _ name: String, _ contact: String) throws(DiaryError) -> Bool {
        do throws(DatabaseError) {
            return try database.call(
                HandoffStatements.handOver, tenant: diary.tenant.id.value, turn.conversation, turn.id, turn.number, reason.rawValue, name,
                contact
            ).first ?? false
        } catch {
            throw error.sqlState == .fenced ? .fenced : .database(error)
        }
    }
}

// MARK: - Values

extension Toolbox {
    /// Gives a slot its id and remembers it. The id follows from what it names, so a turn that is walked again finds the same.
    private mutating func offer(_ slot: Slot, _ question: AvailabilityQuestion) -> OfferedSlot {
        let parts =
            "\(turn.conversation)|\(question.service)|\(question.duration ?? 0)|\(question.person ?? 0)|\(question.moving ?? "")|\(slot.start.instant.microseconds)"
        let id = Hexadecimal.encode(Array(SHA256.digest(parts).prefix(8)))
        let offer = OfferedSlot(
            id: id, service: question.service, duration: question.duration, wanted: question.person, start: Moment(slot.start),
            end: Moment(slot.end), person: PersonItem(id: slot.resource.id.value, name: slot.resource.name), moving: question.moving)
        offered[id] = offer
        return offer
    }

    private mutating func remembered(_ slots: [Slot], for call: ToolCall) -> [OfferedSlot] {
        guard case .holdSlot(let id) = call, let slot = offered[id] else { return [] }
        var question = AvailabilityQuestion(service: slot.service, days: DaySpan(slot.start.day))
        (question.duration, question.person, question.moving) = (slot.duration, slot.wanted, slot.moving)
        return slots.map { offer($0, question) }
    }

    func booked(_ appointment: Appointment) -> Booked {
        Booked(
            reference: appointment.reference.text, status: appointment.status.rawValue, service: appointment.service.id.value,
            serviceName: appointment.service.name, start: Moment(appointment.start), end: Moment(appointment.end),
            person: PersonItem(id: appointment.resource.id.value, name: appointment.resource.name), version: appointment.version,
            manageURL: manageLink(appointment))
    }
}
