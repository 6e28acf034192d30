internal import Booking
internal import Postgres

/// One turn of the scripted receptionist: state and message in, what is said and the next state out.
///
/// It speaks of outcomes only from a tool's result of this turn, and of times only from slots that were listed in it.
struct Dialogue {
    var state: DialogueState
    var desk: Desk
    let business: Tenant
    let now: Moment
    let timezone: String?
    let tenantVoice: TenantVoice
    /// The line on which it is spoken; nil where it is written.
    var line: PhoneLine?
    var words: Wording
    var services: [ServiceItem] = []
    /// What is known of whoever calls or texts.
    var caller: CallerRecord?
    /// What the owner has answered to the message; nil until that was looked for.
    var searched: [OwnersAnswer]?
    /// No booking is taken just now: why.
    var outage: ToolRefusal?
    /// A held time that was given back while its neighbours are looked at.
    var lent: HeldSlot?
    var said: [StoredEvent] = []
    /// The conversation was given to the people of the business in this turn.
    var hasHandedOver = false
    /// They had not been asked before.
    var isNewlyHandedOver = false
    /// It is the first turn of its conversation.
    let isFirst: Bool
    /// How the phone call goes on.
    var step = CallFace.Step.listen

    init(
        state: DialogueState, desk: Desk, business: Tenant, tenantVoice: TenantVoice, now: Moment, timezone: String?, line: PhoneLine? = nil
    ) {
        (self.state, self.desk, self.business, self.now, self.timezone) = (state, desk, business, now, timezone)
        (self.tenantVoice, self.line) = (tenantVoice, line)
        isFirst = state.isFirst ?? false
        self.state.isFirst = nil
        let language = state.language ?? Language(locale: business.locale)
        words = Wording(business: business, today: now.day, language: language, isSpoken: line != nil)
    }

    mutating func say(_ sentence: String, inCard: Bool? = nil) { said.append(StoredEvent(text: words.tidied(sentence), inCard: inCard)) }
    mutating func show(_ card: Card) { said.append(StoredEvent(card: card)) }

    /// Answers a message.
    ///
    /// - Parameter isMiss: the turn came to nothing before, in other hands.
    mutating func respond(to message: String, action: Action?, isMiss: Bool = false) throws(TurnFailure) {
        if case .services(let items) = try desk.use(.listServices) { services = items }
        try recognize()
        let isUnderstood = try answer(message, action)
        if isUnderstood, !isMiss { state.misses = 0 } else { try countMiss() }
        remember()
    }

    /// Whether the message was understood.
    private mutating func answer(_ message: String, _ action: Action?) throws(TurnFailure) -> Bool {
        if action == .unheard { return try heardNothing() }
        if let action, try press(action) { return true }
        if try answerOnPhone(message) { return true }
        let heard = hear(message)
        if heard.brokenEmail { say(words.brokenEmail) }
        if heard.isAngry { try calm() }
        if try interrupt(heard, message) { return true }
        absorb(heard)
        if try answerForOwner(heard, message) { return true }
        try answerQuestions(heard)
        try pursue(heard, message)
        if !said.isEmpty { return true }
        if heard.contact.isEmpty { return try notUnderstood(message) }
        try noted()
        return true
    }

    func hear(_ message: String) -> Understanding {
        let people = services.flatMap(\.people).reduce(into: [Int64: Named]()) { $0[$1.id] = Named(id: $1.id, name: $1.name) }
        return Understanding(
            message,
            in: Setting(
                today: now.day, minute: now.minute, region: Region(locale: business.locale),
                services: services.map { Named(id: $0.id, name: $0.name, hints: $0.description) },
                people: people.values.sorted { $0.id < $1.id }, expecting: state.expecting, language: words.language))
    }

    /// Emergencies and a message for the owner that is being dictated come before everything else.
    private mutating func interrupt(_ heard: Understanding, _ message: String) throws(TurnFailure) -> Bool {
        if heard.intents.contains(.emergency) {
            say(tenantVoice.answer(for: .emergency, in: words.language) ?? words.emergency)
            if heard.intents.isDisjoint(with: [.book, .move, .cancel]), heard.services.isEmpty {
                say(words.canBook)
                return true
            }
        }
        if state.asked == .message, wantsElse(heard, message) { state.rest() }
        if state.asked == .message, heard.assent != false {
            state.draft = message
            absorb(heard)
            try passOn()
            return true
        }
        return false
    }

    /// Takes up who the visitor is, whatever else they say.
    private mutating func absorb(_ heard: Understanding) {
        if let name = heard.contact.name { state.name = name }
        if let email = heard.contact.email { state.email = email }
        if let phone = heard.contact.phone { state.phone = phone }
        if let reference = heard.reference, reference != state.reference {
            (state.reference, state.target, state.contact) = (reference, nil, nil)
        }
    }

    /// Tells what the owner has answered to it; otherwise says that nothing was understood, what is possible, and where we were.
    private mutating func notUnderstood(_ message: String) throws(TurnFailure) -> Bool {
        if let answer = try ownersAnswer(to: message) {
            try tell(answer)
            return true
        }
        say(state.misses > 0 && line == nil ? words.stillLost : words.lost)
        if state.misses == 1, line == nil { say(words.offerPerson) }
        if state.misses + 1 < patience { try askAgain() }
        return false
    }

    /// Whoever may dictate a message can go on booking instead.
    private func wantsElse(_ heard: Understanding, _ message: String) -> Bool {
        let changes = !heard.intents.isDisjoint(with: [.move, .cancel]) && (heard.reference != nil || !state.made.isEmpty)
        let books = heard.intents.contains(.book) && !heard.services.isEmpty
        return (books || changes) && message.split(separator: " ").count < 14
    }

    /// Details that came before they were needed.
    private mutating func noted() throws(TurnFailure) {
        say(words.noted)
        try askAgain()
    }

    /// Keeps what the next message may refer to.
    mutating func remember() {
        let offered = desk.tools.offered
        let wanted = Set(state.shown + [state.held?.slot.id].compactMap { $0 })
        let old = state.slots.filter { !wanted.contains($0.id) }.suffix(40)
        state.slots = old + offered.values.filter { wanted.contains($0.id) }.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    /// The service that is being spoken of.
    var service: ServiceItem? { services.first { $0.id == state.service } }
}
