import Booking
import Foundation
import Postgres
import Receptionist
import TestCluster

/// A business of its own database, with a receptionist and the means to look at what was done.
final class Stage {
    let place: TestDatabase
    let database: Database
    let diary: Diary
    var receptionist: Receptionist
    var conversation: String?
    var references: [String] = []
    /// Who texts, or calls where the channel says so; without one it is the website.
    var caller: Caller?
    var channel: Channel?
    var made = ""
    var cards: [Card] = []
    var log: [String] = []
    /// What was shown and was not so.
    var lies: [String] = []
    /// How many events reach the visitor before the stream is cut.
    var limit = Int.max

    init(tenant: String = "demo", clock: String = "2026-11-21T15:00:00Z") throws {
        place = try TestDatabase()
        database = place.application()
        guard let found = try Diary.tenant(slug: tenant, in: database) else { fatalError("no such business: \(tenant)") }
        diary = Diary(tenant: found, database: database)
        receptionist = Self.receptionist(diary, database)
        try set(clock: clock)
    }

    static func receptionist(
        _ diary: Diary, _ database: Database, pace: Receptionist.Pace = Receptionist.Pace(), model: ModelVoice? = nil
    ) -> Receptionist {
        Receptionist(diary: diary, database: database, publicURL: "http://localhost", pace: pace, model: model) {
            "http://localhost/manage/\($0.id)"
        }
    }

    var price: ModelPrice?
    var ceiling: Int64?

    /// Who speaks from now on.
    var model: (any LanguageModel)? {
        didSet {
            receptionist = Self.receptionist(
                diary, database, model: model.map { ModelVoice($0, name: "m", price: price, ceiling: ceiling) })
        }
    }

    func set(clock: String) throws { try database.execute("select holdfast.clock_set(\(clock)::timestamptz)") }

    func play(_ step: Script.Step) throws {
        switch step {
        case .clock(let time): try set(clock: time)
        case .booked(let words): try book(words)
        case .says(let text): try say(filled(text))
        case .presses(let kind, let what): try press(kind, what)
        case .newVisitor: conversation = nil
        case .visits(let name): try place.owner().execute("update holdfast.services set at_customer = true where name = \(name)")
        }
    }

    @discardableResult
    func say(_ text: String, action: Action? = nil) throws -> Reply {
        let reply = try receptionist.turn(
            conversation: conversation, messageID: UUID().uuidString, message: text, action: action, timezone: "Europe/Berlin",
            address: "192.0.2.1", channel: channel ?? (caller == nil ? .web : .sms), caller: caller
        ) { _ in }
        conversation = reply.conversation
        cards = reply.cards
        for case .booking(let face) in cards { made = face.reference }
        try check(reply)
        log += ["> \(text)", reply.text]
        return reply
    }

    /// Every time that is offered can be held, and every booking that is shown stands as it is shown.
    private func check(_ reply: Reply) throws {
        for card in reply.cards {
            switch card {
            case .slots(let list): lies += try list.slots.filter { try !isFree($0, list.service) }.map { "offered \($0.start)" }
            case .booking(let face), .cancelled(let face): if try !stands(face) { lies.append("showed \(face.reference)") }
            default: break
            }
        }
        let booked = reply.text.contains("You are booked") || reply.text.contains("It is moved")
        if booked, !reply.cards.contains(where: { if case .booking = $0 { true } else { false } }) {
            lies.append("spoke of a booking without one")
        }
    }

    /// Where a booking is being moved, its own time counts as free; the diary is asked without it, so such times are left out.
    private func isFree(_ slot: Card.SlotFace, _ service: String) throws -> Bool {
        guard references.isEmpty, let id = Int64(service) else { return true }
        let start = try place.owner().rows("select \(slot.start)::timestamptz as at") { row throws(DatabaseError) in
            try row.read("at", as: Instant.self)
        }[0]
        return try diary.explain(SlotQuestion(service: Service.ID(id)), start: start).bookable || !made.isEmpty || holds(near: start)
    }

    /// What this conversation holds is given back for its neighbours.
    private func holds(near start: Instant) throws -> Bool {
        try place.owner().rows(
            """
            select 1 as one from holdfast.bookings where status = 'held' and client = \(conversation ?? "")
                and start_at between \(start) - interval '2 hours' and \(start) + interval '2 hours'
            """
        ) { row throws(DatabaseError) in try row.read("one", as: Int.self) }.count > 0
    }

    private func stands(_ face: Card.BookingFace) throws -> Bool {
        try place.owner().rows(
            """
            select 1 as one from holdfast.bookings where reference = \(face.reference) and status = \(face.status)
                and start_at = \(face.start)::timestamptz and version = \(face.sequence)
            """
        ) { row throws(DatabaseError) in try row.read("one", as: Int.self) }.count == 1
    }

    private func filled(_ text: String) -> String {
        references.enumerated().reduce(text.replacing("$made", with: made)) { $0.replacing("$\($1.offset + 1)", with: $1.element) }
    }

    private func press(_ kind: String, _ what: String) throws {
        switch kind {
        case "slot":
            for case .slots(let list) in cards {
                let slot = list.slots[(Int(what) ?? 1) - 1]
                try say(slot.label, action: .slot(slot.id))
            }
        case "service": try say(what, action: .service(try service(what).id.description))
        default: try say(what, action: .day(what))
        }
    }

    private func service(_ name: String) throws -> Service {
        guard let service = try diary.services().first(where: { $0.name == name }) else { fatalError("no such service: \(name)") }
        return service
    }

    /// A booking made elsewhere: service, day, time, name, email or phone.
    func book(_ words: [String]) throws {
        guard let cut = words.firstIndex(where: { $0.hasPrefix("2026-") }) else { fatalError("no day in \(words)") }
        let parts = words[cut].split(separator: "-").compactMap { Int($0) },
            clock = words[cut + 1].split(separator: ":").compactMap { Int($0) }
        guard let day = CivilDate(year: parts[0], month: parts[1], day: parts[2]) else { fatalError("no such day") }
        let start = try diary.resolve(local: day, minuteOfDay: clock[0] * 60 + clock[1])[0].instant
        let asked = SlotQuestion(service: try service(words[..<cut].joined(separator: " ")).id)
        let rest = Array(words[(cut + 2)...]), contact = rest.dropFirst(2).joined(separator: " ")
        let hold = try diary.hold(asked, start: start, by: Holder(client: nil, address: "198.51.100.7"), once: key("hold"))
        let customer = CustomerDetails(
            name: rest.prefix(2).joined(separator: " "), email: contact.contains("@") ? contact : nil,
            phone: contact.contains("@") ? nil : contact, address: nil)
        references.append(try diary.confirm(hold.id, customer: customer, notes: "", conversation: nil, once: key("confirm")).reference.text)
    }

    private func key(_ route: String) -> RequestKey {
        RequestKey(route: route, key: UUID().uuidString, bodyHash: Array(UUID().uuidString.utf8))
    }
}

extension Stage {
    /// All that the business's tables hold of what people did, a line for each.
    func outcome() throws -> [String] {
        let tenant = diary.tenant.id.value
        let owner = place.owner()
        let bookings = try owner.rows(
            """
            select case when b.status = 'held' and b.expires_at <= holdfast.now() then 'expired' else b.status end as status,
                s.name as service, to_char(b.start_at at time zone b.zone, 'YYYY-MM-DD HH24:MI') as start,
                coalesce(c.name || ' <' || coalesce(c.email, c.phone) || '>' || coalesce(' of ' || c.address, ''), '') as customer, r.name as person, b.duration_minutes as minutes
            from holdfast.bookings b join holdfast.services s on s.id = b.service_id join holdfast.resources r on r.id = b.resource_id
            left join holdfast.customers c on c.id = b.customer_id
            where b.tenant_id = \(tenant) and b.status not in ('expired', 'released', 'moved') order by b.id
            """
        ) { row throws(DatabaseError) in
            (
                status: try row.read("status", as: String.self),
                line:
                    "\(try row.read("status", as: String.self)) \(try row.read("service", as: String.self)) \(try row.read("start", as: String.self)) \(try row.read("customer", as: String.self))",
                person: try row.read("person", as: String.self), minutes: try row.read("minutes", as: Int.self)
            )
        }
        let messages = try owner.rows(
            "select contact, body from holdfast.messages where tenant_id = \(tenant) and conversation_id is not null order by id"
        ) {
            row throws(DatabaseError) in
            "message <\(try row.read("contact", as: String.self))> \(try row.read("body", as: String.self))"
        }
        let lines = bookings.filter { $0.status != "expired" }.map {
            "\($0.line.trimmingCharacters(in: .whitespaces)) with \($0.person) for \($0.minutes)"
        }
        return lines + messages
    }

    /// Whether what stands is what was expected, whole. “with …” and “for …” are compared where they are expected.
    static func agree(_ found: [String], _ expected: [String]) -> Bool {
        found.count == expected.count
            && zip(found.sorted(), expected.sorted()).allSatisfy { found, expected in
                found == expected || found.hasPrefix(expected + " with ") || found.hasPrefix(expected + " for ")
                    || (expected.contains(" for ") && found.hasSuffix(expected.suffix(7)) && found.hasPrefix(expected.dropLast(7)))
            }
    }
}
