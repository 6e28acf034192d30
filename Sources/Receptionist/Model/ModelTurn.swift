internal import Booking

/// Why a model's turn came to nothing.
enum ModelTrouble: Error {
    /// The turn itself can't go on.
    case turn(TurnFailure)
    /// The model can't; the code is kept, and the script takes over.
    case model(ModelFailure)
    /// It rests, or has cost enough.
    case notAsked(ModelLedger.Permission)
    /// It called tools without end, or tools that there are not.
    case looping
    /// What it said could not be shown.
    case withheld
}

extension ModelTrouble {
    /// Takes a step of the turn itself.
    static func inTurn<T>(_ step: () throws(TurnFailure) -> T) throws(ModelTrouble) -> T {
        do throws(TurnFailure) { return try step() } catch { throw .turn(error) }
    }
}

/// How much one turn may ask of a model.
public struct ModelLimits: Sendable {
    /// Questions to the model, the last of which it answers in words.
    public var rounds = 6
    public var calls = 12
    /// Calls that can't be made.
    public var misuses = 3
    /// All of it together.
    public var time: Duration = .seconds(40)

    public init() {}
}

/// One turn of the receptionist that a model speaks: state and message in, what is said and the next state out.
///
/// While the model thinks, nothing of the database is open. Before each question, and before each write, what was done so far is noted
/// in the turn, so that whoever takes it over goes on behind the last step and repeats a write under its own key.
struct ModelTurn {
    /// The server's own voice: its words, cards and state are the script's.
    var voice: Dialogue
    var facts: Facts
    var findings = Findings()
    var walk: Walk
    /// What the writes of this turn came to, in order.
    var outcomes: [(call: ToolCall, result: ToolResult)] = []
    /// What was found last and would be shown.
    var found: [OfferedSlot]?
    var seen: [ToolResult] = []
    /// What the owner has answered to the message, and when the business is open in the coming week.
    private var answers: [OwnersAnswer] = []
    private var hours: [OpenHours] = []
    private(set) var withheld: [(sentence: String, reason: Withheld)] = []
    /// A sentence of the model's was shown.
    private var hasSpoken = false
    /// The booking about which the visitor was asked whether it is to be cancelled.
    let agreedToCancel: String?
    let written: Written
    /// Who the visitor says to be in this message.
    private var contact: ContactDetails?
    private let past: [PastTurn]
    private let message: String
    private let model: any LanguageModel
    private let limits: ModelLimits
    private let isJudged: Bool
    private let ledger: ModelLedger
    private let started = ContinuousClock.now

    init(
        _ dialogue: Dialogue, voice: ModelVoice, ledger: ModelLedger, journal: String, past: [PastTurn], message: String
    ) {
        self.voice = dialogue
        (self.model, self.limits, self.isJudged, self.ledger, self.past, self.message) =
            (voice.model, voice.limits, voice.isJudged, ledger, past, message)
        walk = Stored.read(journal) ?? Walk()
        facts = Facts(words: dialogue.words)
        agreedToCancel = dialogue.state.asked == .confirmCancel ? dialogue.state.target?.reference : nil
        written = Written(past.map(\.message) + [message])
    }

    /// Whether the message is one that is never left to a model: an emergency, a wish for advice or for a person, anger, words for the
    /// owner that are being dictated.
    mutating func isKeptFromModels() throws(TurnFailure) -> Bool {
        if case .services(let items) = try voice.desk.perform(.listServices) { voice.services = items }
        let heard = voice.hear(message)
        contact = heard.contact
        if voice.settlesByItself(heard) { return true }
        return !heard.intents.isDisjoint(with: [.emergency, .advice, .person]) || heard.isAngry || voice.state.goal == .message
    }

    /// A turn in which all that the model said was withheld counts towards asking a person; any other ends the count.
    mutating func countMiss() throws(TurnFailure) {
        guard !withheld.isEmpty, !hasSpoken, !hasSettled else { return voice.state.misses = 0 }
        try voice.countMiss()
    }

    /// Walks the turn to its end.
    mutating func respond() throws(ModelTrouble) {
        voice.reopen()
        try lookAround()
        try resume()
        try mayAsk()
        try readUp()
        while true {
            let reply = try ask()
            if reply.calls.isEmpty { return try finish(reply.text) }
            guard walk.steps.count + reply.calls.count <= limits.calls else { throw .looping }
            walk.rounds.append(numbered(reply.calls).map { Walk.Step(model: $0) })
            try answerCalls()
        }
    }

    /// What was begun is taken up before, so that it is told whether or not the model may go on.
    private func mayAsk() throws(ModelTrouble) {
        let permission = try ModelTrouble.inTurn { () throws(TurnFailure) in
            try ledger.permission(in: voice.desk.tools.turn.conversation)
        }
        if permission != .ask { throw .notAsked(permission) }
    }

    /// Knows what the conversation has come to.
    private mutating func lookAround() throws(ModelTrouble) {
        voice.state.name = contact?.name ?? voice.state.name
        voice.state.email = contact?.email ?? voice.state.email
        voice.state.phone = contact?.phone ?? voice.state.phone
        voice.services.forEach { facts.take($0) }
        try recognize()
        voice.state.shown.compactMap { voice.desk.tools.offered[$0] }.forEach { facts.take($0) }
        if let held = voice.state.held { facts.take(held) }
        findings = Findings(services: voice.services, held: try standing(voice.state.held))
    }

    private mutating func recognize() throws(ModelTrouble) {
        guard voice.desk.tools.turn.caller != nil, case .caller(let record) = try perform(.recognizeCaller(name: nil)) else { return }
        take(record, name: nil)
    }

    /// What the model may call.
    var tools: [ToolSchema] { voice.desk.tools.turn.caller == nil ? ToolSchema.all : ToolSchema.withCaller }

    func standing(_ held: HeldSlot?) throws(ModelTrouble) -> HeldSlot? {
        guard let held else { return nil }
        return try ModelTrouble.inTurn { () throws(TurnFailure) in try voice.desk.tools.stands(held.hold) ? held : nil }
    }

    /// Reads what a receptionist has on the desk.
    private mutating func readUp() throws(ModelTrouble) {
        let week = DaySpan(voice.now.day, Days.add(6, to: voice.now.day))
        if case .hours(let days) = try perform(.openingHours(from: week)) { hours = days }
        guard case .answers(let found) = try perform(.searchAnswers(question: message, language: voice.words.language)) else { return }
        answers = found
        found.forEach { facts.take($0) }
    }

    private mutating func resume() throws(ModelTrouble) {
        for step in walk.steps {
            guard case .result(let result)? = step.answer, let call = step.call else { continue }
            voice.desk.recall(result)
            take(call, result)
        }
        try answerCalls()
    }

    private mutating func ask() throws(ModelTrouble) -> ModelReply {
        let left = limits.time - (ContinuousClock.now - started)
        guard limits.rounds > walk.rounds.count, left > .zero else { throw .looping }
        // Before the first question the permission has looked.
        if !walk.rounds.isEmpty { try checkFunds() }
        try note(thinking: left)
        let reply: ModelReply
        do throws(ModelFailure) {
            reply = try model.ask(messages, tools: tools, within: left)
        } catch {
            throw .model(error)
        }
        try count(reply.usage)
        return reply
    }

    private func checkFunds() throws(ModelTrouble) {
        let isFunded = try ModelTrouble.inTurn { () throws(TurnFailure) in try ledger.isFunded() }
        if !isFunded { throw .notAsked(.spent) }
    }

    private func count(_ usage: ModelUsage) throws(ModelTrouble) {
        try ModelTrouble.inTurn { () throws(TurnFailure) in try ledger.note(usage, of: voice.desk.tools.turn) }
    }

    private var messages: [ModelMessage] {
        let instruction = Instruction(
            business: voice.business, language: voice.words.language, wishes: voice.tenantVoice, services: voice.services, hours: hours,
            answers: answers, now: voice.now, state: voice.state, caller: voice.caller, offered: voice.desk.tools.offered,
            isOnPhone: voice.line != nil)
        let before = past.flatMap { [ModelMessage.visitor($0.message), .model($0.reply, calls: [])] }
        return [.instruction(instruction.text)] + before + [.visitor(message)] + walk.messages
    }

    /// The lease outlasts whatever the model takes; that of a dead worker is freed by its name or its connection.
    func note(thinking time: Duration = .zero) throws(ModelTrouble) {
        try ModelTrouble.inTurn { () throws(TurnFailure) in try voice.desk.note(Stored.text(walk), lease: time / .seconds(1) + 15) }
    }

    /// Ids that are this turn's own, since some servers give none or the same twice.
    private func numbered(_ calls: [ModelCall]) -> [ModelCall] {
        let first = walk.steps.count
        return calls.enumerated().map { index, call in ModelCall(id: "call_\(first + index)", name: call.name, arguments: call.arguments) }
    }

    /// Shows what the model said, as far as it may be, after what the server has to say itself.
    private mutating func finish(_ text: String) throws(ModelTrouble) {
        tellOutcomes()
        let text = voice.isReadingBack ? "" : text
        let told = !voice.said.isEmpty
        var judge = Judge(
            language: facts.language, facts: facts, findings: findings, avoided: voice.tenantVoice.avoided, isAsleep: !isJudged)
        var named: [String] = []
        for sentence in Sentences.split(text) {
            guard case .shown(let words, let slots) = keep(judge.judge(sentence), of: sentence) else { break }
            voice.say(words)
            hasSpoken = true
            named += slots
        }
        showTimes(named)
        if voice.said.isEmpty || (!withheld.isEmpty && named.isEmpty && !told) { try speakForIt() }
        voice.remember()
    }

    private mutating func keep(_ verdict: Verdict, of sentence: String) -> Verdict {
        if case .withheld(let reason) = verdict { withheld.append((sentence, reason)) }
        return verdict
    }

    /// The misuses of this turn are few enough to go on.
    func checkMisuses() throws(ModelTrouble) {
        let count = walk.steps.count { if case .misuse? = $0.answer { true } else { false } }
        if count >= limits.misuses { throw .looping }
    }
}
