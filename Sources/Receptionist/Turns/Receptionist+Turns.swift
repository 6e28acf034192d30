internal import Booking
internal import PhoneNumbers
internal import Postgres

extension Receptionist {
    var tenant: Int64 { diary.tenant.id.value }

    /// Takes the turn of a message, or learns who has it.
    func take(_ letter: Letter, lookAround: Bool) throws(TurnError) -> Taking {
        let taken = try spoken { () throws(DatabaseError) in
            try database.call(
                TurnStatements.take, tenant: tenant, letter.conversation, letter.fresh, letter.key, letter.message, Bytea(letter.hash),
                letter.channel.rawValue, pace.worker, pace.lease, lookAround, diary.tenant.zone)
        }
        guard let taking = taken.first else { throw .busy(retryAfter: 1) }
        return taking
    }

    /// The reply where there is one now; nil to look again in a moment.
    func answer(_ letter: Letter, _ taking: Taking, _ address: String, _ emit: (Event) -> Void) throws(TurnError) -> Reply? {
        switch taking.outcome {
        case .closed: return try repeated(taking, emit)
        case .run, .silent: return try work(letter, taking, address, emit)
        case .conflict: throw .invalid("This message id was used for another message.")
        case .tooMany: throw .tooMany
        case .running, .waiting:
            _ = try spoken { () throws(DatabaseError) in try database.rows(TurnStatements.wait) }
            return nil
        }
    }

    /// Thinks, stores what is to be shown and closes the turn, then shows it. Nil where another worker took it over.
    private func work(_ letter: Letter, _ taking: Taking, _ address: String, _ emit: (Event) -> Void) throws(TurnError) -> Reply? {
        do throws(TurnFailure) {
            let dialogue = try think(letter, taking, address)
            try close(letter, taking, dialogue)
            emit(.conversation(taking.conversation))
            dialogue.said.compactMap(\.event).forEach(emit)
            return Reply(conversation: taking.conversation, events: dialogue.said)
        } catch {
            switch error {
            case .fenced: return nil
            case .database(let error):
                _ = try? database.call(TurnStatements.release, tenant: tenant, taking.turn, taking.fence)
                throw .database(error)
            }
        }
    }

    private func think(_ letter: Letter, _ taking: Taking, _ address: String) throws(TurnFailure) -> Dialogue {
        var dialogue = try dialogue(letter, taking, address)
        if taking.outcome == .silent { return try listen(letter, dialogue) }
        dialogue.state.isPersonTold = nil
        dialogue = try answer(letter, taking, dialogue)
        dialogue.closeOnPhone()
        return dialogue
    }

    private func answer(_ letter: Letter, _ taking: Taking, _ script: Dialogue) throws(TurnFailure) -> Dialogue {
        var dialogue = script
        guard let model, letter.action == nil, !taking.isTheScripts else {
            try dialogue.respond(to: letter.message, action: letter.action)
            return dialogue
        }
        return try speak(letter, taking, dialogue, model)
    }

    func dialogue(_ letter: Letter, _ taking: Taking, _ address: String) throws(TurnFailure) -> Dialogue {
        let tenantVoice = try TurnFailure.asking { () throws(DatabaseError) in try TenantVoice.of(tenant: tenant, in: database) }
        var state: DialogueState = Stored.read(taking.state) ?? DialogueState()
        if letter.channel.isTexted { state.wake(at: taking.now) }
        state.language = language(letter, before: state.language, of: tenantVoice)
        let line = letter.channel == .voice ? try line(of: taking.conversation) : nil
        let caller = letter.caller.map { Caller(number: $0.number, vouched: $0.vouched || line?.isVouched ?? false, about: $0.about) }
        let turn = TakenTurn(
            id: taking.turn, number: taking.fence, conversation: taking.conversation, now: taking.now, caller: caller,
            isTexted: letter.channel.isTexted)
        let offered = Dictionary(state.slots.map { ($0.id, $0) }) { $1 }
        let tools = Toolbox(
            diary: diary, database: database, turn: turn, address: address, tries: tries, manageLink: manageLink, offered: offered)
        let desk = Desk(tools: tools, journal: taking.journal, lease: pace.lease)
        state.phone = state.phone ?? line?.peer
        return Dialogue(
            state: state, desk: desk, business: diary.tenant, tenantVoice: tenantVoice, now: taking.now, timezone: letter.timezone,
            line: line)
    }

    private func line(of conversation: String) throws(TurnFailure) -> PhoneLine {
        try TurnFailure.asking { () throws(DatabaseError) in try database.call(CallStatements.line, tenant: tenant, conversation) }.first
            ?? PhoneLine(peer: nil, isVouched: false, canTransfer: false, canText: false)
    }

    /// A button says nothing of its visitor's language. A business whose owner has chosen no languages speaks all.
    private func language(_ letter: Letter, before: Language?, of voice: TenantVoice) -> Language {
        let allowed = voice.languages.isEmpty ? Language.allowed(at: diary.tenant.locale) : voice.languages
        return Language.of(letter.action == nil ? letter.message : "", before: before, allowed: allowed)
    }

    func close(_ letter: Letter, _ taking: Taking, _ dialogue: Dialogue) throws(TurnFailure) {
        let reply = letter.channel.isTexted ? dialogue.asText : dialogue.said.compactMap(\.text).joined(separator: " ")
        do throws(DatabaseError) {
            _ = try database.call(
                TurnStatements.end, tenant: tenant, taking.turn, taking.fence, 1, Stored.text(dialogue.said),
                reply, Stored.text(dialogue.state), letter.channel.isTexted ? summary(letter, dialogue) : nil)
        } catch {
            throw error.sqlState == .fenced ? .fenced : .database(error)
        }
    }

    /// What the owner is texted where a conversation by text was handed over.
    private func summary(_ letter: Letter, _ dialogue: Dialogue) -> String? {
        guard dialogue.isNewlyHandedOver, let caller = letter.caller else { return nil }
        let number = diary.tenant.shown(caller.number)
        let words = Wording(business: diary.tenant, today: dialogue.now.day, language: Language(locale: diary.tenant.locale))
        return words.wantsPerson([dialogue.state.name, number].compactMap { $0 }.joined(separator: ", "), letter.message)
    }

    /// Shows a closed turn again, event by event as before.
    private func repeated(_ taking: Taking, _ emit: (Event) -> Void) throws(TurnError) -> Reply {
        let rows = try spoken { () throws(DatabaseError) in try database.call(TurnStatements.events, tenant: tenant, taking.turn) }
        let events = rows.compactMap { Stored.read($0) as StoredEvent? }
        emit(.conversation(taking.conversation))
        events.compactMap(\.event).forEach(emit)
        return Reply(conversation: taking.conversation, events: events)
    }

    func spoken<T>(_ body: () throws(DatabaseError) -> T) throws(TurnError) -> T {
        do throws(DatabaseError) { return try body() } catch { throw .database(error) }
    }
}
