internal import Booking
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
            try close(taking, dialogue)
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
        guard let model, letter.action == nil, !taking.isTheScripts else {
            try dialogue.respond(to: letter.message, action: letter.action)
            return dialogue
        }
        return try speak(letter, taking, dialogue, model)
    }

    private func dialogue(_ letter: Letter, _ taking: Taking, _ address: String) throws(TurnFailure) -> Dialogue {
        let tenantVoice = try TurnFailure.asking { () throws(DatabaseError) in try TenantVoice.of(tenant: tenant, in: database) }
        var state: DialogueState = Stored.read(taking.state) ?? DialogueState()
        state.language = language(letter, before: state.language, of: tenantVoice)
        let turn = TakenTurn(
            id: taking.turn, number: taking.fence, conversation: taking.conversation, now: taking.now, caller: letter.caller)
        let offered = Dictionary(state.slots.map { ($0.id, $0) }) { $1 }
        let tools = Toolbox(
            diary: diary, database: database, turn: turn, address: address, tries: tries, manageLink: manageLink, offered: offered)
        let desk = Desk(tools: tools, journal: taking.journal, lease: pace.lease)
        return Dialogue(
            state: state, desk: desk, business: diary.tenant, tenantVoice: tenantVoice, now: taking.now, timezone: letter.timezone)
    }

    /// A button says nothing of its visitor's language. A business whose owner has chosen no languages speaks all.
    private func language(_ letter: Letter, before: Language?, of voice: TenantVoice) -> Language {
        let allowed = voice.languages.isEmpty ? Language.allowed(at: diary.tenant.locale) : voice.languages
        return Language.of(letter.action == nil ? letter.message : "", before: before, allowed: allowed)
    }

    private func close(_ taking: Taking, _ dialogue: Dialogue) throws(TurnFailure) {
        do throws(DatabaseError) {
            _ = try database.call(
                TurnStatements.close, tenant: tenant, taking.turn, taking.fence, 1, Stored.text(dialogue.said),
                dialogue.said.compactMap(\.text).joined(separator: " "), Stored.text(dialogue.state))
        } catch {
            throw error.sqlState == .fenced ? .fenced : .database(error)
        }
    }

    /// Shows a closed turn again, event by event as before.
    private func repeated(_ taking: Taking, _ emit: (Event) -> Void) throws(TurnError) -> Reply {
        let rows = try spoken { () throws(DatabaseError) in try database.call(TurnStatements.events, tenant: tenant, taking.turn) }
        let events = rows.compactMap { Stored.read($0) as StoredEvent? }
        emit(.conversation(taking.conversation))
        events.compactMap(\.event).forEach(emit)
        return Reply(conversation: taking.conversation, events: events)
    }

    private func spoken<T>(_ body: () throws(DatabaseError) -> T) throws(TurnError) -> T {
        do throws(DatabaseError) { return try body() } catch { throw .database(error) }
    }
}
