internal import Booking
internal import PhoneNumbers
internal import Postgres
internal import Receptionist
internal import Web

/// One request about a call.
struct CallVisit {
    let visit: WebhookVisit
    let delivery: TwilioRequest
    let line: Line
    /// Twilio's CallSid.
    let sid: String
    /// Who calls, E.164; nil where the number is withheld.
    let peer: String?
    /// The turn that it is about, from 1 on: our own count, in the address that Twilio was given.
    let number: Int
    let receptionist: Receptionist
    let phrases: CallPhrases

    /// More turns than a call of an hour has.
    private static let mostTurns = 1_000

    init(_ visit: WebhookVisit, _ delivery: TwilioRequest, _ line: Line) throws(Problem) {
        (self.visit, self.delivery, self.line) = (visit, delivery, line)
        sid = try delivery.required("CallSid")
        guard Self.isSid(sid) else { throw .malformed("CallSid is none.") }
        peer = line.tenant.phone(delivery["From"] ?? "")?.e164
        number = min(max(delivery.query["n"].flatMap { Int($0) } ?? 1, 1), Self.mostTurns)
        receptionist = visit.receptionist(line, from: peer)
        phrases = receptionist.callPhrases()
    }

    private static func isSid(_ text: String) -> Bool {
        text.count == 34 && text.hasPrefix("CA") && text.dropFirst(2).allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }

    /// Whether the network stands for the caller's number (SHAKEN, attestation A).
    var isVouched: Bool { delivery["StirVerstat"] == "TN-Validation-Passed-A" }

    /// The key of a turn.
    func key(_ number: Int) -> String { "\(sid):\(number)" }
    var key: String { key(number) }

    func begin() throws(DatabaseError) -> BegunCall {
        try receptionist.begin(call: sid, number: line.number, peer: peer, isVouched: isVouched)
    }

    /// The call's conversation. A call whose beginning was lost begins here.
    func conversation() throws(DatabaseError) -> String? { try conversation(of: receptionist.standing(call: sid)) }

    func conversation(of standing: CallStanding?) throws(DatabaseError) -> String? {
        guard let standing else { return try begin().conversation }
        return standing.conversation
    }

    /// What is asked in the turn before this one, whose keys were pressed.
    func asked(in conversation: String) throws(DatabaseError) -> SpokenReply {
        guard number > 1 else { return receptionist.firstQuestion() }
        return try receptionist.spoken(conversation: conversation, key: key(number - 1)) ?? receptionist.firstQuestion()
    }
}

// MARK: - Saying

extension CallVisit {
    /// How Twilio calls a language here.
    func spoken(_ language: Language) -> String { language.spoken(at: line.tenant.locale) }

    /// Says an answer, and listens for the next turn.
    func twiML(for reply: SpokenReply) -> TwiML { TwiML(verbs(for: reply, before: number + 1)) }

    func verbs(for reply: SpokenReply, before next: Int) -> [Verb] {
        let language = spoken(reply.language), words = Verb.say(reply.text, in: language)
        switch reply.step {
        case .hangUp: return [words, .hangup]
        case .transfer: return [words, putThrough(next)]
        case .listen: return [listen(reply, [words], next)]
        }
    }

    private func listen(_ reply: SpokenReply, _ prompts: [Verb], _ next: Int) -> Verb {
        .gather(
            Gather(
                prompts: prompts, action: visit.address(.turn, ["n": String(next)]), language: spoken(reply.language), hints: hints,
                digits: reply.isNumberAsked ? nil : 1))
    }

    /// Without them less is understood, and nothing else is lost.
    private var hints: [String] { (try? receptionist.hints()) ?? [] }

    /// Rings up the owner, for as long as the call may last.
    private func putThrough(_ next: Int) -> Verb {
        let action = visit.address(.dialled, ["n": String(next)])
        guard let standing = try? receptionist.standing(call: sid), let owner = standing.ownerPhone else { return .redirect(action) }
        try? receptionist.noteDial(call: sid, nil)
        return .dial(
            Dial(
                number: owner, action: action, timeLimit: max(standing.secondsLeft, 60), callerID: peer == nil ? standing.number : nil))
    }

    /// Says something and ends the call.
    func farewell(_ words: String) -> TwiML { TwiML(.say(words, in: spoken(phrases.language)), .hangup) }

    /// Nothing works at the moment: the caller is asked again, and let go after a while.
    var trouble: TwiML {
        let tries = delivery.query["again"].flatMap { Int($0) } ?? 0
        guard tries < Self.mostTries else { return farewell(phrases.callLater) }
        let language = spoken(phrases.language)
        return TwiML(
            .gather(
                Gather(
                    prompts: [.say(phrases.sayThatAgain, in: language)],
                    action: visit.address(.turn, ["n": String(number), "again": String(tries + 1)]), language: language)))
    }

    private static let mostTries = 2
}
